"""The article's file to its sections: a heading, and the sentences below it, each with its place in the file.

Lines may be wrapped anywhere, and blank lines may be missing around headings that are known.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from bot.errors import B12BotError
from bot.knowledge.letters import LOOK_ALIKES
from bot.knowledge.model import Article
from bot.knowledge.problems import Mark, Text
from bot.knowledge.rules import Finding

Words = tuple[str, ...]

MAX_BYTES = 200_000
"""A larger file is not one article; no more than that is read of it."""
_LAID_OUT = set("\t\n\r\v\f")

_HEADING_LINES = 3
"""Lines over which a heading may be wrapped."""
_HEADING_WORDS = 20
"""A longer paragraph is none, even if it ends without a full stop."""

_FULL_STOP = re.compile(r"[.!?…:;][\"'”\u2019)\]*_]*$")
_SIGNS = " \t#*_="
"""What marks a heading in Markdown."""
_BOUNDARY = re.compile(r"[.!?…]+[\"'”\u2019)\]]*(?=\s+[\"'“\u2018(\[]*[^\W_a-z])")
"""The end of a sentence: what follows does not start with a small letter."""
_NO_END = re.compile(r"\b(?:cf|vs|dr|mr|mrs|ms|prof|st|fig|approx|ca|al|[a-z](?:\.[a-z])+)\.$")
"""Abbreviations after which a sentence goes on, in plain letters."""
_LONGEST_ABBREVIATION = 12
_UNSEEN = {"Mn", "Cf", "Cc"}
"""Unicode categories of accents and of characters that can't be seen."""
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_BREAKS = str.maketrans("\t\n\r\v\f", "     ")
_WORD = re.compile(r"[^\W_]+")


class DocumentError(B12BotError):
    """The file can't be read as an article. Names it and what to do."""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        DocumentError: if it is not a text of a sensible size.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(f"{path} is not UTF-8 text, save the article as plain text in UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise DocumentError(f"{path} can't be read ({reason}), name the article's text file") from None
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{path} is larger than {MAX_BYTES:,} bytes, name a file with the article alone")
    if any(unicodedata.category(letter) == "Cc" and letter not in _LAID_OUT for letter in text):
        raise DocumentError(f"{path} has control characters, save the article as plain text in UTF-8")
    if not text.strip():
        raise DocumentError(f"{path} is empty, put the article's text into it")
    return text


def plain(text: str) -> str:
    """Return a text in plain lower-case Latin letters, with its digits and signs."""
    text = unicodedata.normalize("NFKD", text.translate(_BREAKS).casefold())
    text = "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN)
    return _APOSTROPHES.sub("", text).translate(LOOK_ALIKES)


def words(text: str) -> Words:
    """Return the words of a text."""
    return tuple(_WORD.findall(plain(text)))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article under one heading."""

    heading: Text | None
    """None for what stands before the first heading."""
    sentences: tuple[Text, ...]


Line = re.Match[str]
"""A line, with where it starts and ends in the text."""


def parse(text: str, file: str, headings: Collection[Words]) -> list[Part]:
    """Return the parts of a text; `headings` are those that it should have."""
    text = "\n".join(text.splitlines())
    parts: list[Part] = []
    heading: Text | None = None
    sentences: list[Text] = []
    for is_heading, start, end in _stretches(text, headings):
        if is_heading:
            if heading or sentences:
                parts.append(Part(heading, tuple(sentences)))
            heading, sentences = _piece(text, start, end, file), []
        else:
            sentences += (_piece(text, *span, file) for span in _sentences(text, start, end))
    return [*parts, Part(heading, tuple(sentences))]


def _stretches(text: str, headings: Collection[Words]) -> Iterator[tuple[bool, int, int]]:
    """Yield headings and the prose between them: whether it is a heading, its start and its end."""
    for block in _blocks(text):
        pending: list[Line] = []
        at = 0
        while at < len(block):
            length = 0 if _is_unfinished(pending) else _heading_at(block, at, headings)
            if not length:
                pending.append(block[at])
                at += 1
                continue
            yield from _prose(pending)
            pending = []
            yield True, block[at].start(), block[at + length - 1].end()
            at += length
        yield from _prose(pending)


def _blocks(text: str) -> Iterator[list[Line]]:
    """Yield the lines between blank lines."""
    block: list[Line] = []
    for found in re.finditer(r"(?m)^.*$", text):
        if words(found[0]):
            block.append(found)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_unfinished(lines: list[Line]) -> bool:
    """Whether the next line goes on with these: then it is no heading, whatever it says."""
    return bool(lines) and not _FULL_STOP.search(lines[-1][0].rstrip())


def _heading_at(block: list[Line], at: int, headings: Collection[Words]) -> int:
    """Return over how many lines a known heading goes from here; 0 if there is none."""
    for end in range(min(at + _HEADING_LINES, len(block)), at, -1):
        # A line that happens to break where a heading would end goes on in small letters.
        goes_on = end < len(block) and block[end][0].strip()[:1].islower()
        if not goes_on and words(" ".join(line[0] for line in block[at:end])) in headings:
            return end - at
    return 0


def _prose(lines: list[Line]) -> Iterator[tuple[bool, int, int]]:
    """Yield the lines as prose, or as an unknown heading if they look like one."""
    if lines:
        looks = _is_unfinished(lines) and sum(len(words(line[0])) for line in lines) <= _HEADING_WORDS
        yield looks and len(lines) <= _HEADING_LINES, lines[0].start(), lines[-1].end()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _BOUNDARY.finditer(text, start, end):
        last = text[max(at, found.end() - _LONGEST_ABBREVIATION) : found.end()]
        if not _NO_END.search(plain(last)):
            yield at, found.end()
            at = found.end()
    yield at, end


def _piece(text: str, start: int, end: int, file: str) -> Text:
    """Return a piece of the text with its place, without the white space and the signs around it."""
    while start < end and text[start] in _SIGNS + "\n":
        start += 1
    mark = Mark(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    return Text(" ".join(text[start:end].rstrip(_SIGNS + "\n").split()), mark)


def lay_out(article: Article, text: str, file: str) -> tuple[dict[str, Part], list[Finding]]:
    """Return which part of a text is which section, and the headings that differ, are missing or unknown."""
    wanted = _headings(article)
    parts = parse(text, file, {words(heading) for heading, _ in wanted})
    sections: dict[str, Part] = {}
    misfits: list[Finding] = []
    for heading, section, part in _pairs(wanted, parts):
        if part and section:
            sections[section] = part
        misfits += _misfit(heading, part, file)
    return sections, misfits


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


def _pairs(
    wanted: Sequence[tuple[Text, str]], parts: Sequence[Part]
) -> Iterator[tuple[Text | None, str, Part | None]]:
    """Yield which heading belongs to which part; one that was changed belongs where it stands in order."""
    ours, theirs = [words(one) for one, _ in wanted], [words(part.heading or "") for part in parts]
    for _, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        for ours_here, part in zip_longest(wanted[i:i_end], parts[j:j_end]):
            yield *(ours_here or (None, "")), part


def _misfit(heading: Text | None, part: Part | None, file: str) -> Iterator[Finding]:
    found = part.heading if part else None
    if heading is None and part:
        what = f"article.yaml has no section “{found}”" if found else "this stands before the first heading"
        yield found or part.sentences[0], f"{what}, add it or take it out"
    elif heading and not found:
        yield heading, f"{file} has no heading “{heading}”, write it as it stands there"
    elif heading and found and words(heading) != words(found):
        where = f"line {found.mark.line} of {file}"
        yield heading, f"the heading is “{found}” in {where}, write it as it stands there"
