"""The schemas by which editors' programs complete and check the knowledge files while they are typed."""

from typing import Any

import fastjsonschema
import pytest
import yaml

from bot.knowledge import default_folder
from tests.knowledge.base import FILES, INTENTS
from tools.schema import FOLDER, schemas, texts

ANSWERED = {"label": "X", "answer": ["a"], "follow_ups": ["b"]}
STATEMENT = {"text": "X", "section": "x"}
NAMES = {file: file.rpartition("/")[2].removesuffix(".yaml") for file in FILES}


def test_they_are_current() -> None:
    """What is checked in is what the readers ask for; `make schema` writes it."""
    files = {path.relative_to(default_folder()) for path in (default_folder() / FOLDER).iterdir()}
    written = {file: (default_folder() / file).read_text(encoding="utf-8") for file in files}
    assert written == texts()


@pytest.mark.parametrize("file", FILES)
def test_each_file_names_its_schema_and_fits_it(file: str) -> None:
    """The first line is what the YAML extension of VS Code looks for."""
    path = default_folder() / file
    text = path.read_text(encoding="utf-8")
    named = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == (default_folder() / FOLDER / f"{NAMES[file]}.json").resolve()
    fastjsonschema.compile(schemas()[NAMES[file]])(yaml.safe_load(text))


@pytest.mark.parametrize(
    ("file", "edit"),
    [
        (INTENTS, {"answered": {"x": ANSWERED}}),
        (INTENTS, {"answered": {"x": {**ANSWERED, "label": True, "examples": ["c"]}}}),
        (INTENTS, {"gaps": {"x": {"topic": "x", "follow_ups": ["b"], "examples": "c"}}}),
        (INTENTS, {"small_talk": {}}),
        ("knowledge/article.yaml", {"sections": {"x": {"heading": "X", "sentences": "three"}}}),
        ("knowledge/article.yaml", {"statements": {"x": {**STATEMENT, "sentence": [1, "2"]}}}),
        ("knowledge/thresholds.yaml", {"answered": "high"}),
        ("knowledge/dialogue.yaml", {"follow_ups": [{"phrases": ["why"]}]}),
    ],
    ids=[
        "a missing key", "yes or no for a text", "a text for a list", "an unknown key", "words for a number",
        "words among numbers", "words for a score", "a missing key in a list",
    ],
)  # fmt: skip
def test_they_find_what_does_not_fit(file: str, edit: dict[str, Any]) -> None:
    """A key that lacks, one too many, and a value of the wrong kind."""
    data = yaml.safe_load((default_folder() / file).read_text(encoding="utf-8"))
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        fastjsonschema.compile(schemas()[NAMES[file]])(data | edit)
