"""`shared`: questions that people chose to share, like ones together, as lines for intents.yaml."""

import argparse
import asyncio
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.commands import Verbs, add_knowledge, ready
from bot.conversation.scrubbing import HIDDEN
from bot.settings import Settings
from bot.storage.feedback import Feedback
from bot.storage.store import reading
from bot.understanding import Understander
from bot.understanding.fuzzy import groups

NONE = "none"
"""In place of the nearest intent, where nothing is near."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


class Group(NamedTuple):
    """Questions that are like one another, the one that was shared most first, each with how often."""

    intent: str
    """The intent that lies nearest."""
    questions: Sequence[tuple[str, int]]

    @property
    def shared(self) -> int:
        """How often they were shared, all in all."""
        return sum(number for _, number in self.questions)


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("shared", help="print the questions that people shared with the editors")
    parser.add_argument("--csv", action="store_true", help="as a table for a spreadsheet")
    add_knowledge(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print them; return 0 even if there are none."""
    questions = read()
    understander = ready.conversation(arguments.knowledge).understander
    found = grouped(questions, understander)
    if arguments.csv:
        table = csv.writer(sys.stdout)
        table.writerow(("shared", "like", "nearest intent", "question"))
        for number, group in enumerate(found, 1):
            for question, times in group.questions:
                table.writerow((times, number, group.intent, harmless(question)))
    else:
        print(*as_yaml(found), sep="\n")
    return 0


def read() -> Sequence[str]:
    """Return all questions that are kept, of the folder for what the bot keeps."""
    settings = Settings.from_environment()
    return asyncio.run(reading(settings.database_url.reveal(), settings.data, Feedback.questions))


def grouped(questions: Sequence[str], understander: Understander) -> list[Group]:
    """Return like questions together, those that were shared most first."""
    counted = Counter(questions)
    found = []
    for like in groups(question for question, _ in counted.most_common()):
        candidates = understander.match(like[0])
        intent = candidates[0].intent if candidates else NONE
        found.append(Group(intent, [(question, counted[question]) for question in like]))
    return sorted(found, key=lambda group: (-group.shared, group.intent))


def as_yaml(found: Sequence[Group]) -> Iterator[str]:
    """Yield lines for the `examples` of intents.yaml, by the intent that lies nearest."""
    yield f"# {sum(group.shared for group in found)} shared, {len(found)} groups."
    yield f"# “{HIDDEN}” is what was taken out: put a word there and take the # away, or leave the line out."
    for intent in dict.fromkeys(group.intent for group in found):
        yield f"# For the examples of “{intent}”, or another intent:"
        for group in (group for group in found if group.intent == intent):
            yield f"      # {'once' if group.shared == 1 else f'{group.shared} times'}"
            yield from (f"      {_as_item(question)}" for question, _ in group.questions)


def _as_item(question: str) -> str:
    """Return a question as an item of a list; as a remark where something is missing in it."""
    item = f"- {json.dumps(question, ensure_ascii=False)}"
    return f"# {item}" if HIDDEN in question else item


def harmless(cell: str) -> str:
    """Return the text of a cell, which no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
