"""Requests to Telegram on aiohttp, against real sockets: answers, and what each failure becomes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot.operations.timing import Timing
from bot.outgoing.errors import ErrorKind, kind_of, may_pass, named
from bot.outgoing.transport import AiohttpRequest
from bot.settings import Secret, Settings
from tools.ports import free_port

QUICK = Timing(read=0.2)
JSON = "Content-Type: application/json\r\n"


def answer(status: str, body: str) -> bytes:
    """An HTTP answer."""
    return f"HTTP/1.1 {status}\r\n{JSON}Content-Length: {len(body)}\r\n\r\n{body}".encode()


class Server:
    """Answers every request with the same bytes; with none it hangs up, with None it says nothing."""

    def __init__(self, reply: bytes | None, drip: float = 0.0) -> None:
        self._reply = reply
        self._drip = drip
        """Seconds between one byte of the answer and the next."""
        self._serving: list[asyncio.Task[None]] = []

    @property
    def connections(self) -> int:
        """How many connections came."""
        return len(self._serving)

    def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a connection."""
        self._serving.append(asyncio.create_task(self._serve(reader, writer)))

    async def end(self) -> None:
        """Hang up."""
        for serving in self._serving:
            serving.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer), contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
                await reader.readexactly(length)
                if self._reply is None:
                    await asyncio.sleep(60)
                for byte in (self._reply or b"") if self._drip else ():
                    writer.write(bytes([byte]))
                    await asyncio.sleep(self._drip)
                writer.write(self._reply or b"")
                await writer.drain()
                if not self._reply:
                    break


@contextlib.asynccontextmanager
async def served(reply: bytes | None, drip: float = 0.0) -> AsyncIterator[tuple[str, Server]]:
    """A server, and the address of a method of the Bot API on it."""
    serve = Server(reply, drip)
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/bot1:token/sendMessage", serve
        await serve.end()


async def failure(url: str, proxy: Secret | None = None) -> TelegramError:
    """What a request to an address fails with."""
    async with AiohttpRequest(QUICK, proxy) as client:
        with pytest.raises(TelegramError) as caught:
            await client.post(url, RequestData())
        return caught.value


@pytest.mark.parametrize(
    ("reply", "kind", "cause", "not_taken", "passing"),
    [
        (b"", NetworkError, aiohttp.ServerDisconnectedError, False, True),
        (None, TimedOut, aiohttp.SocketTimeoutError, False, True),
        (answer("502 Bad Gateway", "<html>"), NetworkError, TelegramError, True, True),
        (answer("500 Oops", '{"ok":false,"description":"Internal"}'), NetworkError, type(None), True, True),
        (answer("504 Gateway Timeout", "<html>"), NetworkError, TelegramError, False, True),
        (answer("400 Bad Request", '{"ok":false,"description":"x"}'), BadRequest, type(None), False, False),
        (
            answer("429 Slow", '{"ok":false,"description":"x","parameters":{"retry_after":3}}'),
            RetryAfter, type(None), True, True,
        ),
        (answer("200 OK", "<html>"), TelegramError, ValueError, False, True),
        (answer("200 OK", "{}"), TelegramError, type(None), False, True),
        (answer("302 Found", '{"ok":false,"description":"moved"}'), NetworkError, type(None), True, True),
    ],
)  # fmt: skip
async def test_each_failure_has_its_class_and_is_judged_rightly(
    reply: bytes | None,
    kind: type[TelegramError],
    cause: type[BaseException],
    *,
    not_taken: bool,
    passing: bool,
) -> None:
    """The class of python-telegram-bot, what it came from, whether it was taken, whether waiting helps."""
    async with served(reply) as (url, _):
        error = await failure(url)
    assert type(error) is kind
    assert isinstance(error.__cause__, cause)
    assert (kind_of(error) is ErrorKind.NOT_TAKEN, may_pass(error)) == (not_taken, passing)


async def test_no_connection_means_not_sent() -> None:
    """Nobody listens, or the name is unknown: the request may be sent again; no text holds the address."""
    for host in (f"127.0.0.1:{free_port()}", "no-such-host.invalid"):
        error = await failure(f"http://{host}/bot1:token/sendMessage")
        assert type(error) is NetworkError
        assert isinstance(error.__cause__, aiohttp.ClientConnectorError)
        assert kind_of(error) is ErrorKind.NOT_TAKEN
        assert "token" not in str(error)


async def test_an_answer_that_drips_in_is_late_in_the_end() -> None:
    """Each byte comes in time, and all of them would take a minute."""
    async with (
        served(answer("200 OK", " " * 500), drip=0.1) as (url, _),
        AiohttpRequest(Timing(read=0.3, connect=0.3)) as client,
        asyncio.timeout(10),
    ):
        with pytest.raises(TimedOut):
            await client.post(url, RequestData())


@pytest.mark.parametrize(
    ("parameters", "kind"),
    [
        ('{"retry_after":"soon"}', NetworkError),
        ('{"retry_after":{}}', NetworkError),
        ('{"retry_after":5,"else":"x"}', RetryAfter),
        ("7", NetworkError),
        ("null", NetworkError),
    ],
)
async def test_parameters_that_make_no_sense_are_left_out(parameters: str, kind: type[TelegramError]) -> None:
    """The refusal is one that passes, all the same."""
    body = f'{{"ok":false,"description":"Too Many Requests","parameters":{parameters}}}'
    async with served(answer("429 Slow", body)) as (url, _):
        error = await failure(url)
    assert type(error) is kind
    assert kind_of(error) is ErrorKind.NOT_TAKEN


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (b"", "NetworkError: connection closed"),
        (None, "TimedOut: no answer in time"),
        (answer("502 Bad Gateway", "<html>"), "NetworkError"),
    ],
)
async def test_the_log_says_why_a_connection_was_lost(reply: bytes | None, words: str) -> None:
    """By the class of what aiohttp raised, never by its text."""
    async with served(reply) as (url, _):
        assert named(await failure(url)) == words


async def test_the_log_says_why_there_was_no_connection() -> None:
    """Nobody listens, no such host, a server that speaks no TLS, a proxy that wants to know who asks."""
    assert named(await failure(f"http://127.0.0.1:{free_port()}/")) == "NetworkError: connection refused"
    assert named(await failure("http://no-such-host.invalid/")) == "NetworkError: DNS: no such host"

    def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"no TLS at all")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        assert named(await failure(url)) == "NetworkError: TLS failed"


async def test_a_proxy_that_refuses_is_named() -> None:
    """With its status: 407 means that it wants a password."""
    async with served(answer("407 Proxy Authentication Required", "")) as (url, _):
        proxy = Secret(url.partition("/bot")[0])
        client = AiohttpRequest(QUICK, proxy)
        await client.initialize()
        with pytest.raises(NetworkError) as caught:
            await client.post("https://api.example.org/", RequestData())
        await client.shutdown()
    assert named(caught.value) == "NetworkError: the proxy answered 407"


@pytest.mark.parametrize("reply", [b"", None, answer("502 Bad Gateway", "<html>"), answer("403 No", "{")])
async def test_the_classes_are_those_of_python_telegram_bot(reply: bytes | None) -> None:
    """Each failure is of the same class as with its own client on httpx."""
    clients: list[Callable[[], AiohttpRequest | HTTPXRequest]] = [
        lambda: AiohttpRequest(QUICK),
        lambda: HTTPXRequest(read_timeout=QUICK.read),
    ]
    kinds = []
    async with served(reply) as (url, _):
        for make in clients:
            async with make() as client:
                with pytest.raises(TelegramError) as caught:
                    await client.post(url, RequestData())
                kinds.append(type(caught.value))
    assert kinds[0] is kinds[1]


async def test_one_connection_serves_many_requests() -> None:
    """It is kept open between them; results come back as they were sent."""
    async with (
        served(answer("200 OK", '{"ok":true,"result":{"a":1}}')) as (url, server),
        AiohttpRequest() as client,
    ):
        for _ in range(5):
            assert await client.post(url, RequestData()) == {"a": 1}
        assert await client.retrieve(url)
    assert server.connections == 1


async def test_a_closed_client_says_so_and_can_be_opened_again() -> None:
    """As python-telegram-bot's own."""
    client = AiohttpRequest()
    with pytest.raises(NetworkError):
        await client.post("http://127.0.0.1:1/", RequestData())
    async with served(answer("200 OK", '{"ok":true,"result":true}')) as (url, _):
        for _ in range(2):
            await client.initialize()
            assert await client.post(url, RequestData()) is True
            await client.shutdown()


async def test_requests_go_by_the_proxy() -> None:
    """It is asked for the whole address; what it answers is the answer."""
    async with served(answer("200 OK", '{"ok":true,"result":{"by":1}}')) as (proxy, _):
        settings = Settings({"HTTP_PROXY": proxy.split("/")[2], "TELEGRAM_API_URL": "http://api.invalid"})
        async with AiohttpRequest(QUICK, settings.proxy) as client:
            assert await client.post("http://api.invalid/bot1:token/getMe", RequestData()) == {"by": 1}
