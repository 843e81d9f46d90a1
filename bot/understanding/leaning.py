"""Messages that say little by themselves, and lean on what was last talked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bot.knowledge import Dialogue, FollowUp
from bot.understanding.folding import fold

MOST_LEAD_INS = 3
"""Lead-ins that may stand one after the other: “no, I meant the …”."""


class Answer(Enum):
    """What a message says to a reply without choosing or asking anything."""

    YES = auto()
    NO = auto()
    OK = auto()


@dataclass(frozen=True, slots=True)
class AsksOn:
    """The message asks on about the last topic."""

    leads_to: Mapping[str, str]
    """By topic: the intent that answers it."""
    for_more: bool = False
    """Whether it asks for what was not said yet, whatever that is."""


@dataclass(frozen=True, slots=True)
class Chooses:
    """The message chooses one of what was suggested, counted from 0; -1 is the last."""

    place: int


Leaning = AsksOn | Chooses
"""What a message does with what came before it."""


class Leanings:
    """Knows the editors' follow-up phrases."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._leanings: dict[str, Leaning] = {}
        for place, phrases in enumerate(dialogue.choices):
            self._add(phrases, Chooses(place))
        self._add(dialogue.last_choice, Chooses(-1))
        self._add(dialogue.more.phrases, AsksOn(_plain(dialogue.more), for_more=True))
        for follow_up in dialogue.follow_ups:
            self._add(follow_up.phrases, AsksOn(_plain(follow_up)))
        self._answers = {fold(phrase): Answer.OK for phrase in dialogue.acknowledges}
        self._answers |= {fold(phrase): Answer.YES for phrase in dialogue.agrees}
        self._answers |= {fold(phrase): Answer.NO for phrase in dialogue.refuses}
        self._lead_ins = tuple(f"{fold(lead_in)} " for lead_in in dialogue.lead_ins)

    def find(self, folded: str) -> Leaning | None:
        """Return what a folded message leans on, or None if it stands by itself."""
        return self._leanings.get(folded) or self._leanings.get(self.without_lead_ins(folded))

    def answer(self, folded: str) -> Answer | None:
        """Return what a folded message says to the reply before it, or None."""
        return self._answers.get(folded)

    def without_lead_ins(self, folded: str) -> str:
        """Return a folded message without the words that lead to a new topic."""
        for _ in range(MOST_LEAD_INS):
            folded = folded.removeprefix(max(filter(folded.startswith, self._lead_ins), key=len, default=""))
        return folded

    def _add(self, phrases: Iterable[str], leaning: Leaning) -> None:
        for phrase in phrases:
            self._leanings.setdefault(fold(phrase), leaning)


def _plain(follow_up: FollowUp) -> dict[str, str]:
    return {str(topic): str(intent) for topic, intent in follow_up.leads_to.items()}
