"""What holds of both databases alike, and of PostgreSQL when it goes away."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from bot.errors import StartUpError
from bot.storage import (
    ChatStates,
    Database,
    DatabaseDownError,
    Feedback,
    Seal,
    Store,
    Updates,
    VoteCounts,
    database,
)
from bot.storage import feedback as feedback_module
from bot.storage import postgres as postgres_module
from bot.storage.migrations import MIGRATIONS
from bot.storage.postgres import PostgresDatabase
from bot.storage.store import reading
from tools.postgres import PostgresServer

SEAL = Seal("123456:TEST-token")


@pytest.fixture(params=["sqlite", "postgres"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An open database of each kind."""
    async with contextlib.AsyncExitStack() as until_the_end:
        url = ""
        if request.param == "postgres":
            server: PostgresServer = request.getfixturevalue("postgres")
            url = await until_the_end.enter_async_context(server.database())
        store = Store.of(url, tmp_path, "b12bot", SEAL)
        await store.open()
        yield store.database
        await store.close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that was down is tried again soon."""
    monkeypatch.setattr(database, "DOWN_SECONDS", 0.05)


async def test_what_was_answered_is_known(kept: Database) -> None:
    """Once is as good as twice; what was put aside of it goes with it."""
    updates = Updates(kept, SEAL)
    assert await updates.put_aside({7: {"a": "b"}, 5: {}})
    assert list((await updates.aside()).items()) == [(5, {}), (7, {"a": "b"})]
    assert await updates.mark_answered(2**55, 7)
    assert await updates.mark_answered(2**55, 7)
    later = Updates(kept, SEAL)
    assert [await later.was_answered(key) for key in (2**55, 1)] == [True, False]
    assert list(await later.aside()) == [5]


async def test_thumbs_are_added_up_by_intent_and_day(kept: Database) -> None:
    """Those taken back are taken off."""
    votes = VoteCounts(kept)
    await votes.add([("causes", "up", 1)])
    await votes.add([("causes", "up", 1)])
    await votes.add([("causes", "up", -1), ("causes", "down", 1)])
    rows = await kept.read("SELECT intent, vote, count FROM votes ORDER BY vote")
    assert rows == [("causes", "down", 1), ("causes", "up", 1)]


async def test_several_processes_share_what_editors_learn_from(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question that one has taken another withdraws; counts are added up; the verbs read them there."""
    monkeypatch.setattr(feedback_module, "MOST", 2)
    one, other = (Store.of(database_url, tmp_path, "", SEAL) for _ in range(2))
    await one.open()
    await other.open()
    asked = ((one, "a"), (other, "b"), (one, "c"))
    assert [await store.feedback.share(key, "why b12") for store, key in asked] == [True, True, False]
    assert await other.feedback.withdraw("a")
    for store in (one, other):
        assert await store.feedback.count({("gap", "cost"): 2, ("gap", ""): 2})
        await store.close()
    assert await reading(database_url, tmp_path, Feedback.questions) == ["why b12"]
    assert [count.replies for count in await reading(database_url, tmp_path, Feedback.counts)] == [4, 4]


async def test_a_chat_is_kept_sealed_until_its_time_is_up(
    kept: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No table holds its number or its topics in the clear; /forget takes all of its threads."""
    states = ChatStates(kept, SEAL)

    async def done(chat: int) -> None:
        assert await Updates(kept, SEAL).mark_answered(chat, 1, states.due(chat))

    for thread in (0, 3):
        states.keep((987_654_321, thread), {"topics": ["causes"]})
    states.keep((2, 0), {"topics": ["diet"]})
    assert await states.of((2, 0)) is None
    await done(987_654_321)
    await done(2)
    assert await states.of((987_654_321, 3)) == {"topics": ["causes"]}
    rows = repr(await kept.read("SELECT * FROM chats"))
    assert "987654321" not in rows
    assert "causes" not in rows
    states.forget(987_654_321)
    await done(987_654_321)
    assert [await states.of(place) for place in ((987_654_321, 0), (987_654_321, 3))] == [None, None]
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert await states.of((2, 0)) is None
    states.keep((3, 0), {})
    await done(3)
    assert not await kept.read("SELECT * FROM chats")


async def test_all_or_none_is_written(kept: Database) -> None:
    """A statement that fails takes those before it back."""
    await kept.write()
    good = ("INSERT INTO aside (number, sealed) VALUES (?, ?)", (1, b"x"))
    with pytest.raises(DatabaseDownError):
        await kept.write(good, ("INSERT INTO nowhere VALUES (?)", (1,)))
    await asyncio.sleep(database.DOWN_SECONDS)
    assert not await kept.read("SELECT * FROM aside")


async def test_processes_that_start_together_make_the_tables_once(database_url: str) -> None:
    """One does it, the others wait; a later start finds them made."""
    several = [PostgresDatabase(database_url) for _ in range(4)]
    await asyncio.gather(*(one.open() for one in several))
    rows = await several[0].read("SELECT number FROM migrations ORDER BY number")
    assert rows == [(number,) for number in range(1, len(MIGRATIONS) + 1)]
    for one in several:
        await one.close()


async def test_a_lock_has_one_holder_and_ends_with_its_connection(database_url: str) -> None:
    """What a process holds that was killed is free as soon as the server sees its connection closed."""
    ours, other = PostgresDatabase(database_url), PostgresDatabase(database_url)
    await ours.open()
    await other.open()
    assert await ours.lock(5)
    assert not await other.lock(5)
    async with other.locked(6) as is_ours:
        assert is_ours
        assert not await ours.lock(6)
    assert await ours.lock(6)
    await ours.close()
    async with asyncio.timeout(5):
        while not await other.lock(5):
            await asyncio.sleep(0.01)
    await other.close()


async def test_a_server_that_crashes_is_noticed_once_and_used_again(
    postgres: PostgresServer, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Meanwhile nothing waits for it, and what was answered is written down when it is back."""
    kept = PostgresDatabase(database_url)
    await kept.open()
    updates = Updates(kept, SEAL)
    async with await psycopg.AsyncConnection.connect(postgres.url(), autocommit=True) as connection:
        name = database_url.partition("?")[0].rpartition("/")[2]
        await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        await connection.execute(ended, (name,))
        assert not await updates.mark_answered(1, 1)
        assert not await updates.mark_answered(2, 2)
        assert await updates.was_answered(1)
        async with kept.locked(3) as is_ours:
            assert is_ours
        await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
    async with asyncio.timeout(10):
        while not await updates.mark_answered(3, 3):
            await asyncio.sleep(0.1)
    assert len(await kept.read("SELECT key FROM answered")) == 3
    await kept.close()
    assert [record.levelname for record in caplog.records if record.name.startswith("bot.")] == [
        "ERROR",
        "WARNING",
    ]


async def test_a_server_that_hangs_holds_up_nobody_for_long(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not come in time is given up, and asked for again once it may come."""
    monkeypatch.setattr(postgres_module, "PATIENCE", 0.2)
    kept = PostgresDatabase(database_url)
    await kept.open()
    async with await psycopg.AsyncConnection.connect(database_url) as other:
        await other.execute("LOCK TABLE answered IN ACCESS EXCLUSIVE MODE")
        async with asyncio.timeout(2):
            assert not await Updates(kept, SEAL).was_answered(1)
            assert not await Updates(kept, SEAL).mark_answered(1, 1)
        await other.rollback()
    async with asyncio.timeout(10):
        while not await Updates(kept, SEAL).mark_answered(1, 1):
            await asyncio.sleep(0.05)
    await kept.close()


@pytest.mark.parametrize("wrong", ["nobody:hunter2@/postgres", "postgres:hunter2@/no_such_database"])
async def test_what_no_waiting_mends_is_one_line(postgres: PostgresServer, wrong: str) -> None:
    """A wrong name: told at the start, without the password."""
    with pytest.raises(StartUpError) as error:
        await PostgresDatabase(f"postgres://{wrong}?host={postgres.folder}").open()
    assert str(error.value).startswith("DATABASE_URL: ")
    assert "hunter2" not in str(error.value)


async def test_a_server_that_is_down_at_the_start_is_waited_for(tmp_path: Path) -> None:
    """The bot starts, and answers."""
    kept = PostgresDatabase(f"postgresql://postgres@/postgres?host={tmp_path}")
    await kept.open()
    with pytest.raises(DatabaseDownError):
        await kept.read("SELECT 1")
    await kept.close()
