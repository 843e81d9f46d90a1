"""The stand-in over HTTP: one route as Telegram has it, served on a free port in the test's event loop."""

import asyncio
import contextlib
import re
import socket
import tempfile
from collections.abc import Awaitable, Iterator
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.standin.client import Client
from tests.standin.methods import METHODS, decode_params
from tests.standin.params import parse_body
from tests.standin.state import Fault, State
from tests.standin.values import JSON, ApiError, Call, Refusal
from tests.standin.webhook import Delivery

TOKEN = "123456:TEST-token"
CONFLICT = 409
GRACE = 0.05
"""Seconds in which a bot that gave up a poll may hang up, so that its next one is no conflict."""


class StandIn:
    """Telegram for one bot, as an async context manager; all that tests ask is here or in a Client."""

    def __init__(
        self, token: str = TOKEN, *, webhook_target: str | None = None, patience: float = 10.0
    ) -> None:
        self.state = State(token)
        self._folder = tempfile.TemporaryDirectory()
        self._patience = patience
        self._delivery = Delivery(self.state, webhook_target)
        self._running: list[asyncio.Task[None]] = []
        # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it a call takes 40 ms.
        self._socket = socket.socket(proto=socket.IPPROTO_TCP)
        routes = [Route("/bot{token}/{method}", self._endpoint, methods=["GET", "POST"])]
        self._server = _Server(Starlette(routes=routes))

    async def __aenter__(self) -> Self:
        self._socket.bind(("127.0.0.1", 0))
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        self._running = [serving, asyncio.create_task(self._delivery.run())]
        await self._server.ready.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        serving, delivering = self._running
        delivering.cancel()
        self.state.updates.close()
        self._server.leave.set()
        await serving
        with contextlib.suppress(asyncio.CancelledError):
            await delivering
        self._folder.cleanup()

    @property
    def data(self) -> str:
        """What B12BOT_DATA is to be: numbers of updates mean something with this Telegram only."""
        return self._folder.name

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is to be."""
        host, port = self._server.address
        return f"http://{host}:{port}"

    def client(self, user_id: int = 1001, name: str = "Ada", language: str | None = "en") -> Client:
        """A person in a private chat with the bot."""
        chat = {"id": user_id, "type": "private", "first_name": name}
        return Client(self.state, chat, _user(user_id, name, language), self._patience)

    def group(
        self,
        chat_id: int = -1_001_000_000_001,
        *,
        user_id: int = 1001,
        name: str = "Ada",
        language: str | None = "en",
        thread: int | None = None,
    ) -> Client:
        """A person in a supergroup, in a topic of it if `thread` is given.

        The bot gets all that is said there, as one does that a group made an administrator.
        """
        chat: JSON = {"id": chat_id, "type": "supergroup", "title": "Group"}
        if thread is not None:
            chat["is_forum"] = True
        return Client(self.state, chat, _user(user_id, name, language), self._patience, thread)

    @property
    def calls(self) -> list[Call]:
        """All calls that the bot made, in order."""
        return self.state.calls

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    @property
    def refusals(self) -> list[Refusal]:
        """What the stand-in refused on its own account: a test of a bot that does well finds none."""
        return self.state.refusals

    def fail(
        self, method: str, code: int, description: str, *, times: int = 1, **parameters: int | None
    ) -> None:
        """Let the next calls of a method fail; `retry_after` or `migrate_to_chat_id` go into the answer."""
        given = {name: value for name, value in parameters.items() if value is not None}
        self.state.faults.append(Fault(method, ApiError(code, description, given), times))

    def hang(self, method: str, seconds: float = 600.0, *, times: int = 1, carried_out: bool = False) -> None:
        """Let the next calls of a method wait for their answer, whether they are carried out or not."""
        self.state.faults.append(Fault(method, None, times, seconds, is_carried_out=carried_out))

    def cut(self, method: str, *, times: int = 1, carried_out: bool = False) -> None:
        """Let the connection break instead of an answer, whether the call is carried out or not."""
        self.state.faults.append(Fault(method, None, times, is_cut=True, is_carried_out=carried_out))

    @property
    def commands(self) -> dict[str, str]:
        """The commands that the bot set for everybody, and what each does."""
        return self.commands_of()

    def commands_of(self, scope: str = "default", language: str = "") -> dict[str, str]:
        """The commands that the bot set for a type of scope and a language."""
        return self.state.commands.get((scope, language), {})

    @property
    def description(self) -> str:
        """The description that the bot set, in no particular language."""
        return self.state.texts.get(("description", ""), "")

    @property
    def short_description(self) -> str:
        """The short description that the bot set, in no particular language."""
        return self.state.texts.get(("short_description", ""), "")

    async def _endpoint(self, request: Request) -> Response:
        method: str = request.path_params["method"]
        try:
            self._authorise(request.path_params["token"])
            return JSONResponse({"ok": True, "result": await self._call(request, method)})
        except _HungUpError:
            return Response(status_code=499)
        except _CutError:
            # What is shorter than it says makes the server break the connection.
            return Response(b"{", headers={"Content-Length": "2"})
        except ApiError as error:
            if error.code == CONFLICT and not self._is_fault(error):
                await asyncio.sleep(GRACE)
                if await request.is_disconnected():
                    return Response(status_code=499)
            return self._refuse(method, error)

    def _authorise(self, token: str) -> None:
        if token == self.state.token:
            return
        well_formed = re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token)
        raise ApiError(401, "Unauthorized") if well_formed else ApiError(404, "Not Found")

    async def _call(self, request: Request, method: str) -> object:
        raw = dict(request.query_params)
        try:
            raw |= parse_body(await request.body(), request.headers.get("content-type", ""))
            params = decode_params(method, raw)
        except ApiError:
            self._record(method, raw)
            raise
        self._record(method, params)
        work = METHODS[method].handler(self.state, params)
        if fault := self.state.fault(method):
            work = _faulty(fault, work)
        return await _unless_hung_up(request, work)

    def _record(self, method: str, params: JSON) -> None:
        self.calls.append(Call(method, params, asyncio.get_running_loop().time()))

    def _is_fault(self, error: ApiError) -> bool:
        return any(fault.error is error for fault in self.state.faults)

    def _refuse(self, method: str, error: ApiError) -> Response:
        if not self._is_fault(error) and 400 <= error.code < 500:
            self.refusals.append(Refusal(method, error.description))
        body: JSON = {"ok": False, "error_code": error.code, "description": error.description}
        headers = {}
        if error.parameters:
            body["parameters"] = error.parameters
        if "retry_after" in error.parameters:
            headers["Retry-After"] = str(error.parameters["retry_after"])
        return JSONResponse(body, status_code=error.code, headers=headers)


class _Server(uvicorn.Server):
    """uvicorn as a guest: pytest keeps its signal handlers, and starting and stopping take no polling."""

    def __init__(self, app: Starlette) -> None:
        quiet = uvicorn.Config(app, lifespan="off", ws="none", log_config=None, access_log=False)
        # uvicorn's 5 s are httpx's as well: a connection closed just as the bot writes would fail a call.
        quiet.timeout_keep_alive = 75
        super().__init__(quiet)
        self.ready = asyncio.Event()
        self.leave = asyncio.Event()
        self.address: tuple[str, int] = ("", 0)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        self.address = self.servers[0].sockets[0].getsockname()
        self.ready.set()
        await self.leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=1)


class _HungUpError(Exception):
    """The bot closed the connection before it had its answer."""


class _CutError(Exception):
    """The connection is to break."""


async def _faulty(fault: Fault, work: Awaitable[object]) -> object:
    """Carry a call out, or not, with what a test asked for to go wrong."""
    working = asyncio.ensure_future(work)
    if fault.error or not fault.is_carried_out:
        working.cancel()
    else:
        await working
    await asyncio.sleep(fault.seconds)
    if fault.error:
        raise fault.error
    if fault.is_cut:
        raise _CutError
    return await working


async def _unless_hung_up(request: Request, work: Awaitable[object]) -> object:
    """The result of a call; a poll ends with the connection, or a killed bot would go on polling."""
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_hang_up(request))
    await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    if working.done():
        return working.result()
    working.cancel()
    raise _HungUpError


async def _hang_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _user(user_id: int, name: str, language: str | None) -> JSON:
    user: JSON = {"id": user_id, "is_bot": False, "first_name": name}
    return user if language is None else user | {"language_code": language}
