"""The golden dialogues, as tests play them."""

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from tests.files import read_yaml

FILE = Path(__file__).parent / "golden" / "dialogues.yaml"


@dataclass(frozen=True)
class Step:
    """What a person does, and what it must get."""

    what: str
    """The words that are typed, or the label of the button."""
    is_press: bool
    outcome: str
    intents: tuple[str, ...]
    """Those that must come first, if any are named."""
    is_known_miss: bool = False
    """Whether something else may come, and what follows from it."""


def read() -> list[tuple[Step, ...]]:
    """Return every dialogue."""
    data = read_yaml(FILE)
    missed = [(miss["after"], miss["say"]) for miss in data["known_misses"]]
    said = [(steps[0].get("say"), step.get("say")) for steps in data["dialogues"] for step in steps]
    assert not (forgotten := [miss for miss in missed if miss not in said]), forgotten
    return [
        tuple(_step(step, (steps[0].get("say"), step.get("say")) in missed) for step in steps)
        for steps in data["dialogues"]
    ]


def without_misses() -> list[tuple[Step, ...]]:
    """Return every dialogue up to what is known to miss."""
    cut = (tuple(takewhile(lambda step: not step.is_known_miss, steps)) for steps in read())
    return [steps for steps in cut if steps]


def name(steps: tuple[Step, ...]) -> str:
    """Return what a dialogue is called in a test's name."""
    return " / ".join(step.what for step in steps)


def _step(item: dict[str, str], is_known_miss: bool) -> Step:
    outcome, *intents = item["gets"].split()
    return Step(item.get("press") or item["say"], "press" in item, outcome, tuple(intents), is_known_miss)
