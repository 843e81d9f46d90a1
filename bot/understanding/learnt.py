"""What `learn` found out: plain values, made of plain arrays, as the learnt file keeps them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.understanding.model import LinearModel

NUMBERS = ("features", "rows", "units", "bias")
"""The fields of a model that are numbers."""

Arrays = Mapping[str, NDArray[Any]]
"""What was learnt, as it is kept: arrays of numbers by name."""


@dataclass(frozen=True, slots=True)
class LearntIntents:
    """What was learnt of the examples of all intents."""

    model: LinearModel
    examples: Mapping[str, tuple[tuple[str, str], ...]]
    """By intent its examples: as they are compared, and as they are written."""
    counts: Mapping[str, int]
    """The words of examples, with how often each is used: what others are repaired to."""
    english: frozenset[str]
    """Other English words, which are left as they are."""
    familiar: frozenset[str]
    """The stems of questions to which there is an answer."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """All that was learnt of a knowledge base."""

    intents: LearntIntents
    alarms: LinearModel

    def arrays(self) -> Arrays:
        """Return it as it is kept."""
        intents = self.intents
        said = [(intent, *pair) for intent, pairs in intents.examples.items() for pair in pairs]
        return {
            **_of_model("intents", intents.model),
            **_of_model("alarms", self.alarms),
            "examples_of": _texts(intent for intent, _, _ in said),
            "examples_compared": _texts(compared for _, compared, _ in said),
            "examples_written": _texts(written for _, _, written in said),
            "words": _texts(intents.counts),
            "word_counts": np.fromiter(intents.counts.values(), np.int32, len(intents.counts)),
            "english": _texts(sorted(intents.english)),
            "familiar": _texts(sorted(intents.familiar)),
        }

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        """Read what was kept.

        Raises:
            KeyError, ValueError: if that is something else.
        """
        model = _model("intents", arrays)
        said = zip(
            *(_read(arrays[f"examples_{what}"]) for what in ("of", "compared", "written")), strict=True
        )
        examples = {
            intent: tuple((compared, written) for _, compared, written in ones)
            for intent, ones in groupby(said, lambda one: one[0])
        }
        intents = LearntIntents(
            model,
            {intent: examples.get(intent, ()) for intent in model.classes},
            dict(zip(_read(arrays["words"]), arrays["word_counts"].tolist(), strict=True)),
            frozenset(_read(arrays["english"])),
            frozenset(_read(arrays["familiar"])),
        )
        return cls(intents, _model("alarms", arrays))


def _of_model(name: str, model: LinearModel) -> dict[str, NDArray[Any]]:
    arrays = {f"{name}_{what}": getattr(model, what) for what in NUMBERS}
    return {f"{name}_classes": _texts(model.classes), **arrays}


def _model(name: str, arrays: Arrays) -> LinearModel:
    features, rows, units, bias = (arrays[f"{name}_{what}"] for what in NUMBERS)
    return LinearModel(tuple(_read(arrays[f"{name}_classes"])), features, rows, units, bias)


def _texts(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return texts of one line each as an array; `_read` returns them."""
    return np.frombuffer("".join(f"{text}\n" for text in texts).encode(), dtype=np.uint8)


def _read(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")[:-1]
