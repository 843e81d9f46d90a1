"""A linear model of texts: n-grams of words and of letters, weighed by TF-IDF, one weight a class.

Training (`bot.learning`) and answering share these features, so that neither can drift from the other.
All that answering needs is plain arrays and numpy.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.understanding.remembered import Remembered

Columns = tuple[list[int], list[int]]
"""The known n-grams of a text, by number: those of words, and those of letters."""


@dataclass(frozen=True, slots=True)
class NGrams:
    """Which n-grams a model looks at: the shortest and the longest, of words and of letters."""

    words: tuple[int, int]
    letters: tuple[int, int]

    def of_words(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the n-grams of words; the sign in front tells “die” the word from “die” the letters."""
        for size in range(self.words[0], self.words[1] + 1):
            for at in range(len(words) - size + 1):
                yield f"={' '.join(words[at : at + size])}"

    def of_letters(self, word: str) -> Iterator[str]:
        """Yield the n-grams of a word's letters; a space on either side marks its ends."""
        padded = f" {word} "
        for size in range(self.letters[0], self.letters[1] + 1):
            for at in range(len(padded) - size + 1):
                yield padded[at : at + size]

    def of(self, words: Sequence[str]) -> set[str]:
        """Return all n-grams of a text, each once: how often says nothing in texts as short as messages."""
        return set(chain(self.of_words(words), *map(self.of_letters, set(words))))


class Features:
    """Turns texts into the columns of a model."""

    def __init__(self, ngrams: NGrams, idf: Mapping[str, float]) -> None:
        """Know n-grams, each with its inverse document frequency."""
        self.ngrams = ngrams
        self.names = tuple(idf)
        self.idf = np.fromiter(idf.values(), np.float32, len(idf))
        self._known = {name: at for at, name in enumerate(idf)}
        self._of_letters = Remembered(self._letter_columns)

    def columns(self, words: Sequence[str]) -> Columns:
        """Return the known n-grams of a text, in an order that does not depend on hashes."""
        known = self._known
        of_words = {known[gram] for gram in self.ngrams.of_words(words) if gram in known}
        of_letters = set(chain.from_iterable([self._of_letters[word] for word in set(words)]))
        return sorted(of_words), sorted(of_letters)

    def _letter_columns(self, word: str) -> tuple[int, ...]:
        return tuple({self._known[gram] for gram in self.ngrams.of_letters(word) if gram in self._known})


class LinearModel:
    """Scores texts: above zero a class is likelier than not, as examples go."""

    def __init__(
        self, features: Features, names: Iterable[str], weights: NDArray[np.floating], bias: Iterable[float]
    ) -> None:
        """Weigh `features` (rows of `weights`) for the classes called `names` (its columns)."""
        self.features = features
        self.names = tuple(names)
        self.weights = weights.astype(np.float16)
        self.bias = np.array(list(bias), np.float32)
        self._rows = features.idf[:, None] * self.weights.astype(np.float32)
        self._squares = features.idf**2

    def scores(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the score of each class, in the order of `names`."""
        total = self.bias.copy()
        for columns in self.features.columns(words):
            if columns:
                # Words and letters count alike, however many n-grams a text has of either.
                total += self._rows[columns].sum(0) / np.sqrt(self._squares[columns].sum())
        return total

    def __getstate__(self) -> dict[str, object]:
        """Return what is kept in a file; the rest follows from it."""
        return {
            "ngrams": self.features.ngrams, "names": self.names, "weights": self.weights, "bias": self.bias,
            "idf": dict(zip(self.features.names, map(float, self.features.idf), strict=True)),
        }  # fmt: skip

    def __setstate__(self, state: dict[str, object]) -> None:
        features = Features(state["ngrams"], state["idf"])  # type: ignore[arg-type]
        self.__init__(features, state["names"], state["weights"], state["bias"])  # type: ignore[misc, arg-type]
