"""`learn`: makes the learnt file. Verbs that need one and find none call it; a build calls it early."""

import argparse
from pathlib import Path
from time import perf_counter

from filelock import FileLock

from bot.commands import Verbs, add_knowledge
from bot.commands.ready import folder_for_learning, key, read
from bot.errors import StartUpError
from bot.evaluation import lint
from bot.storage import learnt_file

LOCK = "learnt.lock"


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("learn", help="learn the knowledge base ahead of time, so that no start has to")
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="the same as --knowledge FOLDER"
    )
    add_knowledge(parser)
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help="where to keep it (default: B12BOT_DATA, else the cache folder of this user)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Learn, unless that was done already, and say where it is kept."""
    start = perf_counter()
    folder = arguments.knowledge or arguments.folder
    knowledge = lint.load_to_learn(folder)
    into: Path = arguments.into or folder_for_learning()
    path = learnt_file.file_in(into, key(knowledge, folder))
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Two that start together: the second one waits for what the first one makes.
        with FileLock(into / LOCK):
            if is_fine(path):
                print(f"{path} is there already.")
                return 0
            # Only here is anything learnt, and what learning imports takes time.
            from bot.learning import learn  # noqa: PLC0415

            learnt_file.write(path, learn(knowledge).arrays())
    except OSError as error:
        raise StartUpError(f"{into} can't be written ({error.strerror}): name another with --into") from None
    print(f"Learnt in {perf_counter() - start:.1f} s: {path}")
    return 0


def is_fine(path: Path) -> bool:
    """Say whether a learnt file is there and can be used."""
    try:
        read(path)
    except (FileNotFoundError, learnt_file.DamagedFileError):
        return False
    return True
