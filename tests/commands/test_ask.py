"""`ask`: one reply per question, as text or as JSON."""

import io
import json
import re

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
    """Question, outcome, intents, score, statements, text with the disclaimer, help, and labels."""
    assert main(["ask", "--json", "wat causes b12 deficency??"]) == 0
    (answer,) = objects(capsys)
    reply = conversation.reply_to("wat causes b12 deficency??")
    assert answer == {
        "question": "wat causes b12 deficency??",
        "outcome": "answer",
        "intents": ["causes"],
        "score": reply.score,
        "statements": list(reply.statements),
        "text": conversation.tap("causes").text,
        "help": "",
        "buttons": ["Autoimmune diseases", "Absorption", "Diet", "Diagnosis", "More"],
    }


def test_why_shows_how_a_question_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """The folded text, what it was read as, and the candidates with score and closest example."""
    assert main(["ask", "--json", "--why", "wat causes b12 deficency??"]) == 0
    (answer,) = objects(capsys)
    why = answer["why"]
    assert isinstance(why, dict)
    assert why["folded"] == "wat causes b12 deficency"
    assert why["read_as"] == "what cause b12 deficiency"
    assert (why["meaning"], why["alarm"]) == ("Answer", None)
    assert list(why["candidates"][0]) == ["intent", "score", "example"]
    assert why["candidates"][0]["intent"] == "causes"


@pytest.mark.parametrize(
    ("question", "help_", "level"),
    [
        ("i want to die", "takes over", "takes over"),
        ("does low b12 cause depression and suicidal thoughts", "line", "takes over"),
        ("did elvis get b12 shots before his suicide", "line", "line"),
        ("what causes b12 deficiency", "", None),
    ],
)
def test_help_says_whether_help_lines_are_in_the_reply(
    capsys: pytest.CaptureFixture[str], question: str, help_: str, level: str | None
) -> None:
    """And `--why` how sure the alarm was, and by what."""
    assert main(["ask", "--json", "--why", question]) == 0
    (answer,) = objects(capsys)
    assert answer["help"] == help_
    why = answer["why"]
    assert isinstance(why, dict)
    assert (why["alarm"] and why["alarm"]["level"]) == level
    assert not why["alarm"] or {"text", "probability"} & set(why["alarm"])


def test_lines_of_standard_input_are_questions(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One object a line, in their order, an empty line included."""
    typed(monkeypatch, "hello\n\nweather tomorrow\r\nb12")
    assert main(["ask", "--json"]) == 0
    answers = objects(capsys)
    assert [answer["question"] for answer in answers] == ["hello", "", "weather tomorrow", "b12"]
    assert [answer["outcome"] for answer in answers] == ["smalltalk", "fallback", "fallback", "smalltalk"]


@pytest.mark.parametrize("questions", [[""], [" \n"], ["hello", ""]])
def test_an_empty_question_is_none(questions: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It is a mistake of whoever calls: one line, exit code 2, no answer."""
    assert main(["ask", "--json", *questions]) == 2
    assert capsys.readouterr() == (
        "",
        'a QUESTION is empty: write it in quotes, as in ask "is it for life"\n',
    )


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
    lines = "do b12 shots give energy\nwho gives them?\nand anemia?\nqwertz uiop\nwhy?\ni want to die\nok\n"
    typed(monkeypatch, lines)
    assert main(["ask", "--chat", "--why"]) == 0
    _, _, gives, anemia, _, why, _, ok = capsys.readouterr().out.split("> ")
    assert (
        "why: gap other_shot_uses\n  after    shots\n  leant    because it is a phrase of dialogue" in gives
    )
    assert "leant    because it was read as if it named the subject\n  folded   anemia" in anemia
    assert "after    anemia\n  misses   1 in a row before it\n  leant" in why
    assert "after    an alarm, crisis\n  leant    because an alarm came before it" in ok
    typed(monkeypatch, lines)
    assert main(["ask", "--chat", "--why", "--json"]) == 0
    whys = [answer["why"] for answer in objects(capsys)]
    told = [(why["last_topics"], bool(why["leant"])) for why in whys if isinstance(why, dict)]
    assert told == [
        ([], False), (["shots"], True), (["other_shot_uses"], True), (["anemia"], False),
        (["anemia"], True), (["causes"], False), ([], True),
    ]  # fmt: skip


def test_text_is_to_be_read(capsys: pytest.CaptureFixture[str], conversation: Conversation) -> None:
    """The question, the reply, its buttons, and why."""
    questions = ("which blood test shows low b12", "i want to die", "picked the day, nobody knows")
    assert main(["ask", "--why", *questions]) == 0
    out = capsys.readouterr().out
    assert "> which blood test shows low b12\n\nDiagnosis \U0001f9ea\n\n" in out
    assert "[B12 level]  [Symptoms]" in out
    assert "why: answer diagnosis" in out
    assert "closest example: " in out
    assert "why: red_flag crisis" in out
    assert "alarm    crisis, takes over: a phrase of red_flags.yaml, “want to die”" in out
    assert re.search(r"alarm    crisis, takes over: \d\d % like the examples of such messages", out)
    assert out.count(conversation.compose.disclaimer) == 3
