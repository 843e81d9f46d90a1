"""Finds crisis, emergency and requests for personal advice, before anything is matched.

Phrases find what is said outright, however it is disguised; the model finds what no phrase foresaw. What is
sure takes over the reply; what is only likely, or says little, leaves the reply, and gets one line of help
after it.
"""

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from bot.knowledge import ALARM_LOOK_ALIKES, FULL_SCORE, RedFlag, RedFlags
from bot.understanding.disguises import Disguises
from bot.understanding.folding import FEW, STORY
from bot.understanding.model import LinearModel, of_alarm
from bot.understanding.phrases import Phrases, Words, words_of

ALARM = "alarm"
"""The model's class of all alarms together."""
CRISIS, EMERGENCY, CRISIS_OF_ANOTHER, PERSONAL = "crisis", "emergency", "crisis_of_another", "personal"
ALARMS = (CRISIS, EMERGENCY, CRISIS_OF_ANOTHER)
"""The kinds of alarm, the most urgent first."""

Scores = Mapping[str, float]
"""What speaks for each class of the model."""

MARGIN = 1.25
"""How much more a longer message must score for a line of help, and twice that to take over: it has many
parts, and each says less than a message. As much more like a look-alike a text must be to get none."""


class Level(StrEnum):
    """What a red flag does to the reply."""

    TAKES_OVER = "takes over"
    """It is the reply."""
    LINE = "line"
    """The normal reply comes, with one line of help after it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An editor's phrase was found."""

    text: str
    """The words of the message that it matched; for editors' eyes only."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The message is like the examples."""

    probability: float
    """How sure the model is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """The message is a crisis, an emergency or a request for personal advice, or may be."""

    flag: RedFlag
    level: Level
    why: Phrase | Likeness
    also: RedFlag | None = None
    """The flag of which a line of help stands below a personal reply."""

    @property
    def keeps_from_answer(self) -> bool:
        """Whether its help is the reply, whatever the article says."""
        return self.level is Level.TAKES_OVER and not self.flag.gives_way

    @property
    def is_danger(self) -> bool:
        """Whether somebody may be in danger, for sure enough to say so first."""
        return self.level is Level.TAKES_OVER and self.flag.concern is None


class AlarmFinder:
    """Looks through the whole of a message."""

    def __init__(self, red_flags: RedFlags, model: LinearModel, plain: Container[str] = ()) -> None:
        """Find red flags by their phrases, and by a model that was learnt from their examples.

        Words that are `plain` are no others in disguise.
        """
        self._owners = [flag for flag in red_flags.flags for _ in flag.phrases]
        phrases = list(chain.from_iterable(flag.phrases for flag in red_flags.flags))
        self._phrases = Phrases(phrases)
        """Those of all red flags; `_owners` says whose each is."""
        self._harmless = {str(flag.name): Phrases(flag.harmless) for flag in red_flags.flags}
        self._cues = [(flag, Phrases(flag.cues)) for flag in red_flags.flags]
        resources = red_flags.resources.values()
        self._needs = {str(one.id): Phrases(one.cues) for one in resources if one.cues}
        self._instead_of = {str(one.id): one.instead_of for one in resources}
        self._persons = {str(flag.name): Phrases(flag.persons) for flag in red_flags.flags}
        self._disguises = Disguises(words_of(phrases), red_flags.check_typos, plain)
        self._model = model
        self._bands = red_flags.bands

    def find(self, text: str) -> Alarm | None:
        """Return the most urgent red flag of a message, however it is disguised; None if there is none."""
        words = self._disguises.see_through(text).split()
        like = list(self._like(words))
        alarms = [*self._said(words, like), *like]
        taking_over = [alarm for alarm in alarms if alarm.level is Level.TAKES_OVER]
        worst = min(taking_over or alarms, key=_rank, default=None)
        if worst is None:
            return None
        urgent = [alarm.flag for alarm in alarms if alarm.flag.name in ALARMS]
        also = urgent[0] if worst.flag.name == PERSONAL and urgent else None
        flag = self._with_what_helps(worst.flag, words)
        if flag.name == CRISIS and self._is_of_another(words, getattr(worst.why, "text", None)):
            flag = replace(self.flag(CRISIS_OF_ANOTHER, words), gives_way=False)
        return replace(worst, flag=flag, also=also)

    def flag(self, name: str, words: Words, known: Container[str] = ()) -> RedFlag:
        """Return a red flag, with those of its resources that help: `known` ones do already."""
        return self._with_what_helps(self._flag(name, words), words, known)

    def _with_what_helps(self, flag: RedFlag, words: Words, known: Container[str] = ()) -> RedFlag:
        """Return a red flag with those of its resources that help with what the message says.

        Where a person is named, no answer comes before help.
        """
        helps = [key for key in flag.resources if key in known or self._is_needed(key, flag, words)]
        replaced = set(chain.from_iterable(self._instead_of[key] for key in helps))
        gives_way = flag.gives_way and not self._names(flag, words)
        return replace(
            flag, resources=tuple(key for key in helps if key not in replaced), gives_way=gives_way
        )

    def _is_needed(self, key: str, flag: RedFlag, words: Words) -> bool:
        """Say whether a resource helps with what a message says: of the writer's crisis none elsewhere."""
        if key not in self._needs:
            return True
        found = self._needs[key].search(words)
        is_of_writer = flag.name == CRISIS and self._instead_of[key]
        return found is not None and not (is_of_writer and self._is_of_another(words, found))

    def _names(self, flag: RedFlag, words: Words, found: str = "") -> bool:
        """Say whether a person is named; in a long story everybody is: there, in a phrase that was found."""
        return self._persons[flag.name].are_in(words if len(words) <= STORY else found.split())

    def _is_of_another(self, words: Words, found: str | None) -> bool:
        """Say whether who was named last before what was found is somebody else: “my sister can't go on”.

        A message that is only like others is the writer's own, if it speaks of the writer at all.
        """
        own, other = self._persons[CRISIS], self._persons[CRISIS_OF_ANOTHER]
        if found is None:
            return other.are_in(words) and not own.are_in(words)
        before = " ".join(words).partition(found)[0]
        return other.last(before.split()) > own.last(f"{before}{found}".split())

    def _said(self, words: Words, like: Sequence[Alarm]) -> Iterator[Alarm]:
        """Yield the most urgent red flag of which a message has a phrase, if any."""
        for number, found in self._phrases.found(words):
            flag = self._owners[number]
            calm = self._harmless[flag.name].without(words)
            if calm is words or number in dict(self._phrases.found(calm)):
                # What is only about the subject (“does it lead to suicide?”) is answered, with a line.
                levels = [one.level for one in like if one.flag.name in ALARMS]
                is_meant = not flag.gives_way or levels or self._names(flag, words, found)
                surely = replace(flag, gives_way=flag.gives_way and Level.TAKES_OVER not in levels)
                yield Alarm(surely, Level.TAKES_OVER if is_meant else Level.LINE, Phrase(found))
                return

    def _like(self, words: Words) -> Iterator[Alarm]:
        """Yield the alarm, and the personal question, that a message is like."""
        scores = self._scores(words)
        worst = max(scores, key=lambda one: one[ALARM])
        kind = max(ALARMS, key=worst.__getitem__)
        sure = _sure(scores)
        if self._level(kind, sure) and (calm := self._harmless[kind].without(words)) is not words:
            sure = min(sure, _sure(self._scores(calm)))
        if level := self._level(kind, sure):
            # What only a part of a longer message says must be surer by as much again to take over.
            is_weak = self._level(kind, _sure(scores, 2 * MARGIN)) is not Level.TAKES_OVER
            lead = lead_of_look_alikes(worst)
            is_line = is_weak or len(words) <= FEW or lead > 0
            if level is Level.TAKES_OVER or lead < MARGIN or self._phrases.are_in(words):
                yield Alarm(self._flag(kind, words), Level.LINE if is_line else level, Likeness(sure))
        sure = probability(scores[0][PERSONAL])
        if level := self._level(PERSONAL, sure):
            yield Alarm(self._flag(PERSONAL, words), level, Likeness(sure))

    def _scores(self, words: Words) -> list[Scores]:
        """Return the scores of a text, and those of its parts if it is long."""
        return [scored(self._model, one) for one in (words, *parts(words))]

    def _level(self, name: str, sure: float) -> Level | None:
        band = self._bands[name]
        if sure >= band.takes_over / FULL_SCORE:
            return Level.TAKES_OVER
        return Level.LINE if sure >= band.line / FULL_SCORE else None

    def _flag(self, name: str, words: Words) -> RedFlag:
        """Return the red flag; of several concerns, the first whose cues are there, or else the last."""
        flags = [(flag, cues) for flag, cues in self._cues if flag.name == name]
        return next((flag for flag, cues in flags if cues.are_in(words)), flags[-1][0])


def parts(words: Words) -> Iterator[Words]:
    """Yield the parts of a story, which overlap by half: a cry inside three hundred words is not drowned."""
    if len(words) > STORY:
        for at in range(0, len(words) - STORY // 2, STORY // 2):
            yield words[at : at + STORY]


def scored(model: LinearModel, words: Words) -> Scores:
    """Return what speaks for each class of the model."""
    return dict(zip(model.classes, model.scores(of_alarm(words)).tolist(), strict=True))


def lead_of_look_alikes(scores: Scores) -> float:
    """Return how much more a text is like what only sounds like an alarm than like any kind of alarm."""
    return max(map(scores.__getitem__, ALARM_LOOK_ALIKES)) - max(map(scores.__getitem__, ALARMS))


def _rank(alarm: Alarm) -> tuple[bool, bool, bool]:
    """Return what sorts alarms: danger before all else, and of that first what was said outright."""
    return alarm.flag.name == PERSONAL, alarm.flag.gives_way, isinstance(alarm.why, Likeness)


def probability(score: float) -> float:
    """Return how sure a score is, from 0 to 1."""
    return 1 / (1 + math.exp(-score))


def _sure(scores: Sequence[Scores], margin: float = MARGIN) -> float:
    """Return how sure the model is that a message, or a part of a longer one, is an alarm."""
    return probability(max(one[ALARM] for one in scores) - margin * (len(scores) > 1))
