"""Scope: what is not ours to answer, however close it is to an example."""

import pytest

from bot.conversation import Conversation, Outcome
from bot.knowledge import Text, Vocabulary
from bot.understanding.features import stem
from bot.understanding.scope import Extent, Scope

SCOPE = Scope(
    Vocabulary(
        subject=(Text("b12"),),
        foreign=(Text("vitamin d"), Text("asthma")),
        shared=(Text("depression"),),
        context=(Text("it"),),
    ),
    [Text("poison")],
    {
        stem(word)
        for word in ["is", "it", "for", "life", "can", "cause", "depression", "how", "treated", "test"]
    },
)


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("how is b12 deficiency treated", Extent.OURS),
        ("is it for life", Extent.OURS),
        ("how is asthma treated", Extent.ELSEWHERE),
        ("vitamin d dose", Extent.ELSEWHERE),
        ("does b12 help asthma", Extent.SHARED),
        ("what about b12 and vitamin d", Extent.SHARED),
        ("how is depression treated", Extent.SHARED),
        ("can it cause depression", Extent.OURS),
        ("b12 and depression", Extent.OURS),
        ("i drank poison", Extent.ELSEWHERE),
        ("is b12 poison", Extent.OURS),
        ("kidney function test", Extent.SHARED),
        ("is b12 kidney", Extent.OURS),
    ],
)
def test_how_far_a_message_is_ours(text: str, extent: Extent) -> None:
    """By the words that name our subject, another, both, or a danger; without any, by words that we know."""
    assert SCOPE.of(text, text) is extent


def test_a_repaired_word_counts(conversation: Conversation) -> None:
    """A misspelt subject is still named."""
    assert SCOPE.of("does it help asthma vitmin b 12", "does it help asthma b12") is Extent.SHARED
    assert conversation.reply_to("how is b-12 deficency treated").outcome is Outcome.ANSWER


@pytest.mark.parametrize(
    "template",
    [
        "how is {} treated",
        "what causes {}",
        "what are the symptoms of {}",
        "how is {} diagnosed",
        "is {} for life",
    ],
)
@pytest.mark.parametrize(
    "subject", ["diabetes", "asthma", "vitamin D deficiency", "cancer", "iron deficiency"]
)
def test_another_subject_is_never_answered(conversation: Conversation, template: str, subject: str) -> None:
    """Not even in the very words of a question about B12."""
    assert conversation.reply_to(template.format(subject)).outcome is Outcome.FALLBACK


@pytest.mark.parametrize(
    "text", ["they are dying", "drank bleach", "is this how i die", "what do i do about the knife"]
)
def test_a_word_of_danger_is_never_guessed_at(conversation: Conversation, text: str) -> None:
    """What no phrase foresaw gets help, or the fallback, which says what to do if this is urgent."""
    reply = conversation.reply_to(text)
    assert reply.outcome in {Outcome.RED_FLAG, Outcome.FALLBACK}
    assert "emergency number" in reply.text
