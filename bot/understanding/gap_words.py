"""What a question mentions beside what it asks, and the article does not say: “… treatment price”."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.understanding.features import stem
from bot.understanding.matcher import Examples

Stems = tuple[str, ...]


class GapWords:
    """Knows the telling words of gaps, and which of them the examples of other intents have as well."""

    def __init__(self, words: Mapping[str, Iterable[Sequence[str]]], examples: Examples) -> None:
        """Know by gap its words, each as it is read; `examples` are those of all intents."""
        self._gaps = {tuple(map(stem, one)): gap for gap, ones in words.items() for one in ones}
        self._firsts = frozenset(one[0] for one in self._gaps)
        # Examples are kept as stems already.
        own = {intent: f" {' | '.join(texts)} " for intent, texts in examples.items()}
        self._own = {
            intent: {one for one in self._gaps if f" {' '.join(one)} " in text}
            for intent, text in own.items()
        }

    def beside(self, intents: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
        """Return the gaps that words mention and that are none of what the intents' own examples say."""
        own = set[Stems]().union(*(self._own[intent] for intent in intents))
        found = (one for one, _ in self._found(words) if one not in own)
        return tuple(dict.fromkeys(self._gaps[one] for one in found))

    def without(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return words without those that tell of a gap."""
        taken = {at for one, start in self._found(words) for at in range(start, start + len(one))}
        return tuple(word for at, word in enumerate(words) if at not in taken)

    def _found(self, words: Sequence[str]) -> Iterator[tuple[Stems, int]]:
        """Yield what is found, with the place where it begins."""
        stems = tuple(map(stem, words))
        # Most messages have none of them.
        for one in () if self._firsts.isdisjoint(stems) else self._gaps:
            yield from ((one, at) for at in range(len(stems)) if stems[at : at + len(one)] == one)
