"""What verbs answer with: the knowledge base and what was learnt of it, learnt on the spot where need be."""

import gc
import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from time import perf_counter

import bot
from bot.conversation import Conversation
from bot.errors import StartUpError
from bot.knowledge import ONLY_LEARNT, Knowledge, default_folder, load
from bot.settings import Settings
from bot.storage import learnt_file
from bot.storage.learnt_file import DamagedFileError
from bot.understanding import Learnt

PATIENCE = 0.7
"""Seconds after which a person is told what takes so long."""
PACKAGE = Path(bot.__file__).parent
LEARNING_CODE = ("knowledge", "learning", "understanding")
"""Packages whose code decides what is learnt."""
DIGITS = 16
"""Hexadecimal digits of a key."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is nothing learnt that can be used."""

    reason: str


def conversation(
    knowledge_folder: Path | None = None, contact: str = "", *, lint: bool = False
) -> Conversation:
    """Return the conversation by a knowledge base (default: the bot's own); `contact` is who runs the bot.

    With `lint` it must keep each rule of `check`, not only those without which it can't be used.

    Raises:
        KnowledgeError: if the knowledge base can't be used.
        StartUpError: if it can't be learnt.
    """
    with _staying():
        knowledge = load(knowledge_folder, to_learn=False, lint=lint)
        return Conversation(knowledge, learnt(knowledge, knowledge_folder), contact)


def learnt(knowledge: Knowledge, knowledge_folder: Path | None = None) -> Learnt:
    """Return what was learnt of a knowledge base; what was not yet is learnt now, and kept.

    Raises:
        KnowledgeError: if what only learning reads can't be used.
        StartUpError: if it can't be learnt, or not be kept.
    """
    found = find(knowledge, knowledge_folder)
    if isinstance(found, Learnt):
        return found
    load(knowledge_folder)  # here, so that problems of any file are told in the same way
    _learn_in_a_child(found.reason, knowledge_folder or default_folder())
    found = find(knowledge, knowledge_folder)
    if isinstance(found, Missing):
        raise StartUpError(f"the knowledge base was learnt, but {found.reason}: run “learn” and see")
    return found


def find(knowledge: Knowledge, knowledge_folder: Path | None = None) -> Learnt | Missing:
    """Return what was learnt of a knowledge base, or why there is nothing that can be used."""
    folders = Settings.from_environment().learnt_folders
    name = key(knowledge, knowledge_folder)
    missing = Missing("nothing is learnt yet")
    if any(learnt_file.files_in(folder) for folder in folders):
        missing = Missing("the knowledge or the program has changed since it was learnt")
    for folder in folders:
        try:
            return read(learnt_file.file_in(folder, name))
        except FileNotFoundError:
            continue
        except DamagedFileError:
            missing = Missing(f"the learnt file in {folder} is damaged")
    return missing


def read(path: Path) -> Learnt:
    """Return what was learnt, as a file holds it.

    Raises:
        FileNotFoundError: if there is none.
        DamagedFileError: if it is no learnt file, or not a whole one.
    """
    arrays = learnt_file.read(path)
    try:
        return Learnt.of(arrays)
    except Exception as error:  # noqa: BLE001 - whatever else stands in it, it is learnt anew
        raise DamagedFileError(f"{path} holds something else ({type(error).__name__})") from None


def key(knowledge: Knowledge, knowledge_folder: Path | None = None) -> str:
    """Return what a learnt file goes by: a hash of what is learnt from, the code that learns, the version.

    Of files that say things, too, only what is learnt counts; of all others each byte, which is quick.
    """
    vocabulary = knowledge.vocabulary
    learnt_from = (
        {intent: list(ones) for intent, ones in knowledge.phrasings.items()},
        {
            intent.id: [[one.id, *one.examples] for one in intent.facets]
            for intent in knowledge.intents.values()
        },
        {name: getattr(vocabulary, name) for name in vocabulary.__slots__},
        _hashes(knowledge_folder or default_folder()),
    )
    return _hash(json.dumps([bot.__version__, _hash_of_code(), *learnt_from], ensure_ascii=False).encode())


def folder_for_learning() -> Path:
    """Return the first folder in which a learnt file can be written.

    Raises:
        StartUpError: if there is none.
    """
    folders = Settings.from_environment().learnt_folders
    for folder in folders:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    names = " nor ".join(map(str, folders))
    raise StartUpError(f"what is learnt can't be written to {names}: set B12BOT_DATA to a folder that can be")


@contextmanager
def telling() -> Iterator[None]:
    """Tell a person at the terminal what takes so long, if it does."""
    timer = threading.Timer(PATIENCE, print, ["Reading the knowledge base …"], {"file": sys.stderr})
    timer.daemon = True
    if sys.stderr and sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _staying() -> Iterator[None]:
    """Make what stays to the end: the garbage collector looks for nothing in it, neither now nor later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _learn_in_a_child(reason: str, knowledge_folder: Path) -> None:
    """Have it learnt by a process of its own, which takes several times the memory that answering does."""
    into = folder_for_learning()
    arguments = ["learn", "--knowledge", str(knowledge_folder.resolve()), "--into", str(into.resolve())]
    print(f"Learning the knowledge base ({reason}) … ", end="", file=sys.stderr, flush=True)
    start = perf_counter()
    try:
        # From the folder that holds the program: no module of the current folder is taken for ours.
        ended = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-m", "bot", *arguments],
            cwd=PACKAGE.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
    except OSError as error:
        raise StartUpError(f"\nthe process that learns can't be started ({error.strerror})") from None
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip()
        raise StartUpError(f"\n{said or 'the process that learns was ended: is there memory enough?'}")
    print(f"{perf_counter() - start:.1f} s, once.", file=sys.stderr, flush=True)


def _hashes(knowledge_folder: Path) -> dict[str, str]:
    """Return a hash of each file that only learning reads; none of one that can't be read."""
    hashes = {}
    for file in ONLY_LEARNT:
        with suppress(OSError):
            hashes[file] = _hash((knowledge_folder / file).read_bytes())
    return hashes


@cache
def _hash_of_code() -> str:
    """Return a hash of all code that decides what is learnt."""
    paths = chain.from_iterable(sorted((PACKAGE / package).rglob("*.py")) for package in LEARNING_CODE)
    return _hash(b"".join(path.read_bytes() for path in paths))


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=DIGITS // 2).hexdigest()
