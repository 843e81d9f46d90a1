"""A linear model of texts: n-grams of words and of letters, weighed by TF-IDF, one weight a class.

Training (`bot.learning`) and answering share these features, so that neither can drift from the other. All
that answering needs is plain arrays and numpy.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.understanding.remembered import Remembered

SHORTEST = 1e-3
"""The square of a length below which a text has no n-gram at all."""


@dataclass(frozen=True, slots=True)
class NGrams:
    """Which n-grams a model looks at: the shortest and the longest, of words and of letters."""

    words: tuple[int, int]
    letters: tuple[int, int]

    def of_words(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the n-grams of words; “=” tells the word “die” from its letters."""
        for at in range(len(words)):
            for end in range(at + self.words[0], min(at + self.words[1], len(words)) + 1):
                yield f"={' '.join(words[at:end])}"

    def of_letters(self, word: str) -> Iterator[str]:
        """Yield the n-grams of a word's letters; a space on either side marks its ends."""
        padded = f" {word} "
        for at in range(len(padded)):
            for end in range(at + self.letters[0], min(at + self.letters[1], len(padded)) + 1):
                yield padded[at:end]


class Features:
    """Knows the n-grams of a model, each with its column and its inverse document frequency."""

    def __init__(self, ngrams: NGrams, idf: Mapping[str, float]) -> None:
        """Know n-grams by name, in the order of the columns."""
        self.ngrams = ngrams
        self.idf = np.fromiter(idf.values(), np.float32, len(idf))
        self.columns = {name: at for at, name in enumerate(idf)}
        self._letters = Remembered(self._of_word)

    def of_words(self, words: Sequence[str]) -> list[list[int]]:
        """Return the columns of the n-grams of words, by the word that they start with."""
        shortest, longest = self.ngrams.words
        found: list[list[int]] = []
        for at in range(len(words)):
            found.append([])
            # Behind an n-gram that no example has there is no longer one that any has.
            for end in range(at + shortest, min(at + longest, len(words)) + 1):
                if (column := self.columns.get(f"={' '.join(words[at:end])}")) is None:
                    break
                found[-1].append(column)
        return found

    def of_letters(self, words: Sequence[str]) -> list[list[int]]:
        """Return the columns of the n-grams of each word's letters."""
        return [self._letters[word] for word in words]

    def _of_word(self, word: str) -> list[int]:
        padded, (shortest, longest) = f" {word} ", self.ngrams.letters
        found = []
        for at in range(len(padded) - shortest + 1):
            for end in range(at + shortest, min(at + longest, len(padded)) + 1):
                if (column := self.columns.get(padded[at:end])) is None:
                    break
                found.append(column)
        return found


class LinearModel:
    """Scores texts: above zero a class is likelier than not, as examples go.

    A text is two bags of n-grams, of words and of letters, each brought to length one. Both are sums over its
    words, so that all parts of a long text are scored in one go.
    """

    def __init__(
        self, features: Features, names: Iterable[str], weights: NDArray[np.floating], bias: Iterable[float]
    ) -> None:
        """Weigh `features` (rows of `weights`) for the classes called `names` (its columns)."""
        self.features = features
        self.names = tuple(names)
        self.weights = weights.astype(np.float16)
        self.bias = np.array(list(bias), np.float32)
        idf = features.idf[:, None]
        self._rows = np.hstack([idf * self.weights.astype(np.float32), idf**2], dtype=np.float32)
        """By column: what an n-gram adds to the score of each class, and to the square of the length."""

    def scores(self, words: Sequence[str], window: int | None = None) -> NDArray[np.float32]:
        """Return a row of scores, in the order of `names`; and one a part of `window` words of a longer text.

        Parts overlap by half, so that no short sentence is cut in all of them.
        """
        starts, ends = np.array([0]), np.array([len(words)])
        if window is not None and len(words) > window:
            parts = np.arange(0, len(words) - window // 2, window // 2)
            starts, ends = np.append(starts, parts), np.append(ends, np.minimum(parts + window, len(words)))
        total = np.tile(self.bias, (len(starts), 1))
        for columns in (self.features.of_words(words), self.features.of_letters(words)):
            rows = self._rows[list(chain.from_iterable(columns))]
            if len(starts) == 1:
                sums = rows.sum(0)[None, :]
            else:
                upto = np.cumsum([0, *map(len, columns)])
                below = np.vstack([np.zeros_like(self._rows[:1]), np.cumsum(rows, 0)])[upto]
                sums = below[ends] - below[starts]
            total += sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], SHORTEST))
        return total
