"""The article itself beside what the knowledge base makes of it: `check --document FILE`.

Nothing of the article is kept: its text is read, compared and forgotten.
"""

from collections.abc import Callable, Iterator

from bot.knowledge.document import checks
from bot.knowledge.document.checks import Comparison
from bot.knowledge.document.layout import lay_out
from bot.knowledge.document.source import DocumentError, read_text
from bot.knowledge.model import Article
from bot.knowledge.problems import Problem
from bot.knowledge.rules import Finding

__all__ = ["CHECKS", "DocumentError", "compare", "read_text"]

CHECKS: dict[str, Callable[[Comparison], Iterator[Finding]]] = {
    "document-heading": checks.headings,
    "document-sentences": checks.sentence_counts,
    "document-uncited": checks.uncited,
    "document-figure": checks.figures,
    "document-name": checks.names,
    "document-citation": checks.citations,
    "document-copy": checks.copies,
}
"""What is compared, under the name that is printed with what it finds."""


def compare(article: Article, text: str, file: str) -> list[Problem]:
    """Return where the statements and the article's text, which stands in `file`, do not fit each other."""
    compared = Comparison(article, lay_out(article, text, file), file)
    found = ((name, *finding) for name, find in CHECKS.items() for finding in find(compared))
    return sorted({Problem(at.mark, text, name) for name, at, text in found})
