"""`shared` and `report`: what editors see of what people shared, and of how often there was no answer."""

import asyncio
import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from bot.__main__ import main
from bot.commands.shared import harmless
from bot.storage import Feedback
from tests.kept import FEEDBACK_FILE, feedback_in

BUY = "where can i buy b12"
QUESTIONS = (BUY, BUY, "where can i buy some b12", "is b12 fine with coffee")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Feedback:
    """The file that the verbs read."""
    monkeypatch.setenv("B12BOT_DATA", str(tmp_path))
    return feedback_in(tmp_path / FEEDBACK_FILE)


def share(store: Feedback, questions: Sequence[str]) -> None:
    """Share questions."""
    for number, question in enumerate(questions):
        assert asyncio.run(store.share(str(number), question))


def test_like_questions_stand_together_as_lines_for_the_nearest_intent(
    store: Feedback, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those shared most come first; the whole is YAML."""
    share(store, QUESTIONS)
    assert main(["shared"]) == 0
    printed = capsys.readouterr().out
    assert yaml.safe_load(printed) == [BUY, "where can i buy some b12", "is b12 fine with coffee"]
    assert "# 4 shared, 2 groups" in printed
    assert printed.index("“cost”") < printed.index("# 3 times") < printed.index("# once")


def test_what_lacks_a_word_is_a_remark(store: Feedback, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is pasted is whole; what was asked in nearly the same words stands beside it."""
    share(store, ["can low b12 mess with balance", "my name is … can being low on b12 mess with my balance"])
    assert main(["shared"]) == 0
    printed = capsys.readouterr().out
    assert yaml.safe_load(printed) == ["can low b12 mess with balance"]
    assert "# 2 shared, 1 groups" in printed
    assert '      # - "my name is … can being low on b12 mess with my balance"\n' in printed


def test_as_a_table_they_are_no_formulas(store: Feedback, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever opens it in a spreadsheet runs nothing."""
    share(store, [*QUESTIONS, "=1+1 b12", "@b12 why"])
    assert main(["shared", "--csv"]) == 0
    head, *table = csv.reader(io.StringIO(capsys.readouterr().out))
    assert head == ["shared", "like", "nearest intent", "question"]
    assert table[0] == ["2", "1", "cost", BUY]
    assert {row[3] for row in table} == {*QUESTIONS, "where can i buy some b12", "'=1+1 b12", "'@b12 why"}


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_text(first: str) -> None:
    """Every sign that a spreadsheet takes for one."""
    assert harmless(f"{first}1") == f"'{first}1"
    assert harmless(f"1{first}") == f"1{first}"


def test_the_report_counts_by_day(store: Feedback, capsys: pytest.CaptureFixture[str]) -> None:
    """Outcomes, what had no answer, and gaps; two intents of one reply are one reply."""
    counts = {("answer", ""): 5, ("answer", "causes"): 5, ("answer", "diet"): 2, ("fallback", ""): 2,
              ("suggest", ""): 1, ("gap", ""): 2, ("gap", "cost"): 2}  # fmt: skip
    asyncio.run(store.count(counts))
    assert main(["report"]) == 0
    head, day, *rest = capsys.readouterr().out.splitlines()
    row = dict(zip(head.split(), day.split(), strict=True))
    assert (row["answer"], row["fallback"], row["suggest"], row["gap"]) == ("5", "2", "1", "2")
    assert row["unanswered"] == "30%"
    assert rest[-1].split() == ["2", "cost"]


def test_where_nothing_was_kept_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file, no folder, no error."""
    monkeypatch.setenv("B12BOT_DATA", str(tmp_path / "none"))
    assert [main(["shared"]), main(["report"])] == [0, 0]
    assert "# 0 shared" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()
