"""How the bot talks: its own texts, how people talk on, and languages that it does not speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Annotated

from bot.knowledge.decoding import Key, Keys, Paragraphs, Texts
from bot.knowledge.problems import Text

PAGES = ("start", "help", "topics", "source", "privacy", "forget", "developer_info")
"""The bot's own pages, each with a command, in the order of Telegram's command list."""
ANY_TOPIC, NO_TOPIC = "any", "none"
"""In place of a topic: all others, and none at all."""
SAME, NEXT, SOURCE = "same", "next", "source"
"""Where a follow-up may lead besides intents: to the last topic once more, to the first topic that is offered
under it, and to where the answers come from."""
PERSONAL = "personal/"
"""Before a concern of `personal` to which a follow-up leads."""
PAGE = "page/"
"""Before a page of the bot to which a follow-up leads."""
MISTAKE, SAFE, PAST = "mistake", "safe", "past"
"""Remarks after an alarm that change what follows; the first is a button's target, too."""
GOOD_NEWS = (MISTAKE, SAFE, "called", "thanks")
"""Those that do not count beside a doubt."""
VALUE = "value"
"""The concern of somebody who sends the figure of a blood test."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How the bot presents itself in Telegram."""

    description: Text
    short_description: Text


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and button words."""

    all_topics: Text
    more: Text
    none_of_these: Text
    gap_heading: Text
    caveat: Text
    section: Text
    sections: Text
    helpful: Text
    not_helpful: Text
    copy: Text
    """Before a number that a tap copies."""
    share: Text
    """The button that shares a question with the editors …"""
    withdraw: Text
    """… and the one that takes it back."""
    mistake: Text
    """The button under an alarm that was none."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The bot's own texts."""

    disclaimer: Text
    short_disclaimer: Text
    """Ends small talk."""
    welcome: Paragraphs
    help: Paragraphs
    menu: Paragraphs
    suggestion: Paragraphs
    gap: Paragraphs
    unforeseen: Paragraphs
    unforeseen_beside_help: Paragraphs
    """The same beside help lines, where there are no buttons."""
    fallback: Paragraphs
    no_topic: Paragraphs
    """To a follow-up question where nothing was talked about."""
    ready: Paragraphs
    """To “ok” and the like after an answer."""
    rephrase: Paragraphs
    """After two messages in a row that were not understood."""
    other_language: Paragraphs
    """After the line in a person's own language."""
    unsupported: Paragraphs
    unknown_command: Paragraphs
    expired_button: Paragraphs
    error: Paragraphs
    slow_down: Paragraphs
    not_counted: Paragraphs
    """To a thumb that can't be counted now, in a small window."""
    source: Paragraphs
    restated: Paragraphs
    """Before it, to someone who asks where the last answer is from."""
    privacy: Paragraphs
    forget: Paragraphs
    no_such_button: Paragraphs
    not_sure_of_the_rest: Paragraphs
    """After an answer to a message that may ask something else as well."""
    no_more: Paragraphs
    """To what asks on where all was said."""
    silent: Paragraphs
    """To a follow-up of which editors know that the article does not answer it."""
    told: Paragraphs
    """To what somebody tells, and is not understood."""
    of_another: Paragraphs
    """Before an answer that is not about the name that was asked about, but about our subject."""
    repeated: Paragraphs
    """Above a reply that was among the last two, and then is short: one of these."""
    repeated_gap: Paragraphs
    """In place of such a reply that the article is silent: one of these."""
    personal_line: Paragraphs
    """After an answer to someone who may ask about their own case."""
    developer_info: Paragraphs
    developer_unnamed: Paragraphs
    """In place of `developer_info` where nobody has said how to be reached."""
    smalltalk: Mapping[str, Paragraphs]
    profile: Profile
    commands: Annotated[Mapping[str, Text], Keys(PAGES)]
    """What Telegram's command list says of each page of the bot (`start`, `help` …)."""
    words: Words


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the bot does not speak, and what it says to those who do."""

    name: Key
    reply: Text
    """One line in that language: that the bot speaks English."""
    script: Text | None = None
    """The first word of its letters' names in Unicode, where they are not Latin ones: DEVANAGARI."""
    words: Texts = ()
    """Its most frequent words: two of them, and more than there are English ones, tell it from English."""
    sure: Texts = ()
    """Words that are enough by themselves, because no English question has them."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Short messages that ask on about the last topic."""

    phrases: Texts
    """The whole messages, folded before use."""
    leads_to: Mapping[Text, Text]
    """By the last topic: what answers it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Messages that ask nothing, and what is said to them."""

    phrases: Texts
    """The whole messages, folded before use."""
    reply: Paragraphs


@dataclass(frozen=True, slots=True)
class AfterRemark:
    """What people write after an alarm that asks nothing of us, and what is said to it."""

    phrases: Texts
    """Found anywhere in a message."""
    reply: Paragraphs
    in_emergency: Paragraphs = ()
    """In place of it after an emergency, below its numbers while that lasts."""
    topic: Text | None = None
    """The intent whose answer follows, but not in an emergency."""


@dataclass(frozen=True, slots=True)
class AfterAlarm:
    """What people write after an alarm, as phrases that are found anywhere in a message."""

    done: Texts
    """That it is an emergency by now."""
    remarks: Annotated[Mapping[str, AfterRemark], Keys((*GOOD_NEWS, PAST), are_all=False)]
    """What gets words of its own, by its kind: of several kinds the first two."""
    doubts: Texts
    """Beside these neither good news nor what is past counts."""
    about_alarm: Texts
    """What a question is about the alarm by, unless it names our subject …"""
    instead: Texts
    """… or what would be given in place of help …"""
    points: Texts
    """… or, until nobody is in danger, whom or what it points at, where our subject is not named …"""
    subject: Texts
    """… nor what the article says of it."""

    @property
    def phrases(self) -> Texts:
        """All of them."""
        others = (self.done, self.doubts, self.about_alarm, self.instead, self.points, self.subject)
        return tuple(chain(*(remark.phrases for remark in self.remarks.values()), *others))


@dataclass(frozen=True, slots=True)
class DialoguePhrases:
    """How messages lean on what was last talked about in the same chat."""

    lead_ins: Texts
    """Words that may stand before a new topic."""
    more: FollowUp
    """Those that ask for more; what was answered already is passed over."""
    last_choice: Texts
    agrees: Texts
    refuses: Texts
    """Messages that answer a suggestion and choose nothing."""
    acknowledges: Texts
    """Messages that take note of an answer and ask nothing."""
    signs: Mapping[Text, Texts]
    """By what they say in words: signs that are a whole message."""
    refers_back: Texts
    """Words that stand for what was last talked about."""
    after_alarm: AfterAlarm
    lead_outs: Texts = ()
    """Words that may stand behind a message and say nothing: “and the symptoms then”."""
    say_nothing: Texts = ()
    """Words before a phrase that change nothing of what it says, unlike the lead-in “i want”."""
    vague: tuple[FollowUp, ...] = ()
    """Those that ask for more of the same: where it was said already, they are told that it is all."""
    follow_ups: tuple[FollowUp, ...] = ()
    choices: tuple[Texts, ...] = ()
    """Messages that choose the first, the second … of the intents that were suggested."""
    remarks: tuple[Remark, ...] = ()
    referents: tuple[FollowUp, ...] = ()
    """Names that “it” stands for once they were spoken of, the usual one first, and what is said of them."""
    mentions: tuple[FollowUp, ...] = ()
    """Words, and lists of names, that a message may mention, and what is said where it leads nowhere else."""

    @property
    def asks_on(self) -> tuple[FollowUp, ...]:
        """Those that ask on about the last topic, whatever for."""
        return (self.more, *self.vague, *self.follow_ups)

    @property
    def replies(self) -> tuple[Paragraphs, ...]:
        """What is said to remarks, after an alarm and else."""
        after = (
            reply for one in self.after_alarm.remarks.values() for reply in (one.reply, one.in_emergency)
        )
        return (*(remark.reply for remark in self.remarks), *after)

    @property
    def phrases(self) -> Texts:
        """All whole messages."""
        asks_on = (follow_up.phrases for follow_up in self.asks_on)
        remarks = (remark.phrases for remark in self.remarks)
        answers = (self.last_choice, self.agrees, self.refuses, self.acknowledges)
        return tuple(chain.from_iterable(chain(asks_on, self.choices, answers, remarks)))


@dataclass
class LanguagesFile:
    """`languages.yaml` as it is written."""

    languages: tuple[Language, ...]
