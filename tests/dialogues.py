"""The golden dialogues, as tests play them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

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


def read() -> list[tuple[Step, ...]]:
    """Return every dialogue."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [tuple(map(_step, steps)) for steps in data["dialogues"]]


def name(steps: tuple[Step, ...]) -> str:
    """Return what a dialogue is called in a test's name."""
    return " / ".join(step.what for step in steps)


def _step(item: dict[str, str]) -> Step:
    outcome, *intents = item["gets"].split()
    return Step(item.get("press") or item["say"], "press" in item, outcome, tuple(intents))
