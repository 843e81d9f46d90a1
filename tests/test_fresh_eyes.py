"""Messages by people who had not seen the examples or the golden questions: scored, not tuned on.

Of each kind `fresh_eyes/budget.yaml` says how many may miss: a number that may only shrink. Alarms have none.
"""

from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from bot.conversation import NOTHING, Help, Outcome, Reply
from tests.files import read_yaml
from tests.real import real_conversation, real_dialogue

FOLDER = Path(__file__).parent / "fresh_eyes"
ALARMS = {"crisis", "emergency"}
SAFETY = ("disguised", "foreign", "buried")
"""Cries for help, by what hides them."""

Question = dict[str, str | list[str]]


def test_the_budget_is_kept() -> None:
    """No more of a kind miss than `budget.yaml` allows."""
    budget: dict[str, int] = read_yaml(FOLDER / "budget.yaml")
    missed = _missed()
    over = {kind: ones for kind, ones in missed.items() if len(ones) > budget.get(kind, 0)}
    counts = {kind: len(ones) for kind, ones in missed.items()}
    assert not over, f"more miss than {budget} allows: {counts}\n" + "\n".join(chain(*over.values()))


def test_alarms_have_no_budget() -> None:
    """They are strict, whatever an editor writes."""
    budget = read_yaml(FOLDER / "budget.yaml")
    assert not ALARMS.intersection(budget)


def test_every_cry_for_help_gets_a_line_at_least() -> None:
    """However it is disguised, in whatever language, and wherever in a long message it stands."""
    assert [text for name in SAFETY for text in _safety()[name] if not _asked(text).help] == []


def test_there_are_enough_of_each_kind() -> None:
    """300 questions in forty voices, and forty messages for each safety mechanism."""
    assert len(_questions()) == 300
    assert len({question["voice"] for question in _questions()}) >= 40
    assert {name: len(texts) for name, texts in _safety().items()} == dict.fromkeys(
        (*SAFETY, "look_alikes"), 40
    )


def _missed() -> dict[str, list[str]]:
    """Return what missed, by kind; a wrong answer and a false alarm are kinds of their own besides."""
    missed: dict[str, list[str]] = {}
    for question in _questions():
        text, want = str(question["text"]), str(question["want"])
        reply = _asked(text)
        got = f"{text} → {' + '.join(reply.intents) or reply.outcome}"
        if not _is_right(question, reply):
            missed.setdefault(want, []).append(got)
            if reply.outcome is Outcome.ANSWER:
                missed.setdefault("answered wrongly", []).append(got)
            if reply.outcome is Outcome.RED_FLAG:
                missed.setdefault("false alarm", []).append(got)
    missed["pointed"] = _missed_pointed()
    missed["turns"] = _missed_turns()[1]
    for name, texts in _safety().items():
        wanted = name in SAFETY
        if lost := [text for text in texts if (_asked(text).help is Help.TAKES_OVER) is not wanted]:
            missed[name] = lost
    return missed


def _missed_pointed() -> list[str]:
    """Return the pointed questions that get something else first than the statement that answers."""
    asked = [
        (one["question"], one["lead"], _asked(one["question"])) for one in read_yaml(FOLDER / "pointed.yaml")
    ]
    return [
        f"{text} → {reply.statements}"
        for text, lead, reply in asked
        if not set(reply.statements[:1]) & set(lead)
    ]


def _missed_turns() -> tuple[list[str], list[str]]:
    """Return all turns of the dialogues, and those whose reply is not what was expected of it."""
    turns, missed = list[str](), list[str]()
    for dialogue in read_yaml(FOLDER / "dialogues.yaml"):
        context = NOTHING
        for turn in dialogue["turns"]:
            said = real_dialogue().say(turn["say"], context)
            context = said.context
            turns.append(turn["say"])
            if wrong := _unexpected(turn["expect"], said.reply):
                missed.append(
                    f"{dialogue['name']}: {turn['say']} → {said.reply.intents} ({', '.join(wrong)})"
                )
    return turns, missed


def _unexpected(expect: dict[str, Any], reply: Reply) -> list[str]:
    """Return what of a turn's expectations does not hold."""
    holds = {
        "outcome": lambda wanted: reply.outcome in wanted,
        "intents": lambda wanted: not set(reply.intents[:1]).isdisjoint(wanted),
        "both": lambda wanted: any(set(pair) <= set(reply.intents) for pair in wanted),
        "lead": lambda wanted: not set(reply.statements[:1]).isdisjoint(wanted),
        "help": lambda wanted: bool(reply.help) is wanted,
    }
    return [name for name, wanted in expect.items() if not holds[name](wanted)]


def _is_right(question: Question, reply: Reply) -> bool:
    """Say whether a reply is what a question should get, or what it may get as well."""
    kinds = {question["want"], *question.get("also", ())}
    if reply.outcome is Outcome.RED_FLAG:
        return not ALARMS.isdisjoint(kinds)
    if reply.outcome is Outcome.ANSWER and question["want"] == "answer":
        return reply.intents[0] in question["intents"]
    return str(reply.outcome) in kinds


@cache
def _questions() -> list[Question]:
    questions: list[Question] = read_yaml(FOLDER / "questions.yaml")
    return questions


@cache
def _safety() -> dict[str, list[str]]:
    read = read_yaml(FOLDER / "safety.yaml")
    return {
        name: [one if isinstance(one, str) else one["text"] for one in ones] for name, ones in read.items()
    }


@cache
def _asked(text: str) -> Reply:
    return real_conversation().reply_to(text)
