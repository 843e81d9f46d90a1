"""The article's text to its parts: a heading, and the sentences below it, each with its place in the file.

Lines may be wrapped anywhere, and blank lines may be missing around headings that are known.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.knowledge.document.words import Words, plain, words
from bot.knowledge.problems import Mark, Text

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


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article under one heading."""

    heading: Text | None
    """None for what stands before the first heading."""
    sentences: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, with where it starts in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


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
        pending: list[_Line] = []
        at = 0
        while at < len(block):
            length = 0 if _is_unfinished(pending) else _heading_at(block, at, headings)
            if not length:
                pending.append(block[at])
                at += 1
                continue
            yield from _prose(pending)
            pending = []
            yield True, block[at].start, block[at + length - 1].end
            at += length
        yield from _prose(pending)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the lines between blank lines."""
    block: list[_Line] = []
    for found in re.finditer(r"(?m)^.*$", text):
        if words(found[0]):
            block.append(_Line(found[0], found.start()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_unfinished(lines: list[_Line]) -> bool:
    """Whether the next line goes on with these: then it is no heading, whatever it says."""
    return bool(lines) and not _FULL_STOP.search(lines[-1].text.rstrip())


def _heading_at(block: list[_Line], at: int, headings: Collection[Words]) -> int:
    """Return over how many lines a known heading goes from here; 0 if there is none."""
    for end in range(min(at + _HEADING_LINES, len(block)), at, -1):
        # A line that happens to break where a heading would end goes on in small letters.
        goes_on = end < len(block) and block[end].text.strip()[:1].islower()
        if not goes_on and words(" ".join(line.text for line in block[at:end])) in headings:
            return end - at
    return 0


def _prose(lines: list[_Line]) -> Iterator[tuple[bool, int, int]]:
    """Yield the lines as prose, or as an unknown heading if they look like one."""
    if lines:
        looks = _is_unfinished(lines) and sum(len(words(line.text)) for line in lines) <= _HEADING_WORDS
        yield looks and len(lines) <= _HEADING_LINES, lines[0].start, lines[-1].end


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
