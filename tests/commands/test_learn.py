"""`learn`, and what all verbs do that need what was learnt: find it, or have it learnt, once."""

import contextlib
import gc
import io
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.__main__ import main
from bot.commands import learn, ready
from bot.knowledge import ONLY_LEARNT, Knowledge, load
from bot.learning import learn as learn_all
from bot.storage import learnt_file
from bot.understanding import Learnt
from tests.knowledge.base import ARTICLE, EXAMPLES, ORDINARY, Base, intent
from tests.process import PATIENCE, ROOT

QUESTION = "what causes b12 deficiency"
DYING = """
import sys, numpy
from bot.__main__ import main
def half(file, *_, **__):
    file.write(b"half of it")
    file.flush()
    print("half", flush=True)
    sys.stdin.read()
numpy.save = half
main(sys.argv[1:])
"""
"""A program that learns and stops when half is written."""


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A small knowledge base."""
    (tmp_path / "base").mkdir()
    return Base(tmp_path / "base")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what is learnt is kept; the cache folder of this user is an empty one, too."""
    monkeypatch.setenv("B12BOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "data"


@pytest.fixture
def _no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child process does is done in this one."""

    def run(arguments: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        assert arguments[:4] == [sys.executable, "-m", "bot", "learn"]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            code = main(arguments[3:])
        return subprocess.CompletedProcess(arguments, code, stderr=said.getvalue().encode())

    monkeypatch.setattr("bot.commands.ready.subprocess.run", run)


def ask(base: Base, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Ask a question; return the answer, and what was said on standard error."""
    assert main(["ask", "--json", "--knowledge", str(base.folder), QUESTION]) == 0
    return capsys.readouterr()


def why(said: str) -> str:
    """The reason that the one line on standard error gives for learning."""
    (line,) = said.splitlines()
    start, _, rest = line.partition(" (")
    reason, _, end = rest.rpartition(") … ")
    assert start == "Learning the knowledge base"
    assert end.endswith(" s, once.")
    return reason


def only_file(data: Path) -> Path:
    """The learnt file."""
    (path,) = learnt_file.files_in(data)
    return path


def test_it_is_learnt_once(base: Base, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first call makes the file and says where, the second one finds it there."""
    assert main(["learn", str(base.folder)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Learnt in ")
    assert out.endswith(f" s: {only_file(data)}\n")
    assert main(["learn", "--knowledge", str(base.folder), "--into", str(data)]) == 0
    assert capsys.readouterr() == (f"{only_file(data)} is there already.\n", "")


@pytest.mark.usefixtures("_no_child")
def test_what_was_learnt_into_the_cache_is_found(
    base: Base, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B12BOT_DATA is looked into first, then the cache folder of this user."""
    cache = tmp_path / "cache" / "b12bot"
    assert main(["learn", str(base.folder), "--into", str(cache)]) == 0
    capsys.readouterr()
    _, said = ask(base, capsys)
    assert not said
    assert not learnt_file.files_in(data)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _text(path: Path) -> None:
    path.write_text("what causes b12 deficiency: causes\n")


def _pickle(path: Path) -> None:
    path.write_bytes(pickle.dumps({"intents": [1, 2, 3]}))


def _other_arrays(path: Path) -> None:
    learnt_file.write(path, {"intents": np.arange(3), "stems": np.arange(3)})


def _unreadable(path: Path) -> None:
    # A mode of 0 keeps root from nothing: a folder can't be read as a file by anybody.
    path.unlink()
    path.mkdir()


@pytest.mark.usefixtures("_no_child")
@pytest.mark.parametrize("spoil", [_half, _text, _pickle, _other_arrays, _unreadable])
def test_whatever_became_of_the_file_the_answers_are_the_same(
    base: Base, data: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None]
) -> None:
    """One line says what happened, and it happens once."""
    answer, said = ask(base, capsys)
    assert why(said) == "nothing is learnt yet"
    assert ask(base, capsys) == (answer, "")
    spoil(only_file(data))
    again, said = ask(base, capsys)
    assert (again, why(said)) == (answer, f"the learnt file in {data} is damaged")
    assert ask(base, capsys) == (answer, "")


@pytest.mark.usefixtures("_no_child", "data")
def test_what_other_code_or_other_knowledge_taught_is_not_used(
    base: Base, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of an earlier version, nor of what stood in the files before."""
    answer, _ = ask(base, capsys)
    changed = "the knowledge or the program has changed since it was learnt"
    with monkeypatch.context() as patch:
        patch.setattr(ready, "_hash_of_code", lambda: "other code")
        again, said = ask(base, capsys)
        assert (again, why(said)) == (answer, changed)
    assert ask(base, capsys) == (answer, "")
    base.edit(intent())
    _, said = ask(base, capsys)
    assert why(said) == changed


def test_what_teaches_nothing_changes_no_key(base: Base) -> None:
    """A comment, a text that is said: no start after such an edit learns."""
    before = key(base)
    base.write(ARTICLE, (base.folder / ARTICLE).read_bytes() + b"# Seen.\n")
    assert key(base) == before
    base.edit(intent())
    assert key(base) != before


def test_what_only_learning_reads_changes_the_key(base: Base) -> None:
    """Each byte of each such file; and a file that is not there is none that is empty."""
    knowledge = load(base.folder, to_learn=False)
    keys = {ready.key(knowledge, base.folder)}
    for file in ONLY_LEARNT:
        for data in ((base.folder / file).read_bytes() + b"\n", b""):
            base.write(file, data)
            keys.add(ready.key(knowledge, base.folder))
        base.remove(file)
        keys.add(ready.key(knowledge, base.folder))
    assert len(keys) == 1 + 3 * len(ONLY_LEARNT)


def key(base: Base) -> str:
    """What the learnt file of a start goes by."""
    return ready.key(load(base.folder, to_learn=False), base.folder)


@pytest.mark.usefixtures("_no_child", "data")
@pytest.mark.parametrize("file", [EXAMPLES, ORDINARY[0]])
def test_what_only_learning_reads_is_read_where_nothing_is_learnt(
    base: Base, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    """What is wrong in it is told like all else, with its place, and nothing is learnt; exit code 2."""
    ask(base, capsys)
    base.write(file, b"\xff")
    assert main(["ask", "--knowledge", str(base.folder), QUESTION]) == 2
    errors = capsys.readouterr().err
    assert errors.startswith(f"{file}:1:1: ")
    assert "Learning" not in errors


@pytest.mark.usefixtures("_no_child", "data")
def test_what_stays_is_not_looked_through_for_what_could_go(
    base: Base, capsys: pytest.CaptureFixture[str]
) -> None:
    """The garbage collector does its work on all else."""
    gc.unfreeze()
    ask(base, capsys)
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_a_process_of_its_own_learns(
    base: Base,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A real one: by the program's own code, whatever lies in the current folder."""
    (tmp_path / "bot.py").write_text("raise SystemExit('not this one')\n")
    monkeypatch.chdir(tmp_path)
    answer, said = ask(base, capsys)
    assert '"outcome": "answer"' in answer
    assert why(said) == "nothing is learnt yet"
    assert only_file(data).stat().st_mode & 0o777 == 0o600


KILLED = subprocess.CompletedProcess([], -9, stderr=b"")
COMPLAINED = subprocess.CompletedProcess([], 2, stderr=b"intents.yaml:1:1: no\n")


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (KILLED, "the process that learns was ended: is there memory enough?"),
        (COMPLAINED, "intents.yaml:1:1: no"),
    ],
)
def test_a_child_that_fails_is_told(
    base: Base,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ended: subprocess.CompletedProcess[bytes],
    told: str,
) -> None:
    """What it said, or that it was killed; exit code 2."""
    monkeypatch.setattr("bot.commands.ready.subprocess.run", lambda *_, **__: ended)
    assert main(["ask", "--knowledge", str(base.folder), QUESTION]) == 2
    assert capsys.readouterr().err.splitlines()[1:] == [told]


def test_killed_while_it_learns_nothing_is_broken(
    base: Base, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kill -9` when half is written: no learnt file is there, and the next one learns and clears up."""
    with subprocess.Popen(
        [sys.executable, "-c", DYING, "learn", base.folder, "--into", data],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "half\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert not learnt_file.files_in(data)
    assert list(data.glob(".learnt-*"))
    assert main(["learn", str(base.folder)]) == 0
    assert capsys.readouterr().out.startswith("Learnt in ")
    assert {path.name for path in data.iterdir()} == {only_file(data).name, learn.LOCK}


def test_two_that_start_together_learn_once(
    base: Base, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one waits for what the first one makes, which takes longer than to start."""
    learning = []

    def slowly(knowledge: Knowledge) -> Learnt:
        learning.append(knowledge)
        time.sleep(0.5)
        return learn_all(knowledge)

    monkeypatch.setattr("bot.learning.learn", slowly)
    both = [threading.Thread(target=main, args=(["learn", str(base.folder)],)) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(PATIENCE)
    first, second = capsys.readouterr().out.splitlines()
    assert len(learning) == 1
    assert first.startswith("Learnt in ")
    assert second == f"{only_file(data)} is there already."


@pytest.mark.parametrize("verb", ["ask", "learn"])
def test_where_nothing_can_be_written_one_line_says_so(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    """It names B12BOT_DATA; exit code 2."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("B12BOT_DATA", str(tmp_path / "file" / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "cache"))
    assert main([verb, "--knowledge", str(base.folder), *([QUESTION] if verb == "ask" else [])]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("what is learnt can't be written to ")
    assert line.endswith(": set B12BOT_DATA to a folder that can be")
    assert main(["learn", str(base.folder), "--into", str(tmp_path / "file" / "x")]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path / 'file' / 'x'} can't be written (Not a directory): name another with --into\n"
    )


@pytest.mark.usefixtures("_no_child", "data")
def test_check_warns_that_the_next_start_would_learn(
    base: Base, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release whose build forgot to learn is fine, but the operator hears of it, once."""
    monkeypatch.setattr("bot.evaluation.lint.check", lambda *_: [])
    for warnings in (1, 0):
        assert main(["check", str(base.folder)]) == 0
        said = capsys.readouterr().err.splitlines()
        assert [line.startswith("warning: nothing is learnt yet: ") for line in said[:1]] == [True] * warnings
