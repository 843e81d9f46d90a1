"""Labelled questions: read from what people have, or refused with the place and the remedy."""

from pathlib import Path

import pytest

from bot.errors import B12BotError
from bot.evaluation.questions import read_questions


def read(path: Path, content: str) -> list[tuple[str, str]]:
    """Write a file and read its questions."""
    path.write_text(content, encoding="utf-8")
    return [(question.text, question.label) for question in read_questions([path])]


def test_json_lines(tmp_path: Path) -> None:
    """One object a line; empty lines are skipped, the columns may have other usual names."""
    content = '{"text": "why so low", "label": "causes"}\n\n{"question": "hi", "intent": "greeting"}\n'
    assert read(tmp_path / "a.jsonl", content) == [("why so low", "causes"), ("hi", "greeting")]


def test_csv(tmp_path: Path) -> None:
    """With a header; texts may have commas and line breaks in quotes."""
    content = 'sentence,label\n"is it low, or\nnot",level\nhi,greeting\n'
    assert read(tmp_path / "a.csv", content) == [("is it low, or\nnot", "level"), ("hi", "greeting")]


def test_golden_files_of_a_folder(tmp_path: Path) -> None:
    """The label is the intent, or the outcome where there is none; budgets are not questions."""
    (tmp_path / "budget.yaml").write_text("covered: 0\n", encoding="utf-8")
    (tmp_path / "fallback.yaml").write_text("outcome: fallback\nquestions: [rain?]\n", encoding="utf-8")
    (tmp_path / "causes.yaml").write_text(
        "intent: causes\noutcome: answer\nquestions: [why so low, what brings it on]\n", encoding="utf-8"
    )
    assert [(q.text, q.label) for q in read_questions([tmp_path])] == [
        ("why so low", "causes"),
        ("what brings it on", "causes"),
        ("rain?", "fallback"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        (
            "a.jsonl",
            '{"text": "x", "label": "y"}\nno',
            ":2:1: this is not JSON (Expecting value: line 1 column 1",
        ),
        ("a.jsonl", "[]", ':1:1: write one object a line: {"text": "…", "label": "…"}'),
        (
            "a.jsonl",
            '{"text": "x"}',
            ":1:1: “label” is missing or empty; others may call it intent, category",
        ),
        (
            "a.csv",
            "text,label\n,y\n",
            ":2:1: “text” is missing or empty; others may call it question, sentence",
        ),
        ("a.csv", 'text,label\n"x"y,z\n', ":2:1: this is not CSV ("),
        ("a.txt", "x", ": the name must end in one of .yaml, .jsonl, .csv"),
        ("a.yaml", "outcome: fallback\n", ":1:1: the key “questions” is missing, add it (missing-key)"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, name: str, content: str, problem: str) -> None:
    """A line that has no question stops the evaluation: a silent gap would make the figures a lie."""
    with pytest.raises(B12BotError) as error:
        read(tmp_path / name, content)
    assert str(error.value).startswith(f"{tmp_path / name}{problem}")


def test_files_without_questions(tmp_path: Path) -> None:
    """Nothing to measure is an error, and so is a file that is missing or in another encoding."""
    with pytest.raises(B12BotError, match="there are no questions"):
        read(tmp_path / "a.jsonl", "\n")
    with pytest.raises(B12BotError, match=r"b\.csv: the file can't be read \(No such file or directory\)"):
        read_questions([tmp_path / "b.csv"])
    (tmp_path / "c.csv").write_bytes(b"text,label\n\xff,x\n")
    with pytest.raises(B12BotError, match="save it as UTF-8"):
        read_questions([tmp_path / "c.csv"])
