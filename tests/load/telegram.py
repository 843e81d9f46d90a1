"""A Telegram for load: the stand-in's state and methods behind a lean server, with a short cut for messages.

What a bot sends under load is not checked for what Telegram would refuse, as the strict stand-in does, but
only counted: who got a message, and how it begins.
"""

import asyncio
import contextlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import unquote_plus

from tests.standin.faults import Faults, suffer
from tests.standin.methods import METHODS, decode_params
from tests.standin.params import parse_body
from tests.standin.server import TOKEN
from tests.standin.state import State
from tests.standin.values import JSON, ApiError
from tests.standin.webhook import Delivery
from tests.standin.wire import Answer, Request, Server, response

BEGINNING = 80
"""How much of a message's text is read."""
_CHAT = re.compile(rb'(?:^|&)chat_id=(-?\d+)|name="chat_id"[^-\d]*(-?\d+)')
_TEXT = re.compile(rb"(?:^|&)text=([^&]{0,%d})" % (3 * BEGINNING))
_DONE = response(200, b'{"ok":true,"result":true}')

Heard = Callable[[int, str], None]


class Telegram:
    """Telegram for one bot under load, as an async context manager.

    `seconds` is how long it takes to take a message; `heard` is called with the chat and the beginning of
    each message as soon as it has arrived, whether or not the bot lives to learn of it. `loses` says whether
    the next acceptance of a posted update gets lost, so that it is posted again.
    """

    def __init__(
        self,
        *,
        webhook_target: str | None = None,
        seconds: float = 0.0,
        faults: Faults | None = None,
        loses: Callable[[], bool] = bool,
    ) -> None:
        self.state = State(TOKEN)
        self.faults = Faults() if faults is None else faults
        self.calls: Counter[str] = Counter()
        self.heard: Heard = lambda _chat, _text: None
        self._folder = tempfile.TemporaryDirectory()
        self._seconds = seconds
        self._server = Server(self._answer)
        self._delivery = Delivery(self.state, webhook_target, loses)
        self._delivering: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        self._delivering = asyncio.create_task(self._delivery.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._delivering
        self._delivering.cancel()
        self._folder.cleanup()
        await self._server.__aexit__(kind, error, trace)
        with contextlib.suppress(asyncio.CancelledError):
            await self._delivering

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is to be."""
        return self._server.url

    @property
    def data(self) -> str:
        """What B12BOT_DATA is to be: numbers of updates mean something with this Telegram only."""
        return self._folder.name

    def put(self, update: JSON) -> None:
        """Queue an update; it gets its number here."""
        self.state.updates.put(update)

    def _answer(self, request: Request) -> "Answer | asyncio.Future[Answer]":
        name = request.name
        self.calls[name] += 1
        if fault := self.faults.take(name):
            return asyncio.ensure_future(suffer(fault, lambda: self._late(request)))
        if name == "sendMessage" and not self._seconds:
            return self._message(request)
        return asyncio.ensure_future(self._late(request))

    async def _late(self, request: Request) -> Answer:
        if request.name != "sendMessage":
            return await self._call(request)
        answer = self._message(request)
        await asyncio.sleep(self._seconds)
        return answer

    def _message(self, request: Request) -> bytes:
        chat, text = _addressee(request)
        self.heard(chat, text)
        number = next(self.state.message_ids)
        result = (
            f'{{"ok":true,"result":{{"message_id":{number},"date":1790000000,"text":"…",'
            f'"chat":{{"id":{chat},"type":"private","first_name":"Ada"}}}}}}'
        )
        return response(200, result.encode())

    async def _call(self, request: Request) -> bytes:
        if request.name not in METHODS:
            return _DONE
        try:
            params = decode_params(request.name, parse_body(request.body, request.content_type))
            result = await METHODS[request.name].handler(self.state, params)
        except ApiError as error:
            failure = {"ok": False, "error_code": error.code, "description": error.description}
            return response(error.code, json.dumps(failure).encode())
        return response(200, json.dumps({"ok": True, "result": result}).encode())


def _addressee(request: Request) -> tuple[int, str]:
    """To whom a message goes, and how it begins."""
    if request.content_type == "application/json":
        params = json.loads(request.body)
        return int(params["chat_id"]), str(params.get("text", ""))[:BEGINNING]
    chat, text = _CHAT.search(request.body), _TEXT.search(request.body)
    if chat is None:
        raise ValueError(f"a message to nobody: {request.content_type}")
    return int(chat[1] or chat[2]), unquote_plus(text[1].decode(), errors="replace") if text else ""
