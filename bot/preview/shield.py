"""Keeps other web pages out: only our own page may call the server, and it loads nothing from elsewhere."""

from collections.abc import Awaitable, Callable

from aiohttp import web

HOSTS = ("127.0.0.1", "localhost")
"""By these names alone the page is served: a name that somebody points to this machine is none of them."""
READING = ("GET", "HEAD")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def shield(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer requests of our own page only."""
    if not _is_ours(request):
        raise web.HTTPForbidden(text="This page talks to itself only.\n")
    return await handler(request)


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Forbid the page whatever it does not need; called before each response."""
    response.headers.update(HEADERS)


def _is_ours(request: web.Request) -> bool:
    host = request.headers.get("Host", "")
    if host.rpartition(":")[0] not in HOSTS:
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        # Browsers name the origin of every request that could change something.
        return request.method in READING
    return origin == f"http://{host}"
