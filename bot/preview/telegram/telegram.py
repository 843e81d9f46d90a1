"""Telegram for one bot: the Bot API over HTTP, by one route as Telegram has it."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

from aiohttp import web

from bot.preview.telegram.methods import METHODS, decode_params
from bot.preview.telegram.state import State
from bot.preview.telegram.values import JSON, ApiError, Refusal, bad_request

CONFLICT = 409
GRACE = 0.05
"""Seconds in which a bot that gave up a poll may hang up, so that its next one is no conflict."""
POLL = "getUpdates"
"""The one method that is always under way while a bot has nothing to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


CarryOut = Callable[[], Awaitable[Answer]]
Network = Callable[[str, CarryOut], Awaitable[Answer | None]]
"""What lies between the bot and Telegram: has a call of a method carried out, and brings the answer.

None is a connection that breaks.
"""


async def sound(_: str, carry_out: CarryOut) -> Answer | None:
    """A network on which nothing goes wrong."""
    return await carry_out()


def failure(error: ApiError) -> Answer:
    """Telegram's answer to a call that it did not carry out."""
    body: JSON = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    seconds = error.parameters.get("retry_after")
    headers = {} if seconds is None else {"Retry-After": str(seconds)}
    return Answer(error.code, json.dumps(body).encode(), headers=headers)


class Telegram:
    """Answers one bot's calls, as an async context manager.

    The bot is called `name`; calls come by `network`; `is_light` is for load: see `State`.
    """

    def __init__(
        self, token: str, *, name: str = "Stand-in", network: Network = sound, is_light: bool = False
    ) -> None:
        self.state = State(token, name=name, is_light=is_light)
        self._network = network
        self._handling = 0
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._endpoint)
        # Who hangs up waits for nothing: a poll of a killed bot must not go on.
        self._runner = web.AppRunner(
            application, handler_cancellation=True, access_log=None, shutdown_timeout=0.1
        )
        self.url = ""
        """What TELEGRAM_API_URL is to be: a free port of this machine, once it has started."""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1000).start()
        host, port = self._runner.addresses[0]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all calls: a poll with nothing, one that hangs without an answer."""
        self.state.updates.close()
        await self._runner.cleanup()

    @property
    def is_idle(self) -> bool:
        """Whether no call is under way but a poll."""
        return not self._handling

    async def _endpoint(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        counted = int(method != POLL)
        self._handling += counted
        try:
            answer = await self._answer(request, method)
        finally:
            self._handling -= counted
            self.state.signal.notify()
        if answer is None:
            if request.transport:
                request.transport.abort()
            return web.Response()
        kind, headers = answer.content_type, dict(answer.headers)
        return web.Response(status=answer.status, body=answer.body, content_type=kind, headers=headers)

    async def _answer(self, request: web.Request, method: str) -> Answer | None:
        try:
            self._authorise(request.match_info["token"])
            params = await self._params(request, method)
        except ApiError as error:
            return self._refuse(method, error)
        return await self._network(method, lambda: self._carry_out(method, params))

    def _authorise(self, token: str) -> None:
        if token == self.state.token:
            return
        well_formed = re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token)
        raise ApiError(401, "Unauthorized") if well_formed else ApiError(404, "Not Found")

    async def _params(self, request: web.Request, method: str) -> JSON:
        """What the bot asks for, written down even if it can't be read."""
        params: JSON = dict(request.query)
        try:
            params |= _parsed(await request.read(), request.headers.get("Content-Type", ""))
            params = decode_params(method, params)
        finally:
            self.state.record(method, params)
        return params

    async def _carry_out(self, method: str, params: JSON) -> Answer:
        try:
            result = await METHODS[method].handler(self.state, params)
        except ApiError as error:
            if error.code == CONFLICT:
                await asyncio.sleep(GRACE)
            return self._refuse(method, error)
        return Answer(200, json.dumps({"ok": True, "result": result}).encode())

    def _refuse(self, method: str, error: ApiError) -> Answer:
        self.state.refusals.append(Refusal(method, error.description))
        return failure(error)


def _parsed(body: bytes, content_type: str) -> JSON:
    """The parameters as they came over the wire."""
    match content_type.partition(";")[0].strip().lower():
        case "application/json":
            return _object(body)
        case "application/x-www-form-urlencoded" | "":
            return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
        case other:
            raise bad_request(f"{other} is not supported by the stand-in")


def _object(body: bytes) -> JSON:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse the body as JSON") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as the body")
    return value
