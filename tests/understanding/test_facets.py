"""What exactly is asked of an intent: told after the intent is, by the examples of its facets."""

import pytest

from bot.knowledge import Kind, Knowledge
from bot.understanding import FacetFinder, Learnt
from bot.understanding.phrases import expand
from bot.understanding.text import TextReader
from tests.real import real_knowledge

NOTHING: dict[str, int] = {}


@pytest.fixture
def finder(learnt: Learnt) -> FacetFinder:
    """A finder by what was learnt of this repository."""
    return FacetFinder(learnt.facets)


@pytest.fixture(scope="module")
def reader() -> TextReader:
    """Reads a text by the vocabulary of this repository."""
    return TextReader(real_knowledge().vocabulary, NOTHING)


@pytest.mark.parametrize(
    ("intent", "text", "facet"),
    [
        ("treatment_duration", "will it go on all my life", "lifelong"),
        ("treatment_duration", "is a brief spell sufficient", "short"),
        ("depression", "could a vitamin lift my depression", "helps"),
        ("untreated", "might one die", "die"),
        ("causes", "what causes it", "general"),
    ],
)
def test_a_question_asks_one_facet(
    finder: FacetFinder, reader: TextReader, intent: str, text: str, facet: str
) -> None:
    """In words that no example has."""
    assert finder.find(intent, reader.read(text)) == facet


def test_an_example_asks_its_own_facet(finder: FacetFinder, reader: TextReader, knowledge: Knowledge) -> None:
    """Hardly any two facets of an intent say the same: 97 of 100 sentences are told apart."""
    names = knowledge.vocabulary.names
    told = [
        finder.find(intent.id, reader.read(sentence)) == facet.id
        for intent in knowledge.of_kind(Kind.ANSWERED)
        for facet in intent.facets
        for line in facet.examples
        for sentence in expand(line, names, 2)
    ]
    assert sum(told) / len(told) >= 0.97


def test_where_nothing_was_learnt_nothing_is_told(finder: FacetFinder, reader: TextReader) -> None:
    """An intent without facets has none; no words ask the question in general."""
    assert finder.find("dose", reader.read("is it for life")) == ""
    assert FacetFinder({}).find("causes", reader.read("is it for life")) == ""
    assert finder.find("causes", reader.read("")) in {"", "general"}


def test_the_first_facet_is_the_question_in_general(knowledge: Knowledge) -> None:
    """Of each intent that has some; most have."""
    first = [intent.facets[0].id for intent in knowledge.of_kind(Kind.ANSWERED) if intent.facets]
    assert len(first) >= 10
    assert set(first) == {"general"}
