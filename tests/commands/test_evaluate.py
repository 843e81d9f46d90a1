"""`evaluate`: figures on golden questions, on anybody's questions, and on time."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.conversation import Conversation
from bot.evaluation import speed
from bot.learning import learn
from tests.knowledge.base import Base


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Return a file with questions, what is printed on them, and the page."""
    folder = tmp_path_factory.mktemp("measured")
    path, page, printed = folder / "questions.jsonl", folder / "page.html", io.StringIO()
    path.write_text(
        '{"text": "what causes b12 deficiency", "label": "causes"}\n'
        '{"text": "how is b12 deficiency treated", "label": "causes"}\n'
        '{"text": "how do i fix a flat tyre", "label": "fallback"}\n',
        encoding="utf-8",
    )
    with contextlib.redirect_stdout(printed):
        assert main(["evaluate", str(path), "--html", str(page)]) == 0
    return path, printed.getvalue(), page.read_text(encoding="utf-8")


def test_the_report_names_what_went_wrong(measured: tuple[Path, str, str]) -> None:
    """Accuracy by group and intent, confusions, wrong answers, typos, plain fuzzy matching."""
    path, printed, _ = measured
    lines = printed.splitlines()
    assert lines[0].startswith("3 questions, ")
    assert "covered                  2       50.0        0.0        0.0       50.0" in lines
    assert "off-topic                1      100.0        0.0        0.0        0.0" in lines
    assert "causes                           treatment                           1" in lines
    assert any(f"causes → treatment: how is b12 deficiency treated  ({path}:2:1)" in line for line in lines)
    for name in ("as asked", "transpose", "look-alike", "b12bot", "WRatio", "token_set_ratio"):
        assert any(line.startswith(name) for line in lines), name


def test_the_page_shows_the_same_measurements_and_loads_nothing(measured: tuple[Path, str, str]) -> None:
    """Each chart is a table: its figures stand beside its bars, which are as wide as they are large."""
    _, _, text = measured
    cells = [re.findall(r"<t[hd]\b[^>]*>([^<]*)<", row) for row in re.findall(r"<tr>(.*?)</tr>", text)]
    assert ["covered", "2", "50.0", "0.0", "0.0", "50.0", ""] in cells
    assert ["causes", "treatment", "1"] in cells
    for title in ("By group", "By intent", "With typos", "Confusions"):
        assert f"<h2>{title}</h2>" in text
    assert "ordinary speech (" in text
    half = r'class="(right|wrong)" style="width:50.0%"'
    assert re.findall(half, text.partition(">covered<")[2].partition("</tr>")[0]) == ["right", "wrong"]
    assert not re.search(r"https?:|<script|<link|@import|url\(|src=", text)


def test_a_page_that_can_not_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is measured."""
    assert main(["evaluate", "--html", str(tmp_path / "nowhere" / "page.html")]) == 2
    assert capsys.readouterr().err.endswith(
        "page.html: the page can't be written (No such file or directory)\n"
    )


def test_an_unknown_label_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its place, and the labels that there are."""
    path = tmp_path / "questions.csv"
    path.write_text("text,label\nwhy,cause\n", encoding="utf-8")
    assert main(["evaluate", str(path)]) == 2
    problem = f"{path}:2:1: the label “cause” is unknown, use one of: causes, autoimmune,"
    assert capsys.readouterr().err.startswith(problem)


def test_any_labelled_questions_can_be_learnt_and_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The matcher alone, beside plain fuzzy matching; what was not learnt counts as out of scope."""
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    train.write_text(
        "text,label\nplay a song,music\nskip this song,music\nwill it rain,weather\nis it sunny,weather\n",
        encoding="utf-8",
    )
    test.write_text(
        "text,label\nplay another song,music\nrain today?,weather\nqqq zzz,other\n", encoding="utf-8"
    )
    assert main(["evaluate", "--train", str(train), "--test", str(test)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["4 questions of 2 labels learnt, 3 asked", "2 questions in scope, 1 out of scope"]
    assert lines[3].split() == ["b12bot", "100.0", "100.0", "100.0", "1.000"]


def test_one_file_of_two_is_not_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Training and testing on the same questions would measure nothing."""
    for arguments in (
        ["--train", str(tmp_path / "x.csv")],
        ["--test", str(tmp_path / "x.csv")],
        ["--few", "3"],
    ):
        assert main(["evaluate", *arguments]) == 2
        assert capsys.readouterr().err.startswith("--train needs --test (another file) or --few")


def test_a_few_questions_of_each_label_can_be_learnt_and_the_rest_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same few at every run, and none of them asked."""
    path = tmp_path / "questions.csv"
    rows = [f"play song {number},music\nwill it rain on day {number},weather\n" for number in range(20)]
    path.write_text("text,label\n" + "".join(rows), encoding="utf-8")
    runs = []
    for _ in range(2):
        assert main(["evaluate", "--train", str(path), "--few", "5"]) == 0
        runs.append(capsys.readouterr().out)
    assert runs[0] == runs[1]
    assert runs[0].startswith("10 questions of 2 labels learnt, 30 asked\n")


def test_speed_is_measured(tmp_path: Path) -> None:
    """What the figures are is no test's business."""
    knowledge = Base(tmp_path).load()
    conversation, texts = Conversation(knowledge, learn(knowledge)), ["what causes it"] * (speed.WARM_UP + 2)
    whole, worst = speed.measure(conversation, texts)
    assert (whole.split(":")[0], worst[:14]) == ("a whole message", "the worst of 8")
