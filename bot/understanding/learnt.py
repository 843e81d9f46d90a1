"""What `learn` found out: plain values, made of arrays of numbers, as the learnt file keeps them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from zlib import compress, decompress

import numpy as np
from numpy.typing import NDArray

from bot.understanding.fuzzy import WordSet
from bot.understanding.matcher import Examples, LearntFacets
from bot.understanding.model import LinearModel

NUMBERS = ("features", "rows", "units", "bias")
"""The fields of a model that are numbers."""

Arrays = Mapping[str, NDArray[Any]]
"""What was learnt, as it is kept: arrays of numbers by name."""


@dataclass(frozen=True, slots=True)
class LearntIntents:
    """What was learnt of the examples of all intents."""

    model: LinearModel
    examples: Examples
    """By intent."""
    counts: Mapping[str, int]
    """The words of examples, with how often each is used: what others are repaired to."""
    english: WordSet
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
        facets = {f"facets_{intent}": ones for intent, ones in self.facets.items()}
        models = {"intents": intents.model, "alarms": self.alarms}
        models |= {name: ones.model for name, ones in facets.items()}
        texts = {
            "classes": {name: model.classes for name, model in models.items()},
            "examples": dict(intents.examples),
            "facets": {intent: dict(ones.examples) for intent, ones in self.facets.items()},
            "counts": dict(intents.counts),
            "familiar": sorted(intents.familiar),
        }
        numbers = {f"{name}_{what}": getattr(one, what) for name, one in models.items() for what in NUMBERS}
        said = np.frombuffer(compress(json.dumps(texts).encode()), np.uint8)
        return {**numbers, "english": np.array(intents.english.checksums), "texts": said}

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        """Read what was kept.

        Raises:
            KeyError, TypeError, ValueError: if that is something else.
        """
        texts = json.loads(decompress(arrays["texts"].tobytes()))
        models = {
            name: LinearModel(tuple(classes), *(arrays[f"{name}_{what}"] for what in NUMBERS))
            for name, classes in texts["classes"].items()
        }
        intents = LearntIntents(
            models["intents"],
            texts["examples"],
            texts["counts"],
            WordSet(arrays["english"]),
            frozenset(texts["familiar"]),
        )
        facets = {
            intent: LearntFacets(models[f"facets_{intent}"], examples)
            for intent, examples in texts["facets"].items()
        }
        return cls(intents, models["alarms"], facets)
