"""What the server tells open pages, by server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator

from bot.preview.telegram import JSON


class Feed:
    """Tells every open page of each event."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[bytes]] = set()

    def tell(self, event: str, data: JSON) -> None:
        """Tell all pages of an event."""
        for page in self._pages:
            page.put_nowait(_written(event, data))

    def close(self) -> None:
        """Tell no page anything more."""
        for page in self._pages:
            page.put_nowait(b"")
        self._pages.clear()

    async def stream(self, first: JSON) -> AsyncIterator[bytes]:
        """Yield what one page is told, beginning with all there is (`hello`), until the feed is closed."""
        page: asyncio.Queue[bytes] = asyncio.Queue()
        page.put_nowait(_written("hello", first))
        self._pages.add(page)
        try:
            while item := await page.get():
                yield item
        finally:
            self._pages.discard(page)


def _written(event: str, data: JSON) -> bytes:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
