"""One vote a message: changed, withdrawn, and forgotten."""

import pytest
from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.conversation import Conversation
from bot.handlers.buttons import reactions
from bot.handlers.live import Live
from bot.handlers.observer import Observer
from bot.handlers.votes import Votes, marked
from bot.preview.telegram.state import now

UP, DOWN = "vote:up:causes", "vote:down:causes"
THUMBS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Diet", callback_data="open:diet")],
     [InlineKeyboardButton("Good", callback_data=UP), InlineKeyboardButton("Bad", callback_data=DOWN)]]
)  # fmt: skip


class Tally(Observer):
    """Adds up what stands."""

    def __init__(self) -> None:
        self.votes: dict[str, int] = {}

    def voted(self, intent: str, vote: str, change: int) -> None:
        """Add a vote up."""
        self.votes[f"{vote} {intent}"] = self.votes.get(f"{vote} {intent}", 0) + change


@pytest.fixture
def tally() -> Tally:
    """Nothing voted yet."""
    return Tally()


@pytest.fixture
def votes(conversation: Conversation, tally: Tally) -> Votes:
    """Nothing remembered yet."""
    return Votes(Live(conversation), tally)


def answer(chosen: str = "", chat: int = 1) -> Message:
    """An answer, with the thumb marked that its person sees."""
    return Message(7, now(), Chat(chat, "private"), reply_markup=marked(THUMBS, chosen))  # type: ignore[arg-type]


async def test_two_taps_at_once_are_a_vote_and_its_withdrawal(votes: Votes, tally: Tally) -> None:
    """The second comes with the thumbs as they were before the first."""
    assert await votes.cast(answer(), UP) == UP
    assert await votes.cast(answer(), UP) == ""
    assert await votes.cast(answer(UP), DOWN) == DOWN
    assert tally.votes == {"up causes": 0, "down causes": 1}


@pytest.mark.parametrize("chosen", [UP, DOWN])
async def test_a_vote_that_is_not_remembered_is_read_from_its_mark(
    votes: Votes, tally: Tally, chosen: str
) -> None:
    """An hour later, or after a restart: it is still one vote a message, and nobody's own words."""
    assert await votes.cast(answer(chosen), UP) == ("" if chosen == UP else UP)
    assert sum(tally.votes.values()) == (-1 if chosen == UP else 0)


async def test_the_thumbs_of_a_chat_are_forgotten(votes: Votes) -> None:
    """Of that chat only: there a tap is the first again."""
    for chat in (1, 2):
        await votes.cast(answer(chat=chat), UP)
    votes.forget(1)
    assert [await votes.cast(answer(chat=chat), UP) for chat in (1, 2)] == [UP, ""]


def test_only_thumbs_of_answers_are_known(votes: Votes) -> None:
    """Anybody can send any callback data."""
    assert votes.has(UP)
    assert not [
        data for data in ("vote:up:dose", "vote:sideways:causes", "open:causes", None) if votes.has(data)
    ]


async def test_a_reaction_counts_like_a_thumb(votes: Votes, tally: Tally, conversation: Conversation) -> None:
    """To an answer that was sent: once, changed, taken back; to anything else, help too, it is none."""
    votes.sent(1, 7, conversation.tap("causes"))
    votes.sent(1, 8, conversation.reply_to("i want to die"))
    for number, value in ((7, "up"), (7, "up"), (7, "down"), (8, "up"), (9, "up")):
        await votes.react(1, number, value)
    assert tally.votes == {"up causes": 0, "down causes": 1}
    await votes.react(1, 7, "")
    assert tally.votes == {"up causes": 0, "down causes": 0}
    votes.forget(1)
    await votes.react(1, 7, "up")
    assert tally.votes["up causes"] == 0


async def test_telegram_tells_of_a_reaction(votes: Votes, tally: Tally, conversation: Conversation) -> None:
    """Of one as Telegram sends it; another emoji than a thumb is none."""
    votes.sent(1, 7, conversation.tap("causes"))
    (handler,) = reactions(votes)
    for emoji in ("\N{FIRE}", "\N{THUMBS UP SIGN}"):
        update = Update.de_json({"update_id": 1, "message_reaction": {
            "chat": {"id": 1, "type": "private"}, "message_id": 7, "date": 1, "old_reaction": [],
            "user": {"id": 2, "is_bot": False, "first_name": "A"},
            "new_reaction": [{"type": "emoji", "emoji": emoji}],
        }})  # fmt: skip
        assert handler.check_update(update)
        await handler.callback(update, None)  # type: ignore[arg-type]
    assert tally.votes == {"up causes": 1}
