"""`check`: what an editor runs before an edit goes live."""

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.knowledge.document.parsing import MAX_BYTES
from tests.knowledge.base import INTENTS, SMALL, Base, Edit, intent, rewritten
from tests.knowledge.document.own import DOCUMENT, TeaBase

pytestmark = pytest.mark.usefixtures("learnt_here")


def test_a_sound_knowledge_base_is_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and one line that counts what there is."""
    assert main(["check", str(_tea(tmp_path).folder)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "The knowledge base is fine: 6 statements, 17 answered, 1 gaps, 10 small talk, 29 examples."
    )


def test_every_problem_is_a_line_and_the_exit_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`file:line:column: what is wrong, what to do (rule)`, then how many."""
    base = Base(tmp_path)
    base.edit(Edit(INTENTS, 'label: "Causes"', "label: ①no"))
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == base.located(
        [
            '①: no is read as a yes/no value, not text; put it in quotes: "no" (wrong-type)',
            "1 problem(s). docs/editing.md explains the files and the rules.",
        ]
    )


def test_other_programs_can_read_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, an object a problem; as GitHub's annotations, a line each with a path from where it runs."""
    base = Base(tmp_path)
    base.edit(Edit(INTENTS, 'label: "Causes"', "label: ①no"))
    what = 'no is read as a yes/no value, not text; put it in quotes: "no"'
    (place,) = base.located(["①"])
    file, line, column = place.split(":")
    assert main(["check", "--format", "json", str(tmp_path)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem == {
        "file": file, "line": int(line), "column": int(column),
        "text": what, "rule": "wrong-type", "advice": False,
    }  # fmt: skip
    assert main(["check", "--format", "github", str(tmp_path)]) == 1
    where = f"file={tmp_path / file},line={line},col={column},title=wrong-type"
    assert capsys.readouterr().out == f"::error {where}::{what}\n"


def test_in_github_actions_annotations_come_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would end a line or a value there is written as GitHub wants it."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    folder = tmp_path / "a,b"
    folder.mkdir()
    Base(folder).edit(rewritten(INTENTS, "label", '"100%: no"'), intent({"examples": "one"}))
    assert main(["check", str(folder)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"::error file={tmp_path}/a%2Cb/{INTENTS},line=")
    assert main(["check", "--format", "text", str(folder)]) == 1
    assert "::error" not in capsys.readouterr().out


def test_a_problem_that_only_understanding_finds_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An example that is caught as a red flag before it is matched is no example."""
    tea = _tea(tmp_path)
    tea.edit(intent({"answer": "[cups]", "follow_ups": "[causes]", "examples": '[①"i want to die"]'}))
    assert main(["check", str(tmp_path)]) == 1
    caught = "“i want to die” is caught as “crisis” before it is matched, reword it or the phrase (red-flag)"
    assert _wrong(capsys)[:1] == tea.located([f"①: {caught}"])


@pytest.mark.parametrize("verb", ["check", "learn"])
def test_a_template_that_can_not_be_read_is_a_problem_before_anything_is_learnt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    """A slot for a list of names that does not exist, most of all a misspelt one."""
    tea = _tea(tmp_path)
    tea.edit(intent({"answer": "[cups]", "examples": '[①"what is {conditon}"]'}))
    assert main([verb, str(tmp_path)]) in {1, 2}
    what = "“what is {conditon}”: there is no list of names “conditon” in vocabulary.yaml (template)"
    assert "".join(capsys.readouterr()).splitlines()[:1] == tea.located([f"①: {what}"])


def test_a_folder_without_a_knowledge_base_names_every_missing_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All files are named at once."""
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert out.count("the file can't be read (No such file or directory), restore it (file)") == len(SMALL)


def _tea(folder: Path) -> TeaBase:
    return TeaBase(folder).build()


def test_a_document_that_fits_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and a line after the sum."""
    document = _tea(tmp_path).folder / DOCUMENT
    assert main(["check", "--document", str(document), str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Its statements fit {document}."


def test_a_document_that_does_not_fit_is_told_like_all_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems in either file, with their places, and exit code 1."""
    tea = _tea(tmp_path)
    tea.edit(Edit(DOCUMENT, "none of it!", "none of it! Milk is fine."))
    document = tmp_path / DOCUMENT
    assert main(["check", "--document", str(document), str(tmp_path)]) == 1
    assert _wrong(capsys) == [
        (
            f"{document}:13:40: no statement restates this, sentence 2 of “children”, "
            "restate it or list it under not_restated (document-uncited)"
        ),
        (
            f"knowledge/article.yaml:11:3: “children” has 2 sentences in {document}, not 1; "
            "correct the number, and what cites this section (document-sentences)"
        ),
        "2 problem(s). docs/editing.md explains the files and the rules.",
    ]


def _wrong(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what was printed but for advice: a small knowledge base could be better in many ways."""
    return [line for line in capsys.readouterr().out.splitlines() if ": advice: " not in line]


def test_a_broken_knowledge_base_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """First it must be sound by itself."""
    TeaBase(tmp_path).build().edit(Edit(DOCUMENT, "none of it!", "none of it! Milk is fine."))
    (tmp_path / "intents.yaml").unlink()
    assert main(["check", "--document", str(tmp_path / DOCUMENT), str(tmp_path)]) == 1
    assert "document-" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (None, "can't be read (No such file or directory), name the article's text file"),
        (b"", "is empty, put the article's text into it"),
        (b"\xef\xbb\xbf \n\t\r\n", "is empty, put the article's text into it"),
        ("Caf\u00e9".encode("latin-1"), "is not UTF-8 text, save the article as plain text in UTF-8"),
        ("Tea".encode("utf-16"), "is not UTF-8 text, save the article as plain text in UTF-8"),
        (b"PK\x03\x04", "has control characters, save the article as plain text in UTF-8"),
        (b"a" * (MAX_BYTES + 1), "is larger than 200,000 bytes, name a file with the article alone"),
    ],
    ids=["missing", "empty", "blank", "Latin-1", "UTF-16", "binary", "huge"],
)
def test_a_document_that_is_no_text_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes | None, problem: str
) -> None:
    """Exit code 2, and what to do."""
    document = tmp_path / DOCUMENT
    if data is not None:
        document.write_bytes(data)
    assert main(["check", "--document", str(document)]) == 2
    assert capsys.readouterr() == ("", f"{document} {problem}\n")


def test_a_folder_is_no_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor is a name that no file can have."""
    assert main(["check", "--document", str(tmp_path)]) == 2
    assert main(["check", "--document", "\0"]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path} can't be read (Is a directory), name the article's text file\n"
        "\0 can't be read (this is no name of a file), name the article's text file\n"
    )
