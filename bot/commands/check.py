"""`check`: lints intents.yaml and knowledge/, and beside the article's own text what restates it."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.commands import GOLDEN, Verbs, add_knowledge, ready
from bot.evaluation import lint
from bot.evaluation.questions import read_golden
from bot.knowledge import Kind, Knowledge, KnowledgeError, Problem, default_folder, document
from bot.knowledge.rules.wording import ADVICE
from bot.settings import Settings


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
    parser.add_argument(
        "--overmatch",
        action="store_true",
        help="find lines that another intent would take, had they not been learnt: half a minute",
    )
    parser.add_argument("--strict", action="store_true", help="advice counts as a problem")
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        help="one problem a line as text (default), a JSON array, or annotations (default in GitHub Actions)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong and what could be better; return 1 if anything is wrong."""
    path: Path | None = arguments.document
    text = document.read_text(path) if path else ""
    folder: Path | None = arguments.knowledge or arguments.folder
    try:
        knowledge = lint.load_to_learn(folder)
        if isinstance(missing := ready.find(knowledge, folder), ready.Missing):
            remedy = "run “b12bot learn” when you build, or the first start does it"
            print(f"warning: {missing.reason}: {remedy}", file=sys.stderr)
        problems = lint.check(knowledge, ready.learnt(knowledge, folder))
        if path:
            problems += document.compare(knowledge.article, text, str(path))
        problems += ADVICE.check(knowledge)
        problems += lint.advise(
            knowledge, read_golden(sorted((folder or default_folder()).glob(f"{GOLDEN}/*.yaml")))
        )
        if arguments.overmatch:
            problems += _overmatch(knowledge)
        total = [summary(knowledge)] + ([f"Its statements fit {path}."] if path else [])
    except KnowledgeError as error:
        problems, total = list(error.problems), []
    wrong = [problem for problem in problems if arguments.strict or not problem.is_advice]
    form = arguments.format or ("github" if Settings.from_environment().is_github_action else "text")
    _print(sorted(problems), form, folder)
    if form == "text":
        if wrong:
            total = [f"{len(wrong)} problem(s). docs/editing.md explains the files and the rules."]
        print(*total, sep="\n")
    return 1 if wrong else 0


def _overmatch(knowledge: Knowledge) -> list[Problem]:
    # Only here is anything learnt, and what learning imports takes time.
    from bot.evaluation import overmatch  # noqa: PLC0415

    print("Learning all but a quarter of the lines, four times: half a minute …", file=sys.stderr, flush=True)
    return overmatch.advise(knowledge)


def _print(problems: Sequence[Problem], form: str, folder: Path | None) -> None:
    match form:
        case "json":
            print(json.dumps([_as_json(problem) for problem in problems], ensure_ascii=False, indent=1))
        case "github":
            for problem in problems:
                print(_as_annotation(problem, folder))
        case _:
            for problem in problems:
                print(problem)


def _as_json(problem: Problem) -> dict[str, str | int | bool]:
    at = problem.mark
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "text": problem.text,
        "rule": problem.rule,
        "advice": problem.is_advice,
    }


def _as_annotation(problem: Problem, folder: Path | None) -> str:
    """Return a problem as GitHub Actions show it beside the line: files as seen from where it runs."""
    at = problem.mark
    file = (folder / at.file) if folder else at.file
    level = "warning" if problem.is_advice else "error"
    values = {"file": file, "line": at.line, "col": at.column, "title": problem.rule}
    where = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in values.items())
    return f"::{level} {where}::{_escaped(problem.text)}"


def _escaped(text: str, also: str = "") -> str:
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def summary(knowledge: Knowledge) -> str:
    """Return in a line what the knowledge base holds."""
    kinds = ", ".join(
        f"{len(knowledge.of_kind(kind))} {word}"
        for kind, word in ((Kind.ANSWERED, "answered"), (Kind.GAP, "gaps"), (Kind.SMALL_TALK, "small talk"))
    )
    statements, examples = len(knowledge.article.statements), len(knowledge.examples)
    return f"The knowledge base is fine: {statements} statements, {kinds}, {examples:,} examples."
