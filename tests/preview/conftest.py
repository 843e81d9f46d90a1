"""A real Chromium for the tests of the page, and a preview that it looks at."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright

from bot.preview.preview import Opened
from tests.preview.opening import running
from tests.preview.person import Person

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = "CI" in os.environ  # noqa: TID251 - the bot does not read it
PATIENCE = 8_000
"""Milliseconds that what is to be seen may take to come, on a busy machine."""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium, as this machine has it."""
    if not CHROMIUM:
        assert not REQUIRED, "CI needs Chromium: .ci/run installs it"
        pytest.skip("there is no Chromium here (Debian: apt-get install chromium fonts-noto-color-emoji)")
    # Chromium's own sandbox does not start as root, as in most containers.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        await browser.close()


@pytest.fixture
async def preview() -> AsyncIterator[Opened]:
    """A preview whose bot answers."""
    async with running() as preview:
        yield preview


@pytest.fixture
async def tab(browser: Browser, preview: Opened) -> AsyncIterator[Page]:
    """A tab on the preview, of a computer's size; nothing may go wrong in it, nor come from elsewhere."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(PATIENCE)
    tab, wrong = await context.new_page(), list[str]()
    tab.on("console", lambda message: wrong.append(f"console: {message.type}: {message.text}"))
    tab.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    tab.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    tab.on(
        "request",
        lambda request: None if request.url.startswith(preview.url) else wrong.append(request.url),
    )
    await tab.goto(preview.url)
    yield tab
    assert wrong == []
    assert preview.telegram.state.refusals == []
    await context.close()


@pytest.fixture
async def ada(tab: Page) -> Person:
    """Ada, who has started a chat."""
    ada = Person(tab, "Ada")
    await ada.start()
    return ada
