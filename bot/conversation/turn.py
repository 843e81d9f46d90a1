"""One turn of a conversation: a reply, and what the next message may lean on."""

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.context import NOTHING, Context
from bot.conversation.reply import MISSED, Help, Outcome, Reply
from bot.understanding import Understanding

UNANSWERED = MISSED | {Outcome.GAP}
"""What becomes of a question that editors can learn from."""


class How(StrEnum):
    """How a message leant on what came before it."""

    PHRASE = "it is a phrase of dialogue.yaml"
    CHOICE = "it chooses from what was named or offered"
    SUBJECT = "it was read as if it named the subject"
    NAME = "it was read with the name that was spoken of last"
    TOLD = "it tells something, and asks nothing"
    REFERS_BACK = "it asks or tells something after an answer, and was not understood"
    ALARM = "an alarm came before it"


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply, and what the next message may lean on."""

    reply: Reply
    context: Context = NOTHING
    forgets: bool = False
    """Whether all that is known of the chat is to be forgotten."""
    understanding: Understanding | None = None
    """How the message was understood, if it was typed."""
    how: How | None = None
    """How it leant on what came before it, if it did."""

    @property
    def may_be_shared(self) -> bool:
        """Whether editors may be shown the question: it has no answer, and no alarm is near."""
        return (
            self.reply.outcome in UNANSWERED
            and self.reply.help is Help.NONE
            and self.context.alarm is None
            and self.understanding is not None
            and not self.understanding.is_private
        )
