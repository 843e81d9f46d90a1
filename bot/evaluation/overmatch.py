"""Finds lines of one intent that another would take, had they not been learnt: wrong answers.

Every line is held out once, with all that it stands for, as calibration holds out one in `FOLDS`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.evaluation.progress import Show, silent
from bot.knowledge import Kind, Knowledge, Problem, Text
from bot.learning.intents import learn_intents
from bot.learning.lessons import FOLDS, held_out, taught
from bot.understanding.decide import Decider
from bot.understanding.matcher import Candidate

SURE = 80.0
"""The score from which a theft counts. What is less sure becomes buttons, or is unlike all other lines."""

RULE = "overmatch"


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a line that was not learnt, and what it was taken for, best first."""

    sentence: str
    candidates: Sequence[Candidate]

    def is_taken_from(self, intent: str, kinds: dict[str, Kind]) -> bool:
        """Say whether another intent surely takes it, and has a reply of its own."""
        best = self.candidates[0] if self.candidates else None
        if best is None or best.intent == intent:
            return False
        return best.score >= SURE and kinds[best.intent] is not Kind.OUT_OF_SCOPE


def advise(knowledge: Knowledge, show: Show = silent) -> list[Problem]:
    """Return the lines of which more than half of the sentences are surely taken by another intent."""
    kinds, read = knowledge.kinds, _read(knowledge, show)
    return sorted(
        _stolen(line, intent.id, taken)
        for intent in knowledge.intents.values()
        for line in intent.examples
        if 2 * len(taken := [one for one in read[line] if one.is_taken_from(intent.id, kinds)])
        > len(read[line])
    )


def _read(knowledge: Knowledge, show: Show) -> dict[str, list[Read]]:
    """Return what each line's sentences are taken for by what was learnt of other lines."""
    read: dict[str, list[Read]] = defaultdict(list)
    for decider, line, sentence in _questions(knowledge, show):
        read[line].append(Read(sentence, decider.candidates(decider.reader.as_written(sentence))))
    return read


def _questions(knowledge: Knowledge, show: Show) -> Iterator[tuple[Decider, str, str]]:
    lessons, lines = taught(knowledge), frozenset(knowledge.examples)
    for fold in range(FOLDS):
        show(f"learning all but a quarter of the lines: {fold + 1} of {FOLDS}")
        kept, held = held_out(lessons, fold)
        decider = Decider(knowledge, learn_intents(knowledge, kept))
        yield from ((decider, one.source, one.text) for one in held if one.is_plain and one.source in lines)


def _stolen(line: Text, own: str, taken: Sequence[Read]) -> Problem:
    worst = max(taken, key=lambda one: one.candidates[0].score)
    thief, mine = worst.candidates[0], next((one.score for one in worst.candidates if one.intent == own), 0.0)
    what = f"had it not been learnt, “{worst.sentence}” would be taken for “{thief.intent}”"
    why = f"({thief.score:.0f} % by “{thief.example}”, “{own}” {mine:.0f} %)"
    return Problem(line.mark, f"{what} {why}: add lines like it, or move it", RULE, is_advice=True)
