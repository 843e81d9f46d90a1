"""What `learn` found out: plain values, made of plain arrays, as the learnt file keeps them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.understanding import alarm_model
from bot.understanding.alarm_model import NGrams
from bot.understanding.model import LinearModel

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
    alarms: alarm_model.LinearModel

    def arrays(self) -> Arrays:
        """Return it as it is kept."""
        intents, model, alarms = self.intents, self.intents.model, self.alarms
        said = [(intent, *pair) for intent, pairs in intents.examples.items() for pair in pairs]
        return {
            "classes": _texts(model.classes),
            "features": _texts(model.rows),
            "importance": model.importance,
            "weights": model.weights,
            "unit": np.array([model.unit]),
            "bias": model.bias,
            "examples_of": _texts(intent for intent, _, _ in said),
            "examples_compared": _texts(compared for _, compared, _ in said),
            "examples_written": _texts(written for _, _, written in said),
            "words": _texts(intents.counts),
            "word_counts": np.fromiter(intents.counts.values(), np.int32, len(intents.counts)),
            "english": _texts(sorted(intents.english)),
            "familiar": _texts(sorted(intents.familiar)),
            "alarm_ngrams": np.array([alarms.features.ngrams.words, alarms.features.ngrams.letters]),
            "alarm_features": _texts(alarms.features.columns),
            "alarm_idf": alarms.features.idf,
            "alarm_classes": _texts(alarms.names),
            "alarm_weights": alarms.weights,
            "alarm_bias": alarms.bias,
        }

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        """Read what was kept.

        Raises:
            KeyError, ValueError: if that is something else.
        """
        classes = tuple(_read(arrays["classes"]))
        model = LinearModel(
            classes,
            {name: at for at, name in enumerate(_read(arrays["features"]))},
            arrays["importance"],
            arrays["weights"],
            float(arrays["unit"][0]),
            arrays["bias"],
        )
        said = zip(
            *(_read(arrays[f"examples_{what}"]) for what in ("of", "compared", "written")), strict=True
        )
        examples = {
            intent: tuple((compared, written) for _, compared, written in ones)
            for intent, ones in groupby(said, lambda one: one[0])
        }
        intents = LearntIntents(
            model,
            {intent: examples.get(intent, ()) for intent in classes},
            dict(zip(_read(arrays["words"]), arrays["word_counts"].tolist(), strict=True)),
            frozenset(_read(arrays["english"])),
            frozenset(_read(arrays["familiar"])),
        )
        words, letters = (tuple(pair) for pair in arrays["alarm_ngrams"].tolist())
        idf = dict(zip(_read(arrays["alarm_features"]), arrays["alarm_idf"].tolist(), strict=True))
        features = alarm_model.Features(NGrams(words, letters), idf)
        names = _read(arrays["alarm_classes"])
        return cls(
            intents,
            alarm_model.LinearModel(features, names, arrays["alarm_weights"], arrays["alarm_bias"].tolist()),
        )


def _texts(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return texts of one line each as an array; `_read` returns them."""
    return np.frombuffer("".join(f"{text}\n" for text in texts).encode(), dtype=np.uint8)


def _read(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")[:-1]
