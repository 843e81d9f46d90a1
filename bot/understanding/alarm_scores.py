"""How like alarms a message is, and each part of a longer one: a cry inside 300 words is not drowned."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, chain

import numpy as np

from bot.understanding.features import ALARM, REMEMBERED, RUN, letters_of, numbers, runs_of
from bot.understanding.model import LinearModel

WINDOW = 32
"""Words that are judged at a time in a longer message; parts overlap by half, to cut no short sentence."""

Scores = Mapping[str, float]
"""What speaks for each class of the model."""


class AlarmScores:
    """Scores texts by a model, of which runs and letters are sums over words: all parts in one go."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        self._letters: dict[str, list[float]] = {}
        """What the letters of words add, so far as remembered."""

    def of(self, words: Sequence[str]) -> list[Scores]:
        """Return the scores of a text, and those of its parts if it is long."""
        if not words:
            return [dict(zip(self._model.classes, self._model.scores(()), strict=True))]
        if len(words) > WINDOW:
            upto = np.zeros((2, len(words) + 1, len(self._model.units)))
            upto[:, 1:] = self._views(words, RUN)
            upto = upto.cumsum(1)
            starts = np.array([0, *range(0, len(words) - WINDOW // 2, WINDOW // 2)])
            ends = np.minimum(starts + WINDOW, len(words))
            ends[0] = len(words)
            texts = (upto[:, ends] - upto[:, starts]).transpose(1, 0, 2).tolist()
        else:
            runs, letters = self._views(words, RUN * len(words))
            texts = [[*runs, list(map(sum, zip(*letters, strict=True)))]]
        return [dict(zip(self._model.classes, self._model.scores(one), strict=True)) for one in texts]

    def _views(self, words: Sequence[str], together: int) -> tuple[list[list[float]], list[list[float]]]:
        """Return what runs add, so many `together`, and what the letters of each word add."""
        known = self._letters
        new = [word for word in dict.fromkeys(words) if word not in known]
        if len(known) + len(new) > REMEMBERED:
            known.clear()
            new = list(dict.fromkeys(words))
        runs = runs_of(words)
        grams = [letters_of(word, ALARM) for word in new]
        starts = [*range(0, len(runs), together), *accumulate(map(len, grams[:-1]), initial=len(runs))]
        starts = starts if new else starts[:-1]
        sums = self._model.sums(numbers([*runs, *chain.from_iterable(grams)]), starts)
        known.update(zip(new, sums[len(runs) // together :], strict=True))
        return sums[: len(runs) // together], [known[word] for word in words]
