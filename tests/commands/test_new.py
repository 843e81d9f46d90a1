"""Another article: a knowledge base to start from, and the whole bot on it."""

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands import ready
from bot.commands.ready import PACKAGE
from tests.bots import running
from tools.standin import StandIn

SUBJECT = re.compile(r"\bb ?12\b|vitamin|cobalamin|an[a]?emia|deficien", re.IGNORECASE)


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `new` writes."""
    folder = tmp_path_factory.mktemp("new") / "tea"
    assert main(["new", str(folder)]) == 0
    return folder


ASKED = [
    ("what does tea do to you", "answer", ["effects"]),
    ("TEA before bed??", "answer", ["sleep"]),
    ("does tea have caffeine and how much is too much", "answer", ["effects", "amount"]),
    ("which tea is the best", "gap", ["kinds"]),
    ("does tea remember its mountain", "gap", ["unforeseen"]),
    ("is coffee bad for sleep", "fallback", []),
    ("tea", "smalltalk", ["help"]),
    ("hello", "smalltalk", ["greeting"]),
    ("i am pregnant, is tea ok for me", "personal", ["personal"]),
    ("i want to die", "red_flag", ["crisis"]),
    ("he is not breathing", "red_flag", ["emergency"]),
]


@pytest.mark.usefixtures("learnt_here")
def test_the_whole_bot_talks_about_another_subject(
    tea: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every outcome is reached, alarms as ever, and no text speaks of the bot's own article."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(question for question, *_ in ASKED)))
    assert main(["ask", "--json", "--knowledge", str(tea)]) == 0
    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["question"], one["outcome"], one["intents"]) for one in replies] == ASKED
    assert [one["text"] for one in replies if SUBJECT.search(one["text"])] == []
    assert all("healthcare professional" in one["text"] for one in replies)


@pytest.mark.usefixtures("learnt_here")
def test_it_is_sound_and_says_what_it_lacks(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is wrong with it; few lines are, and with `--strict` that counts."""
    assert main(["check", str(tea)]) == 0
    assert main(["check", "--strict", str(tea)]) == 1
    rules = re.findall(r"\(([a-z-]+)\)$", capsys.readouterr().out, re.MULTILINE)
    assert set(rules) == {"thin-intent"}


@pytest.mark.usefixtures("learnt_here")
def test_it_is_measured_by_questions_of_its_own(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that lie beside it; probes of another article say nothing of it."""
    assert main(["evaluate", "--knowledge", str(tea)]) == 2
    golden = tea / "tests" / "golden"
    assert capsys.readouterr().err.startswith(f"{golden} is not there")
    golden.mkdir(parents=True)
    (golden / "sleep.yaml").write_text(
        "# Tea at night.\nintent: sleep\noutcome: answer\nquestions:\n  - tea before bed\n", encoding="utf-8"
    )
    assert main(["evaluate", "--knowledge", str(tea)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1 questions, ")
    assert "only this varies" not in printed
    assert not SUBJECT.search(printed)


@pytest.mark.usefixtures("learnt_here")
def test_follow_ups_lean_on_its_topics(
    tea: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """“Why?” and “how much?” lead where its own dialogue.yaml says."""
    monkeypatch.setattr("sys.stdin", io.StringIO("tea before bed\nwhy\nhow much\nand me\n"))
    assert main(["ask", "--json", "--chat", "--knowledge", str(tea)]) == 0
    replies = [json.loads(line)["intents"] for line in capsys.readouterr().out.splitlines()]
    assert replies == [["sleep"], ["effects"], ["amount"], ["personal"]]


@pytest.mark.usefixtures("learnt_here")
async def test_on_telegram_it_is_the_same(tea: Path, telegram: StandIn) -> None:
    """Its topics are the buttons and the commands, and a tap opens them."""
    async with running(telegram, conversation=ready.conversation(tea)):
        client = telegram.client(user_id=1_000)
        asked = await client.say("what does tea do to you")
        assert asked.inline_buttons[0] == ["Tea and sleep", "How much tea"]
        assert "fall asleep" in (await client.press("Tea and sleep")).text
        assert "three cups" in (await client.say("/amount")).text


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody's work is written over; a file in the place of the folder is one line."""
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path)]) == 2
    assert main(["new", str(tmp_path / "mine")]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path} is not empty: name a new folder",
        f"{tmp_path / 'mine'} can't be written (File exists): name another one",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_nothing_of_the_article_is_in_the_program() -> None:
    """Its subject and the ids of its intents stand in YAML alone; the program has its name from it."""
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, text in _strings(path)
        if SUBJECT.search(text)
    ]
    assert found == []


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that are no documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documented:
            yield node.lineno, node.value
