"""What is left of a question that is shared: known words, and nothing that tells whose it is."""

import pytest

from bot.conversation import Conversation
from bot.conversation.scrubbing import HIDDEN


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("my name is Mark Twain, is b12 good for snoring?", "my name is … is b12 good for snoring"),
        ("i am called rose and ask about b 12 and ears", "i am called … and ask about b12 and ears"),
        ("is Mark right about vitamin B-12", "is … right about b12"),
        ("CAN B12 STOP MY HICCUPS PRIYA", "can b12 stop my hiccups …"),
        ("ring +44 7911 123-456 about b12", "ring … about b12"),
        ("four one one, two two, is my code, why is b12 red", "… is my code why is b12 red"),
        ("i am 47 and at one hundred and forty", "i am … and at …"),
        ("write ann@example.org about b12", "write … about b12"),
        ("tell @ann_b what b12 is", "tell … what b12 is"),
        ("is https://example.org/why?b12=true right on b12", "is … right on b12"),
        ("t.me/ann says b12 is red", "… says b12 is red"),
        ("what abt hiar losss and b12", "what abt hair loss and b12"),
        ("why\n  b12\tnow", "why b12 now"),
    ],
)
def test_what_tells_of_somebody_is_hidden(conversation: Conversation, text: str, scrubbed: str) -> None:
    """Names, also those that are words; numbers in figures and words; addresses, handles, links."""
    assert conversation.scrubber.scrub(text) == scrubbed


@pytest.mark.parametrize("text", ["", "141", "Priya Sharma", "@ann_b", "john 12", "ann@example.org b12"])
def test_where_too_little_is_left_nothing_is(conversation: Conversation, text: str) -> None:
    """A single word teaches nobody anything."""
    assert conversation.scrubber.scrub(text) is None


def test_only_known_words_are_ever_left(conversation: Conversation) -> None:
    """Whatever it is that nobody thought of."""
    text = "why b12 \u674e\u96f7 Jos\u00e9 N\u00fa\u00f1ez \u0418\u0432\u0430\u043d <b>x</b> \u200bzq\u200bxv"
    text += " AB123456C =cmd|calc'!A0 b12 why"
    scrubbed = conversation.scrubber.scrub(text)
    assert scrubbed
    english = conversation.understander.reader.english
    assert {word for word in scrubbed.split() if word not in english} == {HIDDEN}
    assert scrubbed.startswith("why b12 …")
