"""Golden questions: what people ask, and the intent that it must reach. The files are for editors to add to.

`known_failures.yaml` lists the questions that do not reach theirs yet; one that does must leave the list.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.conversation import Conversation, Outcome
from bot.evaluation.verdict import FALLBACK, HARMLESS, HELP
from bot.knowledge import Kind, Knowledge
from bot.knowledge.golden import KNOWN_FAILURES, read_golden
from bot.understanding import fold

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Golden:
    """A question and what it must reach."""

    question: str
    intent: str | None
    outcome: str


def _read() -> list[Golden]:
    files = read_golden(sorted(FOLDER.glob("*.yaml")))
    return [Golden(question, file.intent, file.outcome) for file in files for question in file.questions]


GOLDEN = _read()
FAILING = set(yaml.safe_load((FOLDER / KNOWN_FAILURES).read_text(encoding="utf-8")))


def _parameters() -> list[object]:
    fails = pytest.mark.xfail(reason="listed in known_failures.yaml")
    return [
        pytest.param(golden, id=golden.question, marks=fails if golden.question in FAILING else ())
        for golden in GOLDEN
    ]


@pytest.mark.parametrize("golden", _parameters())
def test_a_golden_question_reaches_its_intent(conversation: Conversation, golden: Golden) -> None:
    """The question gets its outcome, from its intent."""
    reply = conversation.reply_to(golden.question)
    if golden.outcome == HARMLESS:
        assert reply.outcome not in {Outcome.RED_FLAG, Outcome.PERSONAL}
    elif golden.outcome == HELP:
        assert golden.intent in reply.intents
    else:
        assert reply.outcome == golden.outcome
        assert golden.intent in {None, *reply.intents[:1]}


def test_where_it_says_tap_there_is_something_to_tap(conversation: Conversation) -> None:
    """Help lines have no menu below them, and no words on one."""
    replies = {golden.question: conversation.reply_to(golden.question) for golden in GOLDEN}
    says_tap = re.compile(r"\btap\b|did you mean", re.IGNORECASE)
    assert [text for text, r in replies.items() if not r.choices and says_tap.search(r.text)] == []


def test_no_golden_question_is_an_example(knowledge: Knowledge) -> None:
    """Golden questions are kept apart from the examples, so that they measure something."""
    examples = {fold(example) for intent in knowledge.intents.values() for example in intent.examples}
    assert not [golden.question for golden in GOLDEN if fold(golden.question) in examples]


def test_known_failures_are_golden_questions() -> None:
    """The list of known failures holds nothing that is gone."""
    assert {golden.question for golden in GOLDEN} >= FAILING


def test_the_golden_set_is_large_enough_to_mean_something(knowledge: Knowledge) -> None:
    """Every intent has 15 golden questions or more, gaps 120 in all, other subjects 150."""
    asked = Counter(golden.intent or golden.outcome for golden in GOLDEN)
    intents = [intent.id for intent in knowledge.intents.values() if intent.kind is not Kind.OUT_OF_SCOPE]
    assert [intent for intent in intents if asked[intent] < 15] == []
    assert sum(asked[gap.id] for gap in knowledge.of_kind(Kind.GAP)) >= 120
    assert asked[FALLBACK] >= 150


def test_the_examples_show_enough_ways_to_ask(knowledge: Knowledge) -> None:
    """Every answered intent has 40 examples or more, every gap 25."""
    fewest = {Kind.ANSWERED: 40, Kind.GAP: 25}
    few = [i.id for i in knowledge.intents.values() if len(i.examples) < fewest.get(i.kind, 1)]
    assert few == []
