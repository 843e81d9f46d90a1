"""Finds lines of one intent that another would take, had they not been learnt: wrong answers.

Every line is held out once, with all that it stands for, as calibration holds out one in `FOLDS`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.calibration import FOLDS, held_out
from bot.knowledge import Kind, Knowledge, Problem, Text
from bot.learning.intents import Lesson, learn_intents, taught
from bot.understanding.matcher import Candidate, as_compared
from bot.understanding.question import QuestionDecider

SURE = 80.0
"""The score from which a theft counts. What is less sure becomes buttons, or is unlike all other lines."""

RULE = "overmatch"


@dataclass(frozen=True, slots=True)
class Theft:
    """A sentence of a line that was not learnt, and what it was taken for."""

    sentence: str
    thief: Candidate
    mine: float
    """The score of its own intent."""


def advise(knowledge: Knowledge) -> list[Problem]:
    """Return the lines of which more than half of the sentences are surely taken by another intent."""
    read: Counter[str] = Counter()
    taken: dict[str, list[Theft]] = defaultdict(list)
    lessons = taught(knowledge)
    written = {
        (one.intent, as_compared(one.read.words)): one.text for one in reversed(lessons) if one.is_plain
    }
    for decider, lesson in _lessons(knowledge, lessons):
        read[lesson.source] += 1
        scores = decider.candidates(decider.reader.as_written(lesson.text))
        best, kinds = next(iter(scores), None), knowledge.kinds
        is_elsewhere = best and best.intent != lesson.intent and kinds[best.intent] is not Kind.OUT_OF_SCOPE
        if best and is_elsewhere and best.score >= SURE:
            mine = next((one.score for one in scores if one.intent == lesson.intent), 0.0)
            taken[lesson.source].append(Theft(lesson.text, best, mine))
    return sorted(
        _stolen(line, intent.id, taken[line], written)
        for intent in knowledge.intents.values()
        for line in intent.examples
        if 2 * len(taken[line]) > read[line]
    )


def _lessons(knowledge: Knowledge, lessons: Sequence[Lesson]) -> Iterator[tuple[QuestionDecider, Lesson]]:
    """Yield each sentence of a line, with what was learnt of other lines."""
    lines = frozenset(knowledge.examples)
    for fold in range(FOLDS):
        kept, held = held_out(lessons, fold)
        decider = QuestionDecider(knowledge, learn_intents(knowledge, kept))
        yield from ((decider, one) for one in held if one.is_plain and one.source in lines)


def _stolen(line: Text, own: str, taken: Sequence[Theft], written: Mapping[tuple[str, str], str]) -> Problem:
    """Return what is wrong with a line; `written` has examples by their intent and as they are compared."""
    worst = max(taken, key=lambda one: one.thief.score)
    example = written[worst.thief.intent, worst.thief.example]
    what = f"had it not been learnt, “{worst.sentence}” would be taken for “{worst.thief.intent}”"
    why = f"({worst.thief.score:.0f} % by “{example}”, “{own}” {worst.mine:.0f} %)"
    return Problem(line.mark, f"{what} {why}: add lines like it, or move it", RULE, is_advice=True)
