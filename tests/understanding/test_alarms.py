"""Alarms: what is said outright, disguised or buried is found; what only sounds like it never takes over."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Knowledge
from bot.learning.alarms import examples_of, learn
from bot.understanding.alarms import Alarm, AlarmFinder, Level, Likeness, Phrase

CHAT = "i have been reading about b12 and eggs and milk and how the vitamin is absorbed in the gut. "


@pytest.fixture(scope="session")
def alarms(knowledge: Knowledge) -> AlarmFinder:
    """A finder by the knowledge base of this repository, with a model as a file would give it back."""
    model = pickle.loads(pickle.dumps(learn(examples_of(knowledge))))  # noqa: S301 - our own
    return AlarmFinder(knowledge.red_flags, model)


def _takes_over(alarm: Alarm | None) -> str | None:
    return str(alarm.flag.name) if alarm and alarm.level is Level.TAKES_OVER else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i want to kill myself", "crisis"),
        ("i w a n t t o d i e", "crisis"),
        ("k1ll mys3lf tonight", "crisis"),
        ("i want to kill myself it" + "'s" * 1_200, "crisis"),
        (CHAT * 20 + "i want to end my life tonight. " + CHAT * 20, "crisis"),
        ("I have hoarded my tablets and picked the day", "crisis"),
        ("my toddler ate the whole jar of gummies", "emergency"),
        ("there is vomit like coffee grounds", "emergency"),
        ("she has locked herself in with the pills", "emergency"),
        ("my sister says she wants to kill herself", "crisis_of_another"),
        ("quero morrer", "crisis"),
        ("mein vater atmet nicht", "emergency"),
    ],
)
def test_an_alarm_takes_over(alarms: AlarmFinder, text: str, name: str) -> None:
    """However it is written, and wherever it stands."""
    assert _takes_over(alarms.find(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "hw lng do i hav 2 tak it", "i want to stop the tablets", "i can't find the button", "he is 15", "",
        "my hair is thin", "nobody told me how long to take it", "peace be upon you, i have question",
        "mujhe b12 ke baare me batao", "w h a t  c a u s e s  i t", "I want to ask a question", "hello",
        "i am from pakistan and my english is bad sorry", "im dying to know what causes it", "she is vegan",
    ],
)  # fmt: skip
def test_ordinary_messages_are_left_alone(alarms: AlarmFinder, text: str) -> None:
    """Words that no example has are no evidence."""
    assert alarms.find(text) is None


def test_what_is_about_the_subject_gets_a_line(alarms: AlarmFinder) -> None:
    """A question about suicide is answered, and help is offered all the same."""
    alarm = alarms.find("why do depressed people kill themselves, does brain chemistry like b12 matter")
    assert alarm is not None
    assert alarm.level is Level.LINE


def test_it_says_why(alarms: AlarmFinder) -> None:
    """A phrase is told from a likeness."""
    said, like = alarms.find("i want to kill myself"), alarms.find("picked the day, nobody knows")
    assert said is not None
    assert said.why == Phrase("want to kill myself")
    assert like is not None
    assert isinstance(like.why, Likeness)


def test_the_flood_gate_knows_a_cry(alarms: AlarmFinder) -> None:
    """Also without looking behind disguises."""
    assert _takes_over(alarms.quick("please help i want to die")) == "crisis"


@given(st.text(max_size=400))
def test_whatever_is_typed_is_judged(alarms: AlarmFinder, text: str) -> None:
    """No text makes it raise."""
    alarms.find(text)
    alarms.quick(text)
