"""`knowledge/dialogue.yaml` and `knowledge/languages.yaml` as frozen values: how people talk on."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from bot.knowledge.messages import Paragraphs
from bot.knowledge.problems import Text

ANY_TOPIC, NO_TOPIC = "any", "none"
"""In place of a topic: all others, and none at all."""
SAME, NEXT, SOURCE = "same", "next", "source"
"""Where a follow-up may lead besides intents: to the last topic once more, to the first topic that is offered
under it, and to where the answers come from."""
PERSONAL = "personal/"
"""Before a concern of `personal` to which a follow-up leads."""
PAGE = "page/"
"""Before a page of the bot to which a follow-up leads."""
VALUE = "value"
"""The concern of somebody who sends the figure of a blood test."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the bot does not speak, and what it says to those who do."""

    name: Text
    reply: Text
    """One line in that language: that the bot speaks English."""
    script: Text | None
    """The first word of its letters' names in Unicode, where they are not Latin ones: DEVANAGARI."""
    words: tuple[Text, ...]
    """Its most frequent words: two of them, and more than there are English ones, tell it from English."""
    sure: tuple[Text, ...] = ()
    """Words that are enough by themselves, because no English question has them."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Short messages that ask on about the last topic."""

    phrases: tuple[Text, ...]
    """The whole messages, folded before use."""
    leads_to: Mapping[Text, Text]
    """By the last topic: what answers it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Messages that ask nothing, and what is said to them."""

    phrases: tuple[Text, ...]
    """The whole messages, folded before use."""
    reply: Paragraphs


@dataclass(frozen=True, slots=True)
class AfterAlarm:
    """What people write after an alarm, as phrases that are found anywhere in a message."""

    done: tuple[Text, ...] = ()
    """That it is an emergency by now."""
    safe: tuple[Text, ...] = ()
    """That they are safe, or not alone."""
    mistake: tuple[Text, ...] = ()
    """That it was no alarm at all."""
    doubts: tuple[Text, ...] = ()
    """Beside these neither of the last two counts."""

    @property
    def phrases(self) -> tuple[Text, ...]:
        """All of them."""
        return (*self.done, *self.safe, *self.mistake, *self.doubts)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """How messages lean on what was last talked about in the same chat."""

    lead_ins: tuple[Text, ...]
    """Words that may stand before a new topic."""
    more: FollowUp
    """Those that ask for more; what was answered already is passed over."""
    vague: tuple[FollowUp, ...]
    """Those that ask for more of the same: where it was said already, they are told that it is all."""
    follow_ups: tuple[FollowUp, ...]
    choices: tuple[tuple[Text, ...], ...]
    """Messages that choose the first, the second … of the intents that were suggested."""
    last_choice: tuple[Text, ...]
    agrees: tuple[Text, ...]
    refuses: tuple[Text, ...]
    """Messages that answer a suggestion and choose nothing."""
    acknowledges: tuple[Text, ...] = ()
    """Messages that take note of an answer and ask nothing."""
    remarks: tuple[Remark, ...] = ()
    thumbs: tuple[Text, ...] = ()
    """Signs that thank where a message has no words."""
    refers_back: tuple[Text, ...] = ()
    """Words that stand for what was last talked about."""
    after_alarm: AfterAlarm = AfterAlarm()

    @property
    def asks_on(self) -> tuple[FollowUp, ...]:
        """Those that ask on about the last topic, whatever for."""
        return (self.more, *self.vague, *self.follow_ups)

    @property
    def phrases(self) -> tuple[Text, ...]:
        """All whole messages."""
        asks_on = (follow_up.phrases for follow_up in self.asks_on)
        remarks = (remark.phrases for remark in self.remarks)
        answers = (self.last_choice, self.agrees, self.refuses, self.acknowledges)
        return tuple(chain.from_iterable(chain(asks_on, self.choices, answers, remarks)))
