"""The Bot API over HTTP: one route as Telegram has it, served on a free port in the caller's event loop."""

import asyncio
import re

from aiohttp import web

from bot.preview.telegram.answers import Answer, failure, success
from bot.preview.telegram.faults import Faults, meet
from bot.preview.telegram.methods import METHODS, decode_params
from bot.preview.telegram.params import parse_body
from bot.preview.telegram.state import State
from bot.preview.telegram.values import JSON, ApiError, Refusal

CONFLICT = 409
GRACE = 0.05
"""Seconds in which a bot that gave up a poll may hang up, so that its next one is no conflict."""
POLL = "getUpdates"
"""The one method that is always under way while a bot has nothing to do."""


class Server:
    """Answers a bot's calls by the state, as the faults have it."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults
        self._handling = 0
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._endpoint)
        # Who hangs up waits for nothing: a poll of a killed bot must not go on.
        self._runner = web.AppRunner(
            application, handler_cancellation=True, access_log=None, shutdown_timeout=0.1
        )
        self.url = ""
        """Where it listens, once it has started."""

    async def start(self) -> None:
        """Listen."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1000).start()
        host, port = self._runner.addresses[0]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """End all calls: a poll with nothing, one that hangs without an answer."""
        self._state.updates.close()
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
            self._state.signal.notify()
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
        fault = self._faults.take(method)
        if fault is None:
            return await self._carry_out(method, params)
        return await meet(fault, lambda: self._carry_out(method, params))

    def _authorise(self, token: str) -> None:
        if token == self._state.token:
            return
        well_formed = re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token)
        raise ApiError(401, "Unauthorized") if well_formed else ApiError(404, "Not Found")

    async def _params(self, request: web.Request, method: str) -> JSON:
        """What the bot asks for, written down even if it can't be read."""
        params: JSON = dict(request.query)
        try:
            params |= parse_body(await request.read(), request.headers.get("Content-Type", ""))
            params = decode_params(method, params)
        finally:
            self._state.record(method, params)
        return params

    async def _carry_out(self, method: str, params: JSON) -> Answer:
        try:
            return success(await METHODS[method].handler(self._state, params))
        except ApiError as error:
            if error.code == CONFLICT:
                await asyncio.sleep(GRACE)
            return self._refuse(method, error)

    def _refuse(self, method: str, error: ApiError) -> Answer:
        self._state.refusals.append(Refusal(method, error.description))
        return failure(error)
