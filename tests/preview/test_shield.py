"""No other web page can use the preview, and its own page can load nothing from elsewhere."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.preview.preview import Opened, opened
from tests.preview.opening import ADA
from tests.real import real_conversation

SAID = {"chat": ADA, "person": ADA, "text": "hello"}


@pytest.fixture
async def preview() -> AsyncIterator[Opened]:
    """A page without a bot: nothing here gets that far."""
    async with opened(real_conversation, lambda *_: {}) as preview:
        yield preview


async def status(preview: Opened, method: str, path: str, **headers: str) -> int:
    async with aiohttp.ClientSession() as web:
        body = SAID if method == "POST" else None
        async with web.request(method, preview.url + path, json=body, headers=headers) as answer:
            return answer.status


async def test_our_own_page_is_served(preview: Opened) -> None:
    """By either name of this machine."""
    port = preview.url.rstrip("/").rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert await status(preview, "GET", "", Host=host) == 200
        assert await status(preview, "POST", "say", Host=host, Origin=f"http://{host}") == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
async def test_another_page_can_do_nothing(preview: Opened, origin: str) -> None:
    """Nor can one without an origin, one of another port, or one that asks before (CORS)."""
    headers = {"Origin": origin} if origin else {}
    assert await status(preview, "POST", "say", **headers) == 403
    assert await status(preview, "OPTIONS", "say", **headers) == 403
    assert preview.telegram.state.chats == {}


async def test_another_page_can_read_nothing(preview: Opened) -> None:
    """Neither by its own origin, nor under a name that it points to this machine."""
    assert await status(preview, "GET", "events", Origin="http://evil.example") == 403
    assert await status(preview, "GET", "", Host="evil.example:80") == 403
    assert await status(preview, "GET", "", Host="127.0.0.1.evil.example:80") == 403


async def test_the_page_may_load_and_run_nothing_else(preview: Opened) -> None:
    """Strict headers on every answer, refusals too; no cross-origin header on any."""
    async with aiohttp.ClientSession() as web:
        for path, headers in (
            ("", {}),
            ("static/main.js", {}),
            ("nowhere", {}),
            ("", {"Host": "evil.example"}),
        ):
            async with web.get(preview.url + path, headers=headers) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
                assert "*" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert not [name for name in answer.headers if name.startswith("Access-Control")]


async def test_files_beside_the_page_are_not_served(preview: Opened) -> None:
    """Only what is meant for browsers is."""
    for path in ("static/../page.py", "static/%2e%2e/page.py", "static/..%2fpage.py"):
        assert await status(preview, "GET", path) in {403, 404}, path


async def test_only_who_knows_the_token_can_be_the_bot(preview: Opened) -> None:
    """The stand-in's other door: its token is made up anew each time."""
    async with opened(real_conversation, lambda *_: {}) as other:
        token = other.telegram.state.token
        assert token != preview.telegram.state.token
    async with (
        aiohttp.ClientSession() as web,
        web.get(f"{preview.telegram.url}/bot{token}/getMe") as answer,
    ):
        assert answer.status == 401
