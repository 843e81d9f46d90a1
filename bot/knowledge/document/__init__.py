"""The article itself beside what the knowledge base makes of it: `check --document FILE`.

Each statement is compared with the sentences that it cites, and every sentence with who cites it. Nothing of
the article is kept: its text is read, compared and forgotten.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, pairwise
from math import log

from bot.knowledge.document.parsing import (
    DocumentError,
    Part,
    Words,
    lay_out,
    plain,
    read_text,
    words,
)
from bot.knowledge.model import Article, Statement
from bot.knowledge.problems import Problem, Text
from bot.knowledge.rules import Finding
from bot.knowledge.rules.wording import figures_in

__all__ = ["CHECKS", "DocumentError", "compare", "read_text"]

COPIED = 8
"""Consecutive words of a cited sentence that make a copy. Names and set phrases have up to seven."""
MARGIN = 5.0
"""How much nearer another sentence must be: by two rare words, or by more that are common."""
_STEM = 5
"""Letters by which forms of a word are the same: absorb, absorption."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The article of the knowledge base beside the document."""

    article: Article
    file: str
    sections: dict[str, Part]
    """The part of each section; one without is missing."""
    misfits: list[Finding]

    @property
    def sentences(self) -> dict[tuple[str, int], Text]:
        """Every sentence of the document, by its section and its number."""
        parts = self.sections.items()
        return {(key, n): text for key, part in parts for n, text in enumerate(part.sentences, start=1)}

    @property
    def is_whole(self) -> bool:
        """Whether each section was found in the document."""
        return self.sections.keys() == self.article.sections.keys()

    def cited(self) -> Iterator[tuple[Statement, tuple[Text, ...]]]:
        """Yield each statement with its sentences; one that lacks some is reported by its section."""
        sentences = self.sentences
        for statement in self.article.statements.values():
            keys = [(str(statement.section), n) for n in statement.sentence]
            if all(key in sentences for key in keys):
                yield statement, tuple(sentences[key] for key in keys)


def sentence_counts(compared: Comparison) -> Iterator[Finding]:
    """Find sections that have more or fewer sentences than article.yaml says."""
    for key, part in compared.sections.items():
        section, found = compared.article.sections[key], len(part.sentences)
        if found != section.sentences:
            where = f"“{section.id}” has {found} sentences in {compared.file}, not {section.sentences}"
            yield section.id, f"{where}; correct the number, and what cites this section"


def uncited(compared: Comparison) -> Iterator[Finding]:
    """Find sentences of the document that nobody cites, at their place in it."""
    article = compared.article
    cited = {(str(one.section), n) for one in article.citing for n in one.sentence}
    for (section, n), sentence in compared.sentences.items():
        if (section, n) not in cited:
            remedy = "restate it or list it under not_restated"
            yield sentence, f"no statement restates this, sentence {n} of “{section}”, {remedy}"


def figures(compared: Comparison) -> Iterator[Finding]:
    """Find numbers that are not in the sentences cited for them, or nowhere in the document."""
    for statement, sentences in compared.cited():
        for figure in dict.fromkeys(figures_in(plain(statement.text), compared.article.title)):
            if not _has_figure(sentences, figure):
                yield statement.text, _lacking(figure, sentences, compared)
    for figure in compared.article.figures if compared.is_whole else ():
        if not _has_figure(tuple(compared.sentences.values()), plain(figure)):
            yield figure, f"{compared.file} has no “{figure}”, remove it"


def _has_figure(sentences: tuple[Text, ...], figure: str) -> bool:
    """Whether a figure stands in the sentences; it may lack its unit, but not have another."""
    there = [found for sentence in sentences for found in figures_in(plain(sentence))]
    if any(found == figure or found.startswith(f"{figure} ") for found in there):
        return True
    return figure == "two" and any("both" in words(sentence) for sentence in sentences)


def names(compared: Comparison) -> Iterator[Finding]:
    """Find diseases, tests and the like that a statement names and its sentences do not.

    The heading counts as well: “this can lead to …” under “Anemia” is about anemia.
    """
    article = compared.article
    for statement, sentences in compared.cited():
        heading = article.sections[statement.section].heading
        context = words(" ".join((heading, *sentences)))
        for name in _names_in(statement.text, article):
            if not contains(context, words(name)):
                yield statement.text, _lacking(name, sentences, compared)
    headings = (section.heading for section in article.sections.values())
    whole = words(" ".join((*headings, *compared.sentences.values())))
    for name in article.names if compared.is_whole else ():
        if not contains(whole, words(name)):
            yield name, f"{compared.file} has no “{name}”, remove it"


def _names_in(text: str, article: Article) -> Iterator[str]:
    """Yield the listed names in a text, and its words with a capital or capitals: Graves, DNA."""
    said = words(text)
    listed = [name for name in article.names if contains(said, words(name))]
    yield from listed
    spoken_for = {word for name in (*listed, article.title) for word in words(name)}
    for before, word in pairwise(["", *text.split()]):
        bare = word.strip("“”\"'(),.;:!?")
        starts = not before or before[-1] in ".!?:"
        is_name = bare[1:2].isupper() or (bare[:1].isupper() and not starts)
        if is_name and not set(words(bare)) <= spoken_for:
            yield bare


def citations(compared: Comparison) -> Iterator[Finding]:
    """Find statements that are clearly nearer to another sentence than to those that they cite."""
    stems = {key: _stems(sentence) for key, sentence in compared.sentences.items()}
    counts = Counter(chain.from_iterable(stems.values()))
    for statement, _ in compared.cited():
        ours = _stems(statement.text)
        near = {
            key: sum(log(len(stems) / counts[stem]) for stem in ours & theirs)
            for key, theirs in stems.items()
        }
        cited = max(near[str(statement.section), n] for n in statement.sentence)
        section, n = nearest = max(near, key=near.__getitem__)
        if near[nearest] > cited + MARGIN:
            what = f"this is nearer to sentence {n} of “{section}” than to the one it cites"
            yield statement.section, f"{what}, cite that one or reword the statement"


def copies(compared: Comparison) -> Iterator[Finding]:
    """Find statements that repeat the article's own words rather than restate it."""
    for statement, sentences in compared.cited():
        ours = words(statement.text)
        run = max((longest_shared_run(ours, words(sentence)) for sentence in sentences), key=len, default=())
        if len(run) >= COPIED:
            what = f"{len(run)} words in a row are the article's own, “{' '.join(run)}”"
            yield statement.text, f"{what}; use other words (fewer than {COPIED} in a row)"


def _lacking(what: str, sentences: tuple[Text, ...], compared: Comparison) -> str:
    lines = " and ".join(dict.fromkeys(str(sentence.mark.line) for sentence in sentences))
    where = f"what the statement cites (line {lines} of {compared.file})"
    return f"“{what}” is not in {where}, cite the sentence that has it or reword the statement"


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text)}


def contains(text: Words, part: Words) -> bool:
    """Whether `part` stands in `text`, word by word; a plural is as good as a singular."""
    whole, wanted = (" ".join(map(_singular, one)) for one in (text, part))
    return f" {wanted} " in f" {whole} "


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > len("its") else word


def longest_shared_run(one: Words, other: Words) -> Words:
    """Return the longest run of words that stands in both."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]


CHECKS: dict[str, Callable[[Comparison], Iterator[Finding]]] = {
    "document-heading": lambda compared: iter(compared.misfits),
    "document-sentences": sentence_counts,
    "document-uncited": uncited,
    "document-figure": figures,
    "document-name": names,
    "document-citation": citations,
    "document-copy": copies,
}
"""What is compared, under the name that is printed with what it finds."""


def compare(article: Article, text: str, file: str) -> list[Problem]:
    """Return where the statements and the article's text, which stands in `file`, do not fit each other."""
    compared = Comparison(article, file, *lay_out(article, text, file))
    found = ((name, *finding) for name, find in CHECKS.items() for finding in find(compared))
    return sorted({Problem(at.mark, text, name) for name, at, text in found})
