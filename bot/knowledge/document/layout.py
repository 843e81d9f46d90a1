"""Which part of the document is which section of article.yaml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.knowledge.document.parsing import Part, parse
from bot.knowledge.document.words import words
from bot.knowledge.model import Article
from bot.knowledge.problems import Text
from bot.knowledge.rules import Finding


@dataclass(frozen=True, slots=True)
class Layout:
    """The document's parts, and what does not fit."""

    sections: Mapping[str, Part]
    """The part of each section; one without is missing."""
    misfits: tuple[Finding, ...]
    """Headings that differ, are missing, or are unknown."""


def lay_out(article: Article, text: str, file: str) -> Layout:
    """Return which part of a text is which section."""
    wanted = _headings(article)
    parts = parse(text, file, {words(heading) for heading, _ in wanted})
    pairs = list(_pairs([heading for heading, _ in wanted], parts))
    sections = {wanted[at][1]: part for at, part in pairs if at is not None and part and wanted[at][1]}
    found: list[Finding] = []
    for at, part in pairs:
        found += _misfit(None if at is None else wanted[at][0], part, file)
    return Layout(sections, tuple(found))


def _headings(article: Article) -> list[tuple[Text, str]]:
    """Return the headings that the document should have in order, each with its section, if it opens one.

    The article's title opens the section whose heading it starts with: “Causes: what to know”.
    """
    headings = {str(section.id): section.heading for section in article.sections.values()}
    opened = next((key for key, heading in headings.items() if _opens(article.title, heading)), "")
    others = ((heading, key) for key, heading in headings.items() if key != opened)
    return [(article.title, opened), *others]


def _opens(title: str, heading: str) -> bool:
    return words(title) == words(heading) or words(title.partition(":")[0]) == words(heading)


def _pairs(wanted: Sequence[Text], parts: Sequence[Part]) -> Iterator[tuple[int | None, Part | None]]:
    """Yield which heading belongs to which part; one that was changed belongs where it stands in order."""
    found = [words(part.heading or "") for part in parts]
    for _, i, i_end, j, j_end in SequenceMatcher(
        None, [*map(words, wanted)], found, autojunk=False
    ).get_opcodes():
        for offset in range(max(i_end - i, j_end - j)):
            yield (
                i + offset if i + offset < i_end else None,
                parts[j + offset] if j + offset < j_end else None,
            )


def _misfit(heading: Text | None, part: Part | None, file: str) -> Iterator[Finding]:
    found = part.heading if part else None
    if heading is None and part:
        what = f"article.yaml has no section “{found}”" if found else "this stands before the first heading"
        yield found or part.sentences[0], f"{what}, add it or take it out"
    elif heading is not None and found is None:
        yield heading, f"{file} has no heading “{heading}”, write it as it stands there"
    elif heading is not None and found is not None and words(heading) != words(found):
        where = f"line {found.mark.line} of {file}"
        yield heading, f"the heading is “{found}” in {where}, write it as it stands there"
