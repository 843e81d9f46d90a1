"""`new`: writes a small valid knowledge base, about tea, to be turned into one on another article.

What holds for every article (alarms, small talk, ordinary speech, languages, most texts) is taken from the
bot's own knowledge base; `bot/starter` has what does not.
"""

import argparse
import re
from pathlib import Path

import bot
from bot.commands import Verbs
from bot.errors import StartUpError
from bot.knowledge import default_folder

STARTER = Path(bot.__file__).parent / "starter"
WHOLE = {"article.yaml", "vocabulary.yaml"}
"""Files of which nothing is taken."""
BETWEEN = "---\n"
"""Between the blocks of a starter file: each takes the place of the block with the same key and indent."""
INTENTS, KNOWLEDGE = Path("intents.yaml"), Path("knowledge")


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("new", help="write a small valid knowledge base to start from")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to: new or empty")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and say what comes next."""
    folder: Path = arguments.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StartUpError(f"{folder} is not empty: name a new folder")
        for file, text in files(default_folder()).items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise StartUpError(f"{folder} can't be written ({error.strerror}): name another one") from None
    print(f"{folder} holds a small knowledge base about tea. docs/editing.md says what to change; then try:")
    print(f"  b12bot check {folder}\n  b12bot chat --knowledge {folder}")
    return 0


def files(base: Path) -> dict[Path, str]:
    """Return the text of each file, by its path; `base` is the folder of the bot's own knowledge base."""
    paths = [INTENTS, *(path.relative_to(base) for path in sorted((base / KNOWLEDGE).rglob("*.*")))]
    return {path: _text(path.name, (base / path).read_text(encoding="utf-8")) for path in paths}


def _text(name: str, text: str) -> str:
    """Return what a file of the bot's own base becomes."""
    starter = STARTER / name
    ours = starter.read_text(encoding="utf-8") if starter.exists() else ""
    if name in WHOLE:
        return text.partition("\n")[0] + "\n" + ours
    for block in ours.split(BETWEEN) if ours else ():
        text = _with_block(text, block)
    for file, pattern, new in _replaced():
        text = re.sub(pattern, new, text, flags=re.MULTILINE) if file == name else text
    return text


def _replaced() -> list[list[str]]:
    lines = (STARTER / "replaced.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _with_block(text: str, block: str) -> str:
    """Return a text with the block in which it begins with the same line replaced.

    Remarks and empty lines belong to a block if a line of it follows.
    """
    head = block.partition(":")[0]
    indent = " " * (len(head) - len(head.lstrip()))
    return re.sub(
        rf"^{head}:.*\n(?:(?:\n|{indent}#.*\n)*{indent} +.*\n)*",
        lambda _: block,
        text,
        count=1,
        flags=re.MULTILINE,
    )
