"""nginx before several bots, as docs/deploying.md has it."""

import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tools.load.running import running
from tools.ports import free_port, get

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
"""Where it is; None where it is not installed."""

_CONFIG = """
daemon off;
pid {folder}/pid;
error_log stderr crit;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    upstream b12bot {{
        {servers}
        keepalive 64;
    }}
    server {{
        listen 127.0.0.1:{port};
        location = /telegram {{
            proxy_pass http://b12bot;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_read_timeout 75s;
            client_max_body_size 1m;
        }}
    }}
}}
"""


@asynccontextmanager
async def balanced(ports: Sequence[int]) -> AsyncIterator[int]:
    """The port on which nginx hands out to these ports."""
    if not NGINX:
        raise RuntimeError("nginx is not installed")
    port = free_port()
    servers = "\n        ".join(f"server 127.0.0.1:{one} max_fails=3 fail_timeout=2s;" for one in ports)
    user = "user root;" if os.geteuid() == 0 else ""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "nginx.conf"
        config.write_text(_CONFIG.format(folder=folder, user=user, servers=servers, port=port), "utf-8")
        async with running((NGINX, "-p", folder, "-c", str(config)), {}) as nginx:
            try:
                await get(f"http://127.0.0.1:{port}/", until=httpx.codes.NOT_FOUND)
            except TimeoutError:
                raise RuntimeError(nginx.log) from None
            try:
                yield port
            finally:
                # It ends its worker with it, which a kill would leave behind.
                await nginx.end(signal.SIGTERM)
