"""The installed package: works from any folder, with the knowledge base inside."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.process import ROOT


@pytest.mark.proof
def test_an_installed_bot_answers_from_any_folder(tmp_path: Path) -> None:
    """`pip install .`, then `b12bot ask …` elsewhere: the YAML files have travelled in the wheel."""
    target, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--target", target, ROOT], check=True)
    environment = {"PYTHONPATH": str(target), "PATH": "/usr/bin:/bin"}
    for command, expected in (
        (["ask", "--json", "what causes b12 deficiency"], "causes"),
        (["check"], "fine"),
    ):
        result = subprocess.run(
            [target / "bin" / "b12bot", *command],
            env=environment, cwd=elsewhere, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert expected in result.stdout
    assert (target / "bot" / "data" / "intents.yaml").read_text() == (ROOT / "intents.yaml").read_text()
    page = {file.name for file in (target / "bot" / "preview" / "static").iterdir()}
    assert page == {file.name for file in (ROOT / "bot" / "preview" / "static").iterdir()}
