"""The folder to a knowledge base, or every problem of every file at once."""

import os
from dataclasses import replace
from errno import EISDIR, ENOENT
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import ready
from bot.knowledge import ONLY_LEARNT, KnowledgeError, Problem, default_folder, load
from tests.knowledge.base import (
    ARTICLE,
    FILES,
    INTENTS,
    MESSAGES,
    ORDINARY,
    SMALL,
    VOCABULARY,
    Base,
    Edit,
    gap,
    intent,
    rewritten,
    section,
)

PIECES = (
    "*a", "&a ", "- ", ": ", "? ", "{", "}", "[", "]", "no", "150", "~", "'", '"', "|", ">-", "#", "!!int ",
    "%TAG", "\t", "\n", "\n  ", "\r", "\x00", "\x85", "\ufeff", "\u0430", "---\n", "...\n", "<<: ", "{topic}",
)  # fmt: skip
"""Slips that mean something to YAML or to a rule."""


def test_the_repositorys_own_knowledge_base_loads() -> None:
    """It has no problem: every statement of an answer is there, and every sentence that is cited."""
    assert load(default_folder()).main_topics == load().main_topics


def test_the_small_knowledge_base_loads(base: Base) -> None:
    """What the other tests of this folder break is valid before."""
    assert base.problems() == []


def test_the_same_folder_gives_equal_values(base: Base) -> None:
    """Reading changes nothing, and what is read can be compared."""
    assert base.load() == base.load()


def test_what_only_learning_reads_may_stay_unread(base: Base) -> None:
    """Then it is empty, whatever stands in it, and all else is as it is."""
    whole = base.load()
    for file in ONLY_LEARNT:
        base.write(file, b"\xff")
    part = load(base.folder, to_learn=False)
    assert not part.ordinary.lines
    assert not any(part.red_flags.examples.values())
    red_flags = replace(
        part.red_flags, examples=whole.red_flags.examples, look_alikes=whole.red_flags.look_alikes
    )
    assert replace(part, ordinary=whole.ordinary, red_flags=red_flags) == whole


def test_a_bot_that_answers_asks_only_what_it_needs(base: Base) -> None:
    """A text that sounds like a person is for `check` to find; an id that leads nowhere is not."""
    base.edit(rewritten(MESSAGES, "menu", "What I know."))
    load(base.folder, to_learn=False, lint=False)
    base.edit(intent({"answer": "[nowhere]"}))
    with pytest.raises(KnowledgeError, match="there is no statement “nowhere”") as error:
        load(base.folder, to_learn=False, lint=False)
    assert {problem.rule for problem in error.value.problems} == {"unknown-id"}


def test_knowledge_that_is_read_anew_keeps_every_rule(base: Base) -> None:
    """While a bot runs, what it says is not replaced by what `check` would refuse."""
    base.edit(rewritten(MESSAGES, "menu", "What I know."))
    with pytest.raises(KnowledgeError, match="persona"):
        ready.conversation(base.folder, lint=True)


def test_the_files_stand_in_the_checkout_or_inside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever installs the bot has the files beside its modules, under data."""
    assert (default_folder() / INTENTS).is_file()
    monkeypatch.setattr("bot.knowledge.loading._PACKAGE", tmp_path / "bot")
    assert default_folder() == tmp_path / "bot" / "data"


def test_all_problems_of_all_files_come_at_once(base: Base) -> None:
    """Three broken files, problems of shape and of rules: one report, sorted by place."""
    base.edit(
        intent({"label": "①" + "x" * 23, "examples": "②one more"}),
        gap({"topic": "③~", "follow_ups": "[④nowhere]", "⑤x": "red"}),
        section("⑥many"),
        rewritten(MESSAGES, "disclaimer", "⑦Ask a doctor & friends {now}."),
    )
    assert base.problems() == base.located(
        [
            "①: the label has 23 characters, shorten it to 22 (label-length)",
            "②: this is text, not a list; write a list (wrong-type)",
            '③: ~ is read as nothing, not text; put it in quotes: "~" (wrong-type)',
            "④: there is no answered intent “nowhere”, use an existing id or add it (unknown-id)",
            (
                "⑤: the key “x” is unknown here, remove it or use one of: examples, follow_ups, nearest, "
                "opening, topic, words (unknown-key)"
            ),
            "⑥: this is text, not a whole number; write a whole number (wrong-type)",
            "⑦: a brace is left over: nothing can be filled in here (placeholder)",
            "⑦: the disclaimer must be one paragraph without <, > and & (disclaimer)",
            "⑦: the disclaimer must contain the words “healthcare professional” (disclaimer)",
            "⑦: the disclaimer must say that the answers are “not medical advice” (disclaimer)",
        ]
    )


def test_unreadable_files_do_not_hide_what_is_wrong_in_the_others(base: Base) -> None:
    """Problems of shape and of single texts are named beside such files; rules across files wait."""
    base.write(ARTICLE, b"title: [a\n")
    base.write(VOCABULARY, b"\xff")
    base.edit(
        intent({"label": "①no", "answer": "[nowhere]"}),
        gap({"topic": "③what I think"}),
        Edit(MESSAGES, "profile:\n", "profile:\n  ②x: Bot\n"),
    )
    assert base.problems() == base.located(
        [
            '①: no is read as a yes/no value, not text; put it in quotes: "no" (wrong-type)',
            "③: “I” speaks as a person, say “the article” or “this bot” instead (persona)",
            (
                f"{ARTICLE}:1:8: what opens here is not closed, or lacks a comma between two entries "
                "(yaml-syntax)"
            ),
            (
                "②: the key “x” is unknown here, remove it or use one of: description, short_description "
                "(unknown-key)"
            ),
            f"{VOCABULARY}:1:1: the file is not UTF-8 text, save it as UTF-8 (encoding)",
        ]
    )


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(base: Base, file: str) -> None:
    """And nothing else: no rule reports what merely follows from it."""
    base.remove(file)
    reason = os.strerror(ENOENT)
    assert base.problems() == [f"{file}:1:1: the file can't be read ({reason}), restore it (file)"]


def test_a_folder_without_any_file_names_all_of_them(tmp_path: Path) -> None:
    """Every file that should be there is listed, in order."""
    with pytest.raises(KnowledgeError) as error:
        load(tmp_path / "nowhere")
    reason = os.strerror(ENOENT)
    assert str(error.value).splitlines() == [
        f"{file}:1:1: the file can't be read ({reason}), restore it (file)"
        for file in sorted((*FILES, *ORDINARY))
    ]


def test_a_folder_in_the_place_of_a_file_is_named(base: Base) -> None:
    """Whatever keeps a file from being read is given as the reason."""
    base.remove(ARTICLE, for_a_folder=True)
    reason = os.strerror(EISDIR)
    assert base.problems() == [f"{ARTICLE}:1:1: the file can't be read ({reason}), restore it (file)"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base for many examples of one test."""
    return Base(tmp_path_factory.mktemp("knowledge")).folder


@given(
    file=st.sampled_from(list(SMALL)), data=st.binary(max_size=300) | st.text(max_size=100).map(str.encode)
)
@settings(max_examples=25)
def test_no_bytes_do_worse_than_problems(folder: Path, file: str, data: bytes) -> None:
    """Whatever is in a file, reading it ends with values or with problems of which each has a place."""
    _try(folder, file, data)


@given(
    file=st.sampled_from(list(SMALL)),
    at=st.integers(0, 10_000),
    cut=st.integers(0, 40),
    new=st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=4).map("".join),
)
@settings(max_examples=25)
def test_no_edit_does_worse_than_problems(folder: Path, file: str, at: int, cut: int, new: str) -> None:
    """Neither does a slip of the hand anywhere in a valid file."""
    at %= len(SMALL[file])
    _try(folder, file, (SMALL[file][:at] + new + SMALL[file][at + cut :]).encode())


def _try(folder: Path, file: str, data: bytes) -> None:
    (folder / file).write_bytes(data)
    try:
        marks = [problem.mark for problem in _problems(folder)]
    finally:
        (folder / file).write_text(SMALL[file], encoding="utf-8")
    assert all(mark.file in SMALL and mark.line > 0 and mark.column > 0 for mark in marks)


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        load(folder)
    except KnowledgeError as error:
        return error.problems
    return ()
