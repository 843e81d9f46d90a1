"""An article of our own, with statements that restate it, to compare and to break."""

import re
from collections.abc import Iterator

from bot.knowledge.document import compare
from tests.knowledge.base import ARTICLE, DIALOGUE, INTENTS, MESSAGES, RED_FLAGS, SMALL, Base, Edit

DOCUMENT = "article.txt"
"""The article's file, in the folder of the knowledge base."""

TEXT = """\
Why People Drink Tea: A Short Guide

People have had tea for ages. Once, two clubs met for green tea, e.g. Sencha, at the house of Ms. Moss.
She drank 3 cups per day.

What Tea Does

Tea holds caffeine, a substance that wakes the mind. Too much of it can lead to insomnia or heartburn.
A sleep test (ST) finds the first, and both go away.

Not for Children

Small children should have none of it!
"""

STATEMENTS = """\
title: "Why People Drink Tea: A Short Guide"
taken_in: "2026-11-22"

sections:
  why:
    heading: "Why People Drink Tea"
    sentences: 3
  effects:
    heading: "What Tea Does"
    sentences: 3
  children:
    heading: "Not for Children"
    sentences: 1

figures: ["two", "3", "per day"]
names: ["Sencha", "insomnia", "heartburn", "sleep test", "ST"]

not_restated:
  - section: why
    sentence: 1
    reason: "It tells of the past."

statements:
  clubs:
    text: "The article tells of two clubs that came together for Sencha, at the place of a certain Moss."
    section: why
    sentence: 2
  cups:
    text: "She had 3 cups, it says, of tea."
    section: why
    sentence: 3
  caffeine:
    text: "There is caffeine in tea, the article says, and it wakes the mind."
    section: effects
    sentence: 1
  harm:
    text: "If it is too much, the article says, insomnia or heartburn can be what it leads to."
    section: effects
    sentence: 2
  test:
    text: "The article names a sleep test (ST) for the first of the two. They go away."
    section: effects
    sentence: 3
  children:
    text: "For small children, the article says, none is right."
    section: children
    sentence: 1
"""

SUBJECT = "(?i)vitamin B12 deficiency|vitamin B12|B12"
"""What the other files are about."""
_IDS = "clubs, cups, caffeine, harm, test, children"


def _edits() -> Iterator[Edit]:
    """Yield what makes the small knowledge base one about tea: every answer gives every statement."""
    yield Edit(ARTICLE, SMALL[ARTICLE], STATEMENTS)
    for file in (MESSAGES, DIALOGUE):
        yield Edit(file, SMALL[file], re.sub(SUBJECT, "tea", SMALL[file]))
    for file, key, ids in ((INTENTS, "answer", _IDS), (RED_FLAGS, "statements", "children")):
        about_tea = re.sub(SUBJECT, "tea", SMALL[file])
        yield Edit(file, SMALL[file], re.sub(rf"{key}: \[[^]]*\]", f"{key}: [{ids}]", about_tea))


class TeaBase(Base):
    """The knowledge base about tea, with its article beside it."""

    def build(self) -> "TeaBase":
        """Write both."""
        self.edit(*_edits())
        self._texts[DOCUMENT] = TEXT
        self._save(DOCUMENT)
        return self

    def comparison(self) -> list[str]:
        """Return what does not fit, as it is printed."""
        text = (self.folder / DOCUMENT).read_text(encoding="utf-8")
        return [str(problem) for problem in compare(self.load().article, text, DOCUMENT)]
