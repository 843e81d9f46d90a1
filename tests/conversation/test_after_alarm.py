"""What follows an alarm: help first, for half an hour."""

import pytest

from bot.conversation import Dialogue, Help
from bot.conversation.after_alarm import SECONDS
from tests.real import real_conversation, real_dialogue


def test_an_alarm_is_heeded_for_half_an_hour() -> None:
    """Of the last one; after it the chat is as any other."""
    now = [0.0]
    dialogue = Dialogue(real_conversation(), lambda: now[0])
    context = dialogue.say("i want to die").context
    for when, helps in ((SECONDS, Help.TAKES_OVER), (SECONDS + 1, Help.NONE)):
        now[0] = when
        assert dialogue.say("thanks", context).reply.help is helps
    now[0] = 60.0
    again = dialogue.say("i can't breathe", context).context
    now[0] = SECONDS + 1
    assert dialogue.say("thanks", again).reply.intents == ("emergency",)


@pytest.mark.parametrize("alarm", ["i want to die", "i can't breathe", "my brother says he wants to die"])
def test_help_is_never_put_in_the_same_words_twice_in_a_row(alarm: str) -> None:
    """Whatever is said: of three replies in a row no two are alike, and each has the number first."""
    turn = real_dialogue().say(alarm)
    texts = [turn.reply.text]
    for message in ("ok", "qwertz", alarm, "number", "hello?", alarm):
        turn = real_dialogue().say(message, turn.context)
        assert turn.reply.help is Help.TAKES_OVER
        assert "112" in turn.reply.text[:220]
        assert turn.reply.text not in texts[-2:]
        texts.append(turn.reply.text)


@pytest.mark.parametrize(
    "page", ["/start", "/help", "/topics", "/source", "/privacy", "/nonsense", "/forget", "/causes"]
)
def test_no_page_ends_it(page: str) -> None:
    """Each is shown below help, and what asks nothing gets help after it."""
    turn = real_dialogue().say(page, real_dialogue().say("i want to die").context)
    assert "call 112" in turn.reply.paragraphs[0].text
    assert real_dialogue().say("thanks", turn.context).reply.help is Help.TAKES_OVER


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("i took them", "emergency"),
        ("it was a mistake, i swallowed all of it", "emergency"),
        ("false alarm, but i am still scared", "crisis"),
        ("i called but nobody answers", "crisis"),
        ("should i give him b12", "crisis"),
        ("i am fine now, goodbye forever", "crisis"),
        ("they said i am better off dead", "crisis"),
    ],
)
def test_what_sounds_like_an_end_is_none(message: str, intent: str) -> None:
    """A deed, a doubt, a question that is meant for a person: help is the reply."""
    reply = real_dialogue().say(message, real_dialogue().say("i want to die").context).reply
    assert (reply.help, reply.intents) == (Help.TAKES_OVER, (intent,))
    assert ("1-800-222-1222" in reply.text) == (intent == "emergency")


def test_thanks_are_thanks_once_somebody_is_safe() -> None:
    """Help stands above them; before that, thanks may be a goodbye, and get help."""
    turn = real_dialogue().say("i want to die")
    for message, outcome in (
        ("thanks", "red_flag"),
        ("my mum is with me", "red_flag"),
        ("thanks", "smalltalk"),
    ):
        turn = real_dialogue().say(message, turn.context)
        assert turn.reply.outcome == outcome
        assert "112" in turn.reply.text


def test_the_ambulance_that_is_here_is_no_alarm() -> None:
    """It gets a kind word; an alarm beside it gets help."""
    context = real_dialogue().say("my son can't breathe").context
    assert "good to read" in real_dialogue().say("ok the ambulance came", context).reply.text
    worse = real_dialogue().say("the ambulance is here, he is turning blue", context).reply
    assert "good to read" not in worse.text


def test_blades_are_no_poison() -> None:
    """“She took” what was not swallowed."""
    assert "poison" not in real_conversation().reply_to("i took her blades, she cuts herself").text
