"""`check`: lints intents.yaml and knowledge/, and beside the article's own text what restates it."""

import argparse
import sys
from pathlib import Path

from bot.commands import Verbs, add_knowledge, ready
from bot.evaluation.lint import check
from bot.knowledge import Kind, Knowledge, KnowledgeError, document, load


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("check", help="lint the knowledge base")
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="the same as --knowledge FOLDER"
    )
    add_knowledge(parser)
    parser.add_argument(
        "--document", metavar="FILE", type=Path, help="compare the statements with the article's own text"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong, one problem a line, or what there is; return 1 if anything is wrong."""
    path: Path | None = arguments.document
    text = document.read_text(path) if path else ""
    try:
        folder = arguments.knowledge or arguments.folder
        knowledge = load(folder)
        if isinstance(missing := ready.find(knowledge, folder), ready.Missing):
            remedy = "run “b12bot learn” when you build, or the first start does it"
            print(f"warning: {missing.reason}: {remedy}", file=sys.stderr)
        problems = check(knowledge, ready.learnt(knowledge, folder))
        if path:
            problems += document.compare(knowledge.article, text, str(path))
    except KnowledgeError as error:
        problems = list(error.problems)
    if problems:
        print(*sorted(problems), sep="\n")
        print(f"{len(problems)} problem(s). docs/editing.md explains the files and the rules.")
        return 1
    print(summary(knowledge))
    if path:
        print(f"Its statements fit {path}.")
    return 0


def summary(knowledge: Knowledge) -> str:
    """Return in a line what the knowledge base holds."""
    kinds = ", ".join(
        f"{len(knowledge.of_kind(kind))} {word}"
        for kind, word in ((Kind.ANSWERED, "answered"), (Kind.GAP, "gaps"), (Kind.SMALL_TALK, "small talk"))
    )
    statements, examples = len(knowledge.article.statements), len(knowledge.examples)
    return f"The knowledge base is fine: {statements} statements, {kinds}, {examples:,} examples."
