"""Golden questions: what people ask, and the intent that it must reach. The files are for editors to add to.

`known_failures.yaml` lists the questions that do not reach theirs yet; one that does must leave the list.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.conversation import Conversation, Outcome
from bot.knowledge import Knowledge
from bot.understanding import fold

FOLDER = Path(__file__).parent / "golden"
HARMLESS = "not_red_flag"
"""An outcome of golden files only: anything but red_flag and personal."""


@dataclass(frozen=True)
class Golden:
    """A question and what it must reach."""

    question: str
    intent: str | None
    outcome: str


def _read() -> list[Golden]:
    files = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "known_failures.yaml")
    contents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
    return [Golden(question, c["intent"], c["outcome"]) for c in contents for question in c["questions"]]


GOLDEN = _read()
KNOWN_FAILURES = set(yaml.safe_load((FOLDER / "known_failures.yaml").read_text(encoding="utf-8")))


def _parameters() -> list[object]:
    fails = pytest.mark.xfail(reason="listed in known_failures.yaml")
    return [
        pytest.param(golden, id=golden.question, marks=fails if golden.question in KNOWN_FAILURES else ())
        for golden in GOLDEN
    ]


@pytest.mark.parametrize("golden", _parameters())
def test_a_golden_question_reaches_its_intent(conversation: Conversation, golden: Golden) -> None:
    """The question gets its outcome, from its intent."""
    reply = conversation.reply_to(golden.question)
    if golden.outcome == HARMLESS:
        assert reply.outcome not in {Outcome.RED_FLAG, Outcome.PERSONAL}
    else:
        assert (reply.outcome, reply.intents[:1]) == (
            golden.outcome,
            (golden.intent,) if golden.intent else (),
        )


def test_no_golden_question_is_an_example(knowledge: Knowledge) -> None:
    """Golden questions are kept apart from the examples, so that they measure something."""
    examples = {fold(example) for intent in knowledge.intents.values() for example in intent.examples}
    assert not [golden.question for golden in GOLDEN if fold(golden.question) in examples]


def test_known_failures_are_golden_questions() -> None:
    """The list of known failures holds nothing that is gone."""
    assert {golden.question for golden in GOLDEN} >= KNOWN_FAILURES


def test_the_golden_set_is_large_enough_to_mean_something(knowledge: Knowledge) -> None:
    """Every answered intent has at least ten golden questions, every gap at least five."""
    count = {intent: sum(golden.intent == intent for golden in GOLDEN) for intent in knowledge.intents}
    assert all(
        count[intent.id] >= (10 if intent.label else 5)
        for intent in knowledge.intents.values()
        if intent.label or intent.topic
    )
