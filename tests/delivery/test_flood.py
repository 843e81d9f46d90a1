"""Who writes too fast is told so once, then passed over; who may be in danger is always answered."""

import pytest

from bot.conversation import Conversation
from tests.bots import QUICK, both


@pytest.mark.parametrize("source", ["poll", "webhook"])
async def test_a_flood_gets_five_answers_a_word_and_silence(source: str, conversation: Conversation) -> None:
    """Fifty messages at once get six replies; a crisis among them gets its help; others notice nothing."""
    async with both(source, QUESTIONS_PER_MINUTE="30") as (telegram, _):
        client = telegram.client()
        for number in range(50):
            text = "i want to kill myself" if number == 40 else "what causes b12 deficiency"
            message = client.message(text=text)
            await client.send_update({"message": message | {"date": 1_795_000_000}})
        texts = [message.text for message in await client.until_sent(7)]
        await telegram.quiet()
        assert len(client.messages) == 7
        assert texts[5] == conversation.compose.slow_down().text
        assert texts[5].endswith(conversation.compose.disclaimer)
        assert texts[6] == conversation.reply_to("i want to kill myself").text
        assert all("Causes" in text for text in texts[:5])
        assert (await telegram.client(user_id=77).say("hello")).text.startswith("Hello")


async def test_what_waited_while_the_bot_was_down_is_no_flood() -> None:
    """Ten questions of an afternoon are all answered, however fast they come in."""
    async with both("poll", QUESTIONS_PER_MINUTE="30") as (telegram, _):
        client = telegram.client()
        for number in range(10):
            message = client.message(text="what causes b12 deficiency") | {
                "date": 1_795_000_000 + 60 * number
            }
            await client.send_update({"message": message})
        texts = [message.text for message in await client.until_sent(10)]
        assert all("Causes" in text for text in texts)


async def test_an_album_and_a_retry_count_once(conversation: Conversation) -> None:
    """Ten photos at once are one thing that was sent, and a reply that had to be sent again is one reply."""
    async with both("poll", timing=QUICK, QUESTIONS_PER_MINUTE="30") as (telegram, _):
        client = telegram.client()
        photo = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]
        for _ in range(10):
            await client.send_update({"message": client.message(photo=photo, media_group_id="77")})
        telegram.fail("sendMessage", 502, "Bad Gateway", times=12)
        for text in ("thanks", "hello", "/causes"):
            await client.send_update({"message": client.message(text=text)})
        texts = [message.text for message in await client.until_sent(4)]
        await telegram.quiet()
        assert len(client.messages) == 4
        assert conversation.compose.slow_down().text not in texts
