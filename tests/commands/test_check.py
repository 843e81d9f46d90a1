"""`check`: what an editor runs before an edit goes live."""

import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.process import ROOT


def test_a_sound_knowledge_base_is_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and one line that counts what there is."""
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("The knowledge base is fine: ")
    assert "16 answered" in out


def test_every_problem_is_a_line_and_the_exit_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`file:line:column: what is wrong, what to do (rule)`, then how many."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    text = (ROOT / "intents.yaml").read_text(encoding="utf-8")
    broken = text.replace('label: "Causes"', "label: no", 1)
    (tmp_path / "intents.yaml").write_text(broken, encoding="utf-8")
    line = text[: text.index('label: "Causes"')].count("\n") + 1
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        f"intents.yaml:{line}:12: no is read as a yes/no value, not text; "
        'put it in quotes: "no" (wrong-type)\n'
        "1 problem(s). docs/editing.md explains the files and the rules.\n"
    )


def test_a_folder_without_a_knowledge_base_names_every_missing_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All five files are named at once."""
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert out.count("the file can't be read (No such file or directory), restore it (file)") == 6
