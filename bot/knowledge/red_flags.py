"""Messages that get a fixed reply before anything is matched: `red_flags.yaml`, its examples and bands."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from bot.knowledge.decoding import Key, Keys, Paragraphs, Texts
from bot.knowledge.problems import Problem, Text

HARMLESS = "harmless"
"""The key of the examples that are no red flag."""
NAMES = ("crisis", "emergency", "crisis_of_another", "personal")
"""The red flags, the most urgent first."""
ALARM_LOOK_ALIKES = ("past_or_general", "figurative")
"""The keys of the examples that sound like alarms and are none: they never take over the reply."""

_WORD = re.compile(r"<([^<>\s]*)>")


@dataclass(frozen=True, slots=True)
class Resource:
    """Where help is to be had: a help line or a number to call. Never from the article."""

    id: Key
    text: Text
    """What is said of it."""
    source: Text
    """The page that says so."""
    checked_on: Text
    """The day on which the source was read, ISO 8601."""
    cues: Texts = ()
    """Phrases of messages to which it is named; to all where there are none."""
    numbers: Texts = ()
    """What can be called or texted, as it stands in the text."""
    line: Text = Text("")  # noqa: RUF009 - as immutable as any text
    """Id of what stands above answers after it was named; where it has none, that is `help_line`."""
    instead_of: Texts = ()
    """Ids of those that are not named where it is: the number of a place comes without those of others."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Messages of one kind, and their reply: what helps comes first."""

    id: Text
    """The intent that is reported."""
    name: Text
    """Its key in the files; that of its examples, too."""
    concern: Text | None
    """For `personal`: what the person wants judged."""
    phrases: Texts
    harmless: Texts
    """Phrases that are taken out of a message before it is searched for this red flag."""
    close: Paragraphs
    lead: Paragraphs = ()
    """For `personal`: what is said after the statements."""
    resources: Texts = ()
    """Ids of the resources that are named."""
    statements: Texts = ()
    """Ids of the statements that help nevertheless."""
    cues: Texts = ()
    """Phrases that tell a concern from others, in a message that is known to be personal."""
    gives_way: bool = False
    """Whether the article's answer, if it has one, comes between the help …"""
    persons: Texts = ()
    """… unless a message has one of these: then somebody may be in danger, and help is all. Those of `crisis`
    are the writer: who was named last is the one whose crisis it is."""
    again: Texts = ()
    """What is said with the resources where help is needed again: one after the other."""


@dataclass(frozen=True, slots=True)
class Band:
    """How sure the model must be of one kind of red flag, in percent. Found by `calibrate`, not by hand."""

    line: int
    """From here a line of help follows the normal reply …"""
    takes_over: int
    """… and from here the red flag is the reply."""


@dataclass(frozen=True, slots=True)
class RedFlags:
    """All red flags, the most urgent first."""

    resources: Mapping[str, Resource]
    check_typos: Texts
    """Words of which a misspelling by one letter counts too."""
    flags: tuple[RedFlag, ...]
    examples: Mapping[str, Texts]
    """How people write such messages, by the flag's name; under `HARMLESS` how they write all others."""
    look_alikes: Mapping[str, Texts] = field(default_factory=dict)
    """What sounds like an alarm and is none, by the reason: it never takes over the reply."""
    help_line: Text = Text("")  # noqa: RUF009 - as immutable as any text
    """The id of the resource that follows a normal reply where there may be danger."""
    bands: Mapping[str, Band] = field(default_factory=dict)
    """How sure is sure enough, by the flag's name."""


@dataclass
class _Alarm:
    name: Key
    phrases: Texts
    close: Paragraphs
    resources: Texts
    again: Texts
    harmless: Texts = ()
    persons: Texts = ()


@dataclass
class _Concern:
    concern: Key
    phrases: Texts
    lead: Paragraphs
    statements: Texts
    cues: Texts = ()


@dataclass
class _Personal:
    name: Key
    close: Paragraphs
    concerns: tuple[_Concern, ...]
    harmless: Texts = ()


@dataclass
class _Flags:
    crisis: _Alarm
    emergency: _Alarm
    crisis_of_another: _Alarm
    personal: _Personal


Bands = Annotated[dict[str, Band], Keys(NAMES)]
Examples = Annotated[dict[str, Texts], Keys((*NAMES, HARMLESS, *ALARM_LOOK_ALIKES))]
"""The other two files, as they are written."""


@dataclass
class RedFlagsFile:
    """The file as it is written."""

    words: Mapping[str, Texts]
    resources: Mapping[str, Resource]
    red_flags: _Flags
    help_line: Text
    check_typos: Texts = ()

    def with_others(self, examples: Examples, bands: Bands, problems: list[Problem]) -> RedFlags:
        """Return the red flags, with the editors' words filled into their phrases."""
        fill = _filler(self.words, problems)
        resources = self.resources.items()
        return RedFlags(
            resources={key: replace(one, cues=fill(one.cues)) for key, one in resources},
            check_typos=self.check_typos,
            flags=tuple(_filled(flag, fill) for flag in self._flags()),
            examples={name: lines for name, lines in examples.items() if name not in ALARM_LOOK_ALIKES},
            look_alikes={name: lines for name, lines in examples.items() if name in ALARM_LOOK_ALIKES},
            help_line=self.help_line,
            bands=bands,
        )

    def _flags(self) -> Iterator[RedFlag]:
        """Yield the red flags as they are written: for each personal concern one, with a lead of its own."""
        alarms, personal = self.red_flags, self.red_flags.personal
        for alarm in (alarms.crisis, alarms.emergency):
            yield RedFlag(id=alarm.name, concern=None, **vars(alarm))
        another = alarms.crisis_of_another
        crisis = Text(alarms.crisis.name, another.name.mark)
        yield RedFlag(id=crisis, concern=None, gives_way=True, **vars(another))
        for concern in personal.concerns:
            yield RedFlag(
                id=personal.name,
                name=personal.name,
                harmless=personal.harmless,
                close=personal.close,
                **vars(concern),
            )


def _filled(flag: RedFlag, fill: Callable[[Texts], Texts]) -> RedFlag:
    return replace(
        flag,
        phrases=fill(flag.phrases),
        harmless=fill(flag.harmless),
        persons=fill(flag.persons),
        cues=fill(flag.cues),
    )


def _filler(words: Mapping[str, Texts], problems: list[Problem]) -> Callable[[Texts], Texts]:
    """Return what replaces each `<name>` in phrases by one of its words, which may use those above them."""
    known: dict[str, str] = {}

    def fill(phrases: Texts) -> Texts:
        for phrase in phrases:
            for name in _WORD.findall(phrase):
                if name not in known:
                    text = f"there is no word <{name}> above this, add it under “words” or write it out"
                    problems.append(Problem(phrase.mark, text, "unknown-word"))
        return tuple(
            Text(_WORD.sub(lambda found: known.get(found[1], "word"), phrase), phrase.mark)
            for phrase in phrases
        )

    for name, texts in words.items():
        known[name] = f"({'|'.join(fill(texts))})"
    return fill
