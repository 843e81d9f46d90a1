"""What each threshold does: how many questions would be right, wrong or silent were it another score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.knowledge import FULL_SCORE, Kind, Thresholds
from bot.knowledge.model import SCORES

SCORED = range(FULL_SCORE + 1)
SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Decided:
    """A question that candidates were found for."""

    wanted: str
    """The intent that it should reach, or a label that is none."""
    is_named: bool
    """Whether it names our subject."""
    candidates: Sequence[tuple[Kind, str, float]]
    """Kind, intent and score of each, best first."""

    @property
    def threshold(self) -> str:
        """The name of the threshold that decides on the best candidate; empty if none does."""
        match self.candidates[0][0]:
            case Kind.ANSWERED:
                return "answered" if self.is_named else "unnamed"
            case Kind.GAP:
                return "gaps"
            case Kind.SMALL_TALK:
                return "smalltalk"
            case Kind.OUT_OF_SCOPE:
                return ""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one threshold does. The two rules of `Decider` come on top, and are left out here."""

    name: str
    chosen: int
    right: Sequence[int]
    """Questions for which the right thing is believed, at each score from 0 to 100 …"""
    wrong: Sequence[int]
    """… something else is …"""
    silent: Sequence[int]
    """… and nothing is."""


def sweeps(thresholds: Thresholds, decided: Iterable[Decided]) -> list[Sweep]:
    """Return what each threshold does to the questions that it decides on; none where there are no such."""
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in SCORES}
    chosen = {name: int(getattr(thresholds, name)) for name in SCORES}
    for one in decided:
        _, intent, score = one.candidates[0]
        name = one.threshold
        if name:
            scores[name].append((score, score if intent == one.wanted else -1))
        if name and score < chosen[name]:
            # What is not believed becomes buttons: right where what is meant is among them.
            buttons = {intent: score for kind, intent, score in one.candidates if kind is Kind.ANSWERED}
            scores[SUGGESTED].append((max(buttons.values(), default=-1), buttons.get(one.wanted, -1)))
    return [_sweep(name, chosen[name], ones) for name, ones in scores.items() if ones]


def _sweep(name: str, chosen: int, ones: Sequence[tuple[float, float]]) -> Sweep:
    """Sweep over scores: of what is best, and of what is right (-1 where that is not among them)."""
    believed = [sum(best >= least for best, _ in ones) for least in SCORED]
    right = [sum(hit >= least for _, hit in ones) for least in SCORED]
    wrong = [both - hits for both, hits in zip(believed, right, strict=True)]
    return Sweep(name, chosen, right, wrong, [len(ones) - both for both in believed])
