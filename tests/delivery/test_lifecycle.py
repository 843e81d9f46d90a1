"""The bot through its life: start, faults, stop. Each test has a Telegram and a bot of its own."""

import asyncio
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.operations.timing import Timing
from bot.preview.telegram.state import Webhook
from tests.bots import QUICK, Bot, both, running
from tests.delivery.asking import ask
from tools.standin import StandIn
from tools.standin.faults import DROP, HTML_502, Fault, page, refuse

SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


async def test_the_profile_is_set_only_if_changed(telegram: StandIn) -> None:
    """A second start finds commands and descriptions as they should be, and sets nothing."""
    for times in (1, 2):
        async with running(telegram):
            while len(telegram.calls_of("getMyShortDescription")) < times or not telegram.short_description:
                await asyncio.sleep(0.005)
    assert [len(telegram.calls_of(method)) for method in SETTERS] == [1, 1, 1]
    assert not telegram.refusals


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("getMe", DROP),
        ("getMe", refuse(429, "Too Many Requests", retry_after=1)),
        ("deleteWebhook", HTML_502),
    ],
)
async def test_telegram_down_at_the_start_is_waited_for(telegram: StandIn, method: str, fault: Fault) -> None:
    """The bot comes up when Telegram does, and answers what was asked meanwhile."""
    client = telegram.client()
    await ask(client)
    telegram.faults.add(method, fault, 2)
    async with running(telegram, timing=QUICK) as bot:
        assert (await client.until_sent(1))[0].text.startswith("Causes")
    assert bot.log.count("Telegram can't be reached") == 2


async def test_a_disk_that_can_not_be_written_is_one_line(telegram: StandIn, tmp_path: Path) -> None:
    """The bot ends with exit code 2 before it takes a question, and the line names the variable."""
    (tmp_path / "data").touch()
    bot = Bot(telegram, B12BOT_DATA=str(tmp_path / "data"))
    bot.begin()
    assert await bot.ended() == 2
    assert bot.log.startswith("B12BOT_DATA: ")
    assert len(bot.log.splitlines()) == 1
    assert not telegram.calls


async def test_an_address_that_is_no_bot_api(telegram: StandIn) -> None:
    """A web server that knows no bots is told apart from a Telegram that is down."""
    telegram.faults.always("getMe", page(404, b"<html>nothing here</html>"))
    bot = Bot(telegram)
    bot.begin()
    assert await bot.ended() == 2
    assert "TELEGRAM_API_URL" in bot.log
    assert bot.log.count("\n") == 1


async def test_a_message_without_the_disclaimer_does_not_leave(
    telegram: StandIn, conversation: Conversation
) -> None:
    """Every message that reached Telegram ended with one of the two: text, command, media, unknown."""
    client = telegram.client()
    async with running(telegram):
        for text in ("hello", "/source", "i want to kill myself", "my b12 is 141", "weather", "b12", "/x"):
            await client.say(text)
        await client.send("voice")
    sent = [str(call.params["text"]) for call in telegram.calls_of("sendMessage")]
    assert len(sent) == 8
    assert all(text.endswith(conversation.compose.disclaimers) for text in sent)


async def test_a_flood_limit_on_the_profile_holds_up_nobody(telegram: StandIn) -> None:
    """People are answered at once although Telegram lets the descriptions wait for ten minutes."""
    telegram.fail("setMyDescription", 429, "Too Many Requests: retry after 600", retry_after=600)
    async with running(telegram):
        assert (await telegram.client().say("what causes b12 deficiency")).text.startswith("Causes")


async def test_what_takes_too_long_does_not_hold_up_the_end(telegram: StandIn) -> None:
    """A reply that Telegram lets wait is given up after a grace, and comes again to the next bot."""
    client = telegram.client()
    async with running(telegram, timing=Timing(grace=0.2)) as bot:
        await client.say("hello")
        telegram.fail("sendMessage", 429, "Too Many Requests: retry after 60", retry_after=60)
        await ask(client)
        while len(telegram.calls_of("sendMessage")) < 2:
            await asyncio.sleep(0.005)
        assert await bot.stop() == 0
    async with running(telegram):
        assert (await client.until_sent(2))[1].text.startswith("Causes")


async def test_what_is_no_list_of_updates_is_a_failed_poll(telegram: StandIn) -> None:
    """A single "not found", or an answer of another shape, is waited out."""
    client = telegram.client()
    async with running(telegram, timing=QUICK) as bot:
        telegram.fail("getUpdates", 404, "Not Found", times=2)
        await client.say("hello")
        assert (await client.say("thanks")).text
    assert "polling failed (EndPointNotFound)" in bot.log


async def test_a_token_that_is_revoked_in_mid_run_ends_the_bot(telegram: StandIn) -> None:
    """Refused again and again in mid-run, it ends with exit code 2 and one line that names the variable."""
    async with running(telegram, timing=QUICK) as bot:
        telegram.fail("getUpdates", 401, "Unauthorized", times=100)
        await telegram.client().say("hello")
        assert await bot.ended() == 2
    assert "TELEGRAM_BOT_TOKEN was refused by Telegram" in bot.log.splitlines()[-1]
    assert telegram.state.token not in bot.log


async def test_the_newer_of_two_copies_ends_after_a_minute(telegram: StandIn) -> None:
    """Another poller is put up with for a while; then the bot ends with one clear sentence."""
    assert Timing().conflict == 60
    telegram.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request", times=100)
    bot = Bot(telegram, timing=Timing(first_pause=0.05, longest_pause=0.05, conflict=0.3))
    bot.begin()
    assert await bot.ended() == 3
    last = bot.log.splitlines()[-1]
    assert last == "another copy of the bot polls with the same token: this one, the newer, ends"


async def test_of_two_copies_the_older_stays(telegram: StandIn, tmp_path: Path) -> None:
    """They end each other's polls; the newer one gives up, and people are answered all the while."""
    timing = Timing(poll=1, first_pause=0.05, longest_pause=0.05, conflict=2.5)
    async with running(telegram, timing=timing) as older:
        # As in a deployment, polls are answered more often than every `conflict`, if nobody writes too.
        await asyncio.sleep(timing.conflict + 2 * timing.poll)
        await telegram.client().say("hello")
        newer = Bot(telegram, timing=timing, B12BOT_DATA=str(tmp_path))
        newer.begin()
        assert await newer.ended() == 3
        assert not older.is_over
        await telegram.client(5).say("hello")
    assert older.log.count("going on, for this one is older") == 1


async def test_a_webhook_that_somebody_sets_is_no_second_copy(telegram: StandIn) -> None:
    """A poll that is refused because of it removes it, in one line, and goes on."""
    async with running(telegram, timing=Timing(first_pause=0.05, conflict=0.1)) as bot:
        await telegram.client().say("hello")
        telegram.state.webhook = Webhook("https://elsewhere.example.org/telegram")
        telegram.state.updates.end_polls("setWebhook request")
        await telegram.client().say("thanks")
    assert "somebody has set a webhook for this bot: removing it" in bot.log
    assert "another copy" not in bot.log


async def test_a_telegram_that_says_nothing_does_not_hold_up_the_end(telegram: StandIn) -> None:
    """Asked to end while neither a poll nor a reply is answered, the bot ends in peace in its time."""
    async with running(telegram, timing=Timing(grace=0.3, confirm=0.2)) as bot:
        telegram.hang("getUpdates", times=100)
        telegram.hang("sendMessage", times=100)
        await ask(telegram.client())
        while not telegram.calls_of("sendMessage"):
            await asyncio.sleep(0.005)
        async with asyncio.timeout(5):
            assert await bot.stop() == 0
    assert "the last updates were not confirmed and may come again" in bot.log
    assert (Timing().grace, Timing().confirm) == (20, 2)


@pytest.mark.parametrize("source", ["poll", "webhook"])
async def test_what_is_in_hand_at_the_end_is_finished(source: str) -> None:
    """A reply that takes Telegram half a second is waited for; nothing comes again to the next bot."""
    async with both(source) as (telegram, bot):
        client = telegram.client()
        telegram.hang("sendMessage", 0.5, carried_out=True)
        await ask(client)
        while not telegram.calls_of("sendMessage"):
            await asyncio.sleep(0.005)
        assert await bot.stop() == 0
        assert len(client.messages) == 1
        assert not telegram.state.updates.pending
