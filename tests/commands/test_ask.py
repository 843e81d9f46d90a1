"""`ask`: one reply per question, as text or as JSON."""

import io
import json

import pytest

from bot.__main__ import main
from bot.conversation import Conversation

pytestmark = pytest.mark.usefixtures("asked")


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What was printed, a JSON object a line."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Make `text` the standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_json_is_the_whole_reply(capsys: pytest.CaptureFixture[str], conversation: Conversation) -> None:
    """Question, outcome, intents, score, text with the disclaimer, and the buttons' labels."""
    assert main(["ask", "--json", "wat causes b12 deficency??"]) == 0
    (answer,) = objects(capsys)
    reply = conversation.reply_to("wat causes b12 deficency??")
    assert answer == {
        "question": "wat causes b12 deficency??",
        "outcome": "answer",
        "intents": ["causes"],
        "score": reply.score,
        "text": conversation.tap("causes").text,
        "buttons": ["Autoimmune diseases", "Absorption", "Diet", "Diagnosis"],
    }


def test_why_shows_how_a_question_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """The folded text, what it was read as, and the candidates with score and closest example."""
    assert main(["ask", "--json", "--why", "wat causes b12 deficency??"]) == 0
    (answer,) = objects(capsys)
    why = answer["why"]
    assert isinstance(why, dict)
    assert why["folded"] == "wat causes b12 deficency"
    assert why["read_as"] == "what cause b12 deficiency"
    assert (why["red_flag"], why["scope"]) == (None, "ours")
    assert list(why["candidates"][0]) == ["intent", "score", "example"]
    assert why["candidates"][0]["intent"] == "causes"


def test_lines_of_standard_input_are_questions(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One object a line, in their order, an empty line included."""
    typed(monkeypatch, "hello\n\nweather tomorrow\r\nb12")
    assert main(["ask", "--json"]) == 0
    answers = objects(capsys)
    assert [answer["question"] for answer in answers] == ["hello", "", "weather tomorrow", "b12"]
    assert [answer["outcome"] for answer in answers] == ["smalltalk", "fallback", "fallback", "smalltalk"]


def test_chat_takes_lines_as_a_conversation(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that is a button's label taps it; an empty line starts anew and gets no reply."""
    typed(monkeypatch, "what causes b12 deficiency\nDiet\nand depression?\n\nAll topics\nwhy?\n")
    assert main(["ask", "--chat", "--json"]) == 0
    answers = objects(capsys)
    assert [answer["intents"] for answer in answers] == [["causes"], ["diet"], ["depression"], ["help"], []]


def test_why_tells_what_a_follow_up_leant_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last topics, the misses, how the message leant, and what it was read as."""
    lines = (
        "do b12 shots give energy\nwho gives them?\nand depresion?\nqwertz uiop\nwhy?\ni want to die\nok\n"
    )
    typed(monkeypatch, lines)
    assert main(["ask", "--chat", "--why"]) == 0
    _, _, gives, depression, _, why, _, ok = capsys.readouterr().out.split("> ")
    assert (
        "why: gap other_shot_uses\n  after    shots\n  leant    because it is a phrase of dialogue" in gives
    )
    assert "leant    because it was read as if it named B12\n  folded   depresion b12" in depression
    assert "after    depression\n  misses   1 in a row before it\n  leant" in why
    assert "after    a crisis\n  leant    because a crisis came before it" in ok
    typed(monkeypatch, lines)
    assert main(["ask", "--chat", "--why", "--json"]) == 0
    whys = [answer["why"] for answer in objects(capsys)]
    told = [(why["last_topics"], bool(why["leant"])) for why in whys if isinstance(why, dict)]
    assert told == [
        ([], False), (["shots"], True), (["other_shot_uses"], True), (["depression"], False),
        (["depression"], True), (["depression"], False), ([], True),
    ]  # fmt: skip


def test_text_is_to_be_read(capsys: pytest.CaptureFixture[str], conversation: Conversation) -> None:
    """The question, the reply, its buttons, and why."""
    assert main(["ask", "--why", "b12 blood test", "i want to die", "how is asthma treated"]) == 0
    out = capsys.readouterr().out
    assert "> b12 blood test\n\nDiagnosis \U0001f9ea\n\n" in out
    assert "[B12 level]  [Symptoms]" in out
    assert "why: answer diagnosis" in out
    assert "closest example: b12 test" in out
    assert "why: red_flag crisis" in out
    assert "caught   by a phrase of red_flags.yaml: want to die" in out
    assert "scope    another subject or a hazard word is named, and B12 is not: the fallback" in out
    assert out.count(conversation.compose.disclaimer) == 3
