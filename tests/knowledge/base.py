"""A small valid knowledge base to break: the repository's own files, cut short, in a folder of their own.

An edit may put `①`, `②` … before a piece of its new text. They are taken out again before the file is read,
and an expected problem names such a place by its mark: `①` is `file:line:column`, `①.line` the line alone. So
no test knows a line number of a file that editors change.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.knowledge import Knowledge, KnowledgeError, Mark, default_folder, load
from bot.knowledge.loading import ENGLISH, FOREIGN, WORDS

INTENTS = "intents.yaml"
ARTICLE = "knowledge/article.yaml"
MESSAGES = "knowledge/messages.yaml"
RED_FLAGS = "knowledge/red_flags.yaml"
EXAMPLES = "knowledge/red_flag_examples.yaml"
BANDS = "knowledge/red_flag_bands.yaml"
VOCABULARY = "knowledge/vocabulary.yaml"
THRESHOLDS = "knowledge/thresholds.yaml"
DIALOGUE = "knowledge/dialogue.yaml"
LANGUAGES = "knowledge/languages.yaml"
FILES = (INTENTS, ARTICLE, MESSAGES, RED_FLAGS, EXAMPLES, BANDS, VOCABULARY, DIALOGUE, LANGUAGES, THRESHOLDS)
ORDINARY = tuple(f"knowledge/ordinary/{file}" for file in (*ENGLISH, FOREIGN, WORDS))
LINES = 3
"""Lines that stay of each file of ordinary speech."""

DISCLAIMER = "These answers are not medical advice. Please consult a healthcare professional."
"""A short one that lacks nothing."""

_PLACE = re.compile(r"([①-⑨])(\.line)?")


def _short(text: str) -> str:
    """Take out the comments, all but the first of a list of quoted texts, and all gaps but one.

    The article's figures and names stay: its statements need them. Of follow-ups, too, only the first stays,
    and of facets and openings none.
    """
    text = re.sub(r"(?m)^ *#.*\n", "", text).lstrip()
    text = re.sub(r"(?m)^    (?:facets:|nearest:.*|opening:.*)\n(?:^      .*\n)*", "", text)
    text = re.sub(r'(?m)(^ +- ".*\n)(?:^ +- ".*\n)+', r"\1", text)
    text = re.sub(r'(?<!figures: )(?<!names: )(\["[^"]*")(?:,\s*"[^"]*")+\]', r"\1]", text)
    text = re.sub(r"(?ms)^(vague:\n  - .*?)^  - .*?^(follow_ups:)", r"\1\2", text)
    text = re.sub(r"(?ms)^(follow_ups:\n  - .*?)^  - .*?^(choices:)", r"\1\2", text)
    return re.sub(r"(?ms)^(gaps:\n.*?\n\n).*?^(smalltalk:\n)", r"\1\2", text)


def _read(file: str) -> str:
    return (default_folder() / file).read_text(encoding="utf-8")


SMALL = {file: _short(_read(file)) for file in FILES}
"""The text of each file before any edit."""
SMALL |= {file: "".join(_read(file).splitlines(keepends=True)[:LINES]) for file in ORDINARY}


@dataclass(frozen=True)
class Edit:
    """One change: the first `old` of a file becomes `new`."""

    file: str
    old: str
    new: str


def _block(file: str, key: str, under: str) -> re.Match[str]:
    block = re.compile(rf"(?m)^( *){key}:.*\n(?:\1 +.*\n|\n)*")
    found = block.search(SMALL[file], SMALL[file].index(under + ":\n") if under else 0)
    assert found, f"{file} has no “{key}”"
    return found


def _added(
    file: str, parent: str, name: str, fields: Mapping[str, str], changes: Mapping[str, str | None] | None
) -> Edit:
    values = {**fields, **(changes or {})}
    lines = [f"    {key}: {value}\n" for key, value in values.items() if value is not None]
    return Edit(file, f"{parent}:\n", f"{parent}:\n  {name}:\n{''.join(lines)}")


def removed(file: str, key: str, under: str = "") -> Edit:
    """Remove the first `key` of a file (or of what is under another key), with all that is under it."""
    return Edit(file, _block(file, key, under)[0], "")


def rewritten(file: str, key: str, value: str, under: str = "") -> Edit:
    """Give the first `key` of a file (or of what is under another key) another value."""
    block = _block(file, key, under)
    return Edit(file, block[0], f"{block[1]}{key}: {value}\n")


def intent(changes: Mapping[str, str | None] | None = None, name: str = "extra") -> Edit:
    """Add an answered intent before the others; a change gives one of its keys another value, or none."""
    fields = {"label": "Extra", "answer": "[treatable]", "follow_ups": "[causes]", "examples": "[one more]"}
    return _added(INTENTS, "answered", name, fields, changes)


def gap(changes: Mapping[str, str | None] | None = None, name: str = "extra_gap") -> Edit:
    """Add a gap before the others, in the way of `intent`."""
    fields = {"topic": "anything extra", "follow_ups": "[causes]", "examples": "[yet one more]"}
    return _added(INTENTS, "gaps", name, fields, changes)


def statement(changes: Mapping[str, str | None] | None = None, name: str = "extra") -> Edit:
    """Add a statement before the others, in the way of `intent`; no answer uses it."""
    fields = {"text": "An extra fact.", "section": "causes", "sentence": "2"}
    return _added(ARTICLE, "statements", name, fields, changes)


def section(sentences: str, name: str = "extra") -> Edit:
    """Add a section before the others; nothing cites it."""
    return _added(ARTICLE, "sections", name, {"heading": "Extra", "sentences": sentences}, None)


def not_restated(item: str) -> Edit:
    """Add a sentence that is left out on purpose."""
    return Edit(ARTICLE, "not_restated:\n", f"not_restated:\n  - {item}\n")


USED = intent({"answer": "[extra]"})
"""An intent that gives the statement which `statement` adds."""


@dataclass(frozen=True)
class Broken:
    """Edits, and all the problems that they make, in the order in which they are reported."""

    edits: tuple[Edit, ...]
    problems: tuple[str, ...]


def broken(what: str, edits: Edit | tuple[Edit, ...], *problems: str) -> object:
    """Return a test's parameter: what is done to the files, and the problems."""
    case = Broken(edits if isinstance(edits, tuple) else (edits,), problems)
    return pytest.param(case, id=what)


class Base:
    """The files in a folder, as they are edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._texts = dict(SMALL)
        self._changed: set[str] = set()
        (folder / "knowledge" / "ordinary").mkdir(parents=True)
        for file in SMALL:
            self._save(file)
        self._changed.clear()

    def expect(self, case: Broken) -> None:
        """Make the edits of a case, and assert that its problems are found, all of them and no other."""
        self.edit(*case.edits)
        assert self.problems() == self.located(case.problems)

    def edit(self, *edits: Edit) -> None:
        """Change the files."""
        for edit in edits:
            text = self._texts[edit.file]
            assert edit.old in text, f"{edit.file} has no {edit.old!r}"
            self._texts[edit.file] = text.replace(edit.old, edit.new, 1)
            self._save(edit.file)

    def write(self, file: str, data: bytes) -> None:
        """Put something else in the place of a whole file."""
        self._changed.add(file)
        (self.folder / file).write_bytes(data)

    def remove(self, file: str, *, for_a_folder: bool = False) -> None:
        """Take a file away; maybe, put a folder in its place."""
        self._changed.add(file)
        (self.folder / file).unlink()
        if for_a_folder:
            (self.folder / file).mkdir()

    def restore(self) -> None:
        """Undo all of it: files are slow to make, so that tests share the folder."""
        for file in self._changed:
            if (self.folder / file).is_dir():
                (self.folder / file).rmdir()
            self.write(file, SMALL[file].encode())
        self._texts, self._changed = dict(SMALL), set()

    def load(self) -> Knowledge:
        """Read the folder."""
        return load(self.folder)

    def problems(self) -> list[str]:
        """Return what is wrong in the folder, as it is printed; nothing if it can be read."""
        try:
            self.load()
        except KnowledgeError as error:
            return str(error).splitlines()
        return []

    def located(self, problems: Iterable[str]) -> list[str]:
        """Return the problems with every `①` replaced by the place that it marks in the files."""
        return [
            _PLACE.sub(lambda found: self._where(found[1], line_only=bool(found[2])), problem)
            for problem in problems
        ]

    def _where(self, place: str, *, line_only: bool) -> str:
        file, before = next(
            (file, _PLACE.sub("", text.partition(place)[0]))
            for file, text in self._texts.items()
            if place in text
        )
        mark = Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return str(mark.line if line_only else mark)

    def _save(self, file: str) -> None:
        self.write(file, _PLACE.sub("", self._texts[file]).encode())
