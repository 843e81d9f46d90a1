"""What messages are taken to mean. Learning takes a while, so it is done once."""

import time
from functools import cache

import pytest

from bot.knowledge import load
from bot.learning import learn_intents
from bot.understanding.decide import (
    AllTopics,
    Answer,
    Decider,
    Gap,
    Meaning,
    OtherLanguage,
    OutOfScope,
    SmallTalk,
    Tapped,
    Value,
)


@cache
def decider() -> Decider:
    knowledge = load()
    return Decider(knowledge, learn_intents(knowledge))


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("what causes b12 deficiency", Answer(("causes",))),
        ("how is cobalamin insufficiency treated?", Answer(("treatment",))),
        ("my knee hurts since monday, what causes low b12", Answer(("causes",))),
        ("what are the symptoms of low b12 and how is it diagnosed", Answer(("symptoms", "diagnosis"))),
        ("how much b12 is in a boiled egg", Gap("foods")),
        ("thanks a lot", SmallTalk("thanks")),
        ("If left untreated", Tapped("untreated")),
        ("vitamin b12", AllTopics()),
        ("150", Value()),
        ("B12: 141 pg/mL", Value()),
        ("symptoms of iron deficiency anemia", OutOfScope()),
        ("how is hypothyroidism diagnosed", OutOfScope()),
        ("my order has not arrived", OutOfScope()),
    ],
)
def test_meaning(message: str, meaning: Meaning) -> None:
    assert decider().decide(message).meaning == meaning


def test_other_language() -> None:
    assert isinstance(decider().decide("hola, ¿qué causa la falta de b12?").meaning, OtherLanguage)


@pytest.mark.parametrize(
    "message", ["a" + " " * 4094 + "b", "?" * 4096, "i a " * 1024, "what causes b12, " * 256]
)
def test_no_message_takes_long(message: str) -> None:
    decider().decide("warm up")
    start = time.process_time()
    decider().decide(message)
    assert time.process_time() - start < 0.1
