"""What exactly a question asks of its intent: told by what was learnt of the examples of the intent's facets.

It is asked after the intent is decided, of that intent's facets alone: “is it for life?” and “how long?” are
the same topic, and other statements answer them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.matcher import Candidate, Examples, Matcher
from bot.understanding.model import LinearModel
from bot.understanding.text import Text


@dataclass(frozen=True, slots=True)
class LearntFacets:
    """What was learnt of the facets of one intent."""

    model: LinearModel
    examples: Examples
    """By facet."""


class FacetFinder:
    """Tells which facet of an intent a question asks."""

    def __init__(self, learnt: Mapping[str, LearntFacets]) -> None:
        self._matchers = {intent: Matcher(ones.model, ones.examples) for intent, ones in learnt.items()}
        self._general = {intent: ones.model.classes[0] for intent, ones in learnt.items()}

    def find(self, intent: str, text: Text) -> str:
        """Return the facet that a text asks of an intent; empty where it has none, or nothing tells."""
        best = self.best(intent, text)
        return best.intent if best else ""

    def pointed(self, intent: str, text: Text) -> Candidate | None:
        """Return the facet that a text asks in particular, with its score; None if it is the general one."""
        best = self.best(intent, text)
        return best if best and best.intent != self._general[intent] else None

    def best(self, intent: str, text: Text) -> Candidate | None:
        """Return the facet that a text asks of an intent, with its score; None where it has none."""
        matcher = self._matchers.get(intent)
        return next(iter(matcher.candidates(text.words, text.bag)), None) if matcher else None
