"""What `learn` found out: plain values, made of plain arrays, as the learnt file keeps them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.understanding.facets import LearntFacets
from bot.understanding.model import LinearModel

NUMBERS = ("features", "rows", "units", "bias")
"""The fields of a model that are numbers."""
SAID = ("of", "compared", "written")
"""What is kept of an example: whose it is, how it is compared, how it is written."""

Arrays = Mapping[str, NDArray[Any]]
"""What was learnt, as it is kept: arrays of numbers by name."""


Examples = Mapping[str, tuple[tuple[str, str], ...]]
"""By class the examples: as they are compared, and as they are written."""


@dataclass(frozen=True, slots=True)
class LearntIntents:
    """What was learnt of the examples of all intents."""

    model: LinearModel
    examples: Examples
    """By intent."""
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
    facets: Mapping[str, LearntFacets]
    """By intent."""

    def arrays(self) -> Arrays:
        """Return it as it is kept."""
        intents = self.intents
        facets = (_of_facets(f"facets_{intent}", ones) for intent, ones in self.facets.items())
        return {
            **_of_model("intents", intents.model),
            **_of_model("alarms", self.alarms),
            **dict(chain.from_iterable(map(dict.items, facets))),
            "facets": _texts(self.facets),
            **_of_examples("examples", intents.examples),
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
        examples = _examples("examples", arrays)
        intents = LearntIntents(
            model,
            {intent: examples.get(intent, ()) for intent in model.classes},
            dict(zip(_read(arrays["words"]), arrays["word_counts"].tolist(), strict=True)),
            frozenset(_read(arrays["english"])),
            frozenset(_read(arrays["familiar"])),
        )
        facets = {intent: _facets(f"facets_{intent}", arrays) for intent in _read(arrays["facets"])}
        return cls(intents, _model("alarms", arrays), facets)


def _of_model(name: str, model: LinearModel) -> dict[str, NDArray[Any]]:
    arrays = {f"{name}_{what}": getattr(model, what) for what in NUMBERS}
    return {f"{name}_classes": _texts(model.classes), **arrays}


def _model(name: str, arrays: Arrays) -> LinearModel:
    features, rows, units, bias = (arrays[f"{name}_{what}"] for what in NUMBERS)
    return LinearModel(tuple(_read(arrays[f"{name}_classes"])), features, rows, units, bias)


def _of_facets(name: str, facets: LearntFacets) -> dict[str, NDArray[Any]]:
    return {**_of_model(name, facets.model), **_of_examples(name, facets.examples)}


def _facets(name: str, arrays: Arrays) -> LearntFacets:
    return LearntFacets(_model(name, arrays), _examples(name, arrays))


def _of_examples(name: str, examples: Examples) -> dict[str, NDArray[Any]]:
    said = [(of, *pair) for of, pairs in examples.items() for pair in pairs]
    return {f"{name}_{what}": _texts(one[at] for one in said) for at, what in enumerate(SAID)}


def _examples(name: str, arrays: Arrays) -> dict[str, tuple[tuple[str, str], ...]]:
    said = zip(*(_read(arrays[f"{name}_{what}"]) for what in SAID), strict=True)
    return {
        of: tuple((compared, written) for _, compared, written in ones)
        for of, ones in groupby(said, lambda one: one[0])
    }


def _texts(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return texts of one line each as an array; `_read` returns them."""
    return np.frombuffer("".join(f"{text}\n" for text in texts).encode(), dtype=np.uint8)


def _read(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")[:-1]
