"""`make screenshots`: the pictures of README and docs, of a scripted conversation in the preview.

Needs Chromium on the machine (Debian: chromium, fonts-noto-color-emoji, fonts-roboto-unhinted).
"""

import asyncio
import os
import shutil
import sys
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from bot.commands import ready
from bot.commands.preview import why
from bot.preview.preview import opened

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
QUESTIONS = ("is it serius if left untreted", "how much b12 shoud i take")
"""What is asked on the phone, typos and all: something that the article says, something that it does not."""
EDITORS_QUESTION = "wat causes b12 deficency??"
WINDOW = ViewportSize(width=1240, height=954)
CLEAR = 255
"""The palette's last number is for what is not seen: the corners outside of the phone."""


async def main() -> int:
    """Take them all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("There is no Chromium here: apt-get install chromium fonts-noto-color-emoji", file=sys.stderr)
        return 2
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=arguments)
        await take_phone(browser, "light")
        await take_phone(browser, "dark")
        await take_panel(browser)
        await browser.close()
    return 0


async def take_phone(browser: Browser, theme: Literal["light", "dark"]) -> None:
    """Take a picture of the phone alone."""
    page = await browser.new_page(
        viewport=WINDOW, device_scale_factor=1.5, color_scheme=theme, locale="en-GB"
    )
    await ask(page, *QUESTIONS)
    await page.evaluate("document.body.style.background = 'none'")
    save(theme, await page.get_by_role("region", name="Ada").screenshot(omit_background=True))
    await page.close()


async def take_panel(browser: Browser) -> None:
    """Take a picture of the whole page, with the editor's panel."""
    page = await browser.new_page(viewport=WINDOW, color_scheme="light", locale="en-GB")
    await ask(page, EDITORS_QUESTION)
    save("panel", await page.screenshot())
    await page.close()


async def ask(page: Page, *questions: str) -> None:
    """Ask in a preview of its own, and leave nothing on the page that moves or blinks."""
    stop = asyncio.Event()
    async with opened(ready.conversation, why) as preview:
        answering = asyncio.create_task(preview.run_until(stop))
        await page.goto(preview.url)
        await page.get_by_role("button", name="Start").click()
        answers, line = page.locator("article.in"), page.get_by_role("textbox", name="Message in Ada")
        for number, question in enumerate(questions, 1):
            await expect(answers).to_have_count(number)
            await line.fill(question)
            await line.press("Enter")
        await expect(answers).to_have_count(len(questions) + 1)
        # The page has what it shows, and is not to say that its server is gone.
        await page.evaluate("document.getElementById('lost').remove(); document.activeElement.blur()")
        await page.wait_for_timeout(500)
        stop.set()
        await answering


def save(name: str, picture: bytes) -> None:
    """Write a picture with few colours."""
    path = PICTURES / f"{name}.png"
    with Image.open(BytesIO(picture)).convert("RGBA") as image:
        few = image.convert("RGB").quantize(CLEAR, method=Image.Quantize.MEDIANCUT, kmeans=2)
        few.paste(CLEAR, mask=image.getchannel("A").point(lambda alpha: 255 if alpha < CLEAR // 2 else 0))
        few.save(path, optimize=True, transparency=CLEAR)
    print(f"docs/pictures/{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
