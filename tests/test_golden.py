"""Golden questions: what people ask, and the intent that it must reach. The files are for editors to add to.

Crisis and emergency are strict. Of every other group `budget.yaml` says how many questions may miss: a number
that may only shrink, so that a better answer is never an error. `make golden` says what an edit changed.
"""

from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.evaluation.verdict import FALLBACK, Verdict, groups, judge
from bot.knowledge import Kind, Knowledge
from bot.understanding import fold
from bot.understanding.phrases import expand
from tests.files import read_yaml
from tests.real import golden_questions, understood

FOLDER = Path(__file__).parent / "golden"
STRICT = ("crisis", "emergency")
COINCIDENCES = 20
"""Golden questions that a template stands for: a number that may only shrink."""


def test_the_budget_is_kept(conversation: Conversation, knowledge: Knowledge) -> None:
    """No more questions of a group miss than `budget.yaml` allows; none of crisis and emergency does."""
    budget: dict[str, int] = read_yaml(FOLDER / "budget.yaml")
    by_label = groups(knowledge)
    missed: dict[str, list[str]] = {}
    for question in golden_questions():
        reply = conversation.reply(understood(question.text))
        group = by_label[question.label]
        if judge(group, question.label, reply) is not Verdict.RIGHT:
            name = question.label if question.label in {*STRICT, "personal"} else str(group)
            got = " + ".join(reply.intents) or reply.outcome
            missed.setdefault(name, []).append(f"{question.text} → {got}")
    over = {name: ones for name, ones in missed.items() if len(ones) > budget.get(name, 0)}
    counts = {name: len(ones) for name, ones in missed.items()}
    assert not over, f"more miss than {budget} allows: {counts}\n" + "\n".join(chain(*over.values()))


def _pointed() -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = read_yaml(FOLDER / "pointed.yaml")["pointed"]
    return questions


def test_the_first_statement_answers_the_very_question(conversation: Conversation) -> None:
    """A pointed question gets what it asks for first; as few as the budget allows get something else."""
    allowed = read_yaml(FOLDER / "budget.yaml")["pointed"]
    led = [(one, conversation.reply_to(one["ask"]).statements[:1]) for one in _pointed()]
    missed = [f"{one['ask']} → {first}" for one, first in led if not set(first) & set(one["lead"])]
    assert len(led) >= 60
    assert len(missed) <= allowed, "\n".join(missed)


def test_crisis_and_emergency_have_no_budget() -> None:
    """They are strict, whatever an editor writes."""
    budget = read_yaml(FOLDER / "budget.yaml")
    assert not set(STRICT).intersection(budget)


def test_where_it_says_tap_there_is_something_to_tap(conversation: Conversation) -> None:
    """Help lines have no menu below them, and no words on one."""
    replies = [conversation.reply(understood(question.text)) for question in golden_questions()]
    says_tap = ("tap ", "did you mean")
    assert [r.text for r in replies if not r.choices and any(one in r.text.lower() for one in says_tap)] == []


def test_golden_questions_are_no_examples(knowledge: Knowledge) -> None:
    """They are kept apart, so that they measure something; few are what a template happens to stand for."""
    names = knowledge.vocabulary.names
    golden = {fold(question.text) for question in golden_questions()}
    golden |= {fold(one["ask"]) for one in _pointed()}
    assert golden.isdisjoint(map(fold, knowledge.examples))
    said = {fold(sentence) for line in knowledge.examples for sentence in expand(line, names)}
    assert len(golden & said) <= COINCIDENCES, golden & said


def test_the_golden_set_is_large_enough_to_mean_something(knowledge: Knowledge) -> None:
    """Every intent has 15 golden questions or more, gaps 120 in all, other subjects 150."""
    asked = Counter(question.label for question in golden_questions())
    intents = [intent.id for intent in knowledge.intents.values() if intent.kind is not Kind.OUT_OF_SCOPE]
    assert [intent for intent in intents if asked[intent] < 15] == []
    assert sum(asked[gap.id] for gap in knowledge.of_kind(Kind.GAP)) >= 120
    assert asked[FALLBACK] >= 150


@pytest.mark.parametrize(("kind", "fewest"), [(Kind.ANSWERED, 40), (Kind.GAP, 25)])
def test_the_examples_show_enough_ways_to_ask(knowledge: Knowledge, kind: Kind, fewest: int) -> None:
    """Every answered intent has 40 examples or more, every gap 25."""
    assert [intent.id for intent in knowledge.of_kind(kind) if len(intent.examples) < fewest] == []
