"""Files to values: the knowledge folder to one `Knowledge`, or every problem of every file at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from bot.knowledge.decoding import decode
from bot.knowledge.intents import IntentsFile
from bot.knowledge.messages import DialoguePhrases, LanguagesFile, Messages
from bot.knowledge.model import Article, Knowledge, Ordinary, Thresholds, Vocabulary
from bot.knowledge.nodes import compose
from bot.knowledge.problems import KnowledgeError, Mark, Problem
from bot.knowledge.red_flags import Bands, Examples, RedFlagsFile
from bot.knowledge.rules import references, texts

T = TypeVar("T")

UNREADABLE = {"file", "file-size", "encoding", "alias", "yaml-syntax"}
"""Rules after which a whole file is missing from what was read."""
ENGLISH = ("english.txt", "product.txt", "services.txt", "assistant.txt", "people.txt", "health.txt")
FOREIGN, WORDS = "foreign.tsv", "words.txt"
ORDINARY = "knowledge/ordinary"
EXAMPLES = "knowledge/red_flag_examples.yaml"
ONLY_LEARNT = (EXAMPLES, *(f"{ORDINARY}/{file}" for file in (*ENGLISH, FOREIGN, WORDS)))
"""The files that only learning reads: most of all lines."""

_PACKAGE = Path(__file__).resolve().parent.parent


def default_folder() -> Path:
    """Return where the knowledge base stands: the checkout, or inside the installed package."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / "intents.yaml").is_file() else _PACKAGE / "data"


def load(folder: Path | None = None, *, to_learn: bool = True, lint: bool = True) -> Knowledge:
    """Read `intents.yaml` and `knowledge/` below `folder` (default: the bot's own).

    Whoever has learnt it already needs none of `ONLY_LEARNT`: without `to_learn` their place stays empty.
    Without `lint` only those rules are asked that the bot can't do without.

    Raises:
        KnowledgeError: with every problem of every file, if there is one.
    """
    problems: list[Problem] = []
    files = _Files(folder or default_folder(), problems)
    knowledge = Knowledge(
        intents=files.yaml(IntentsFile, "intents.yaml").intents(problems),
        article=files.yaml(Article, "knowledge/article.yaml"),
        messages=files.yaml(Messages, "knowledge/messages.yaml"),
        red_flags=files.yaml(RedFlagsFile, "knowledge/red_flags.yaml").with_others(
            files.yaml(Examples, EXAMPLES) if to_learn else {},
            files.yaml(Bands, "knowledge/red_flag_bands.yaml"),
            problems,
        ),
        dialogue=files.yaml(DialoguePhrases, "knowledge/dialogue.yaml"),
        languages=files.yaml(LanguagesFile, "knowledge/languages.yaml").languages,
        vocabulary=files.yaml(Vocabulary, "knowledge/vocabulary.yaml"),
        thresholds=files.yaml(Thresholds, "knowledge/thresholds.yaml"),
        ordinary=files.ordinary() if to_learn else Ordinary(),
    )
    rules = [references.RULES, texts.RULES]
    if lint:
        # A bot that answers does without, and need not import them.
        from bot.knowledge.rules import limits, wording  # noqa: PLC0415

        rules += [limits.RULES, wording.RULES]
    is_whole = not any(problem.rule in UNREADABLE for problem in problems)
    problems += [problem for some in rules for problem in some.check(knowledge, is_whole=is_whole)]
    if problems:
        raise KnowledgeError(problems)
    return knowledge


def read_yaml(kind: type[T], path: Path) -> T:
    """Read a YAML file of any other shape.

    Raises:
        KnowledgeError: with every problem of the file, if there is one.
        OSError: if it can't be read.
    """
    problems: list[Problem] = []
    value = decode(kind, compose(path.read_bytes(), str(path), problems), str(path), problems)
    if problems:
        raise KnowledgeError(problems)
    return value


class _Files:
    """The files of a folder; what is wrong with them is added to `problems`."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self._folder = folder
        self._problems = problems

    def yaml(self, kind: type[T], file: str) -> T:
        """Return what a YAML file says."""
        data = self._bytes(file)
        root = None if data is None else compose(data, file, self._problems)
        return decode(kind, root, file, self._problems)

    def ordinary(self) -> Ordinary:
        """Return ordinary speech, one line a line."""
        pairs = []
        for mark, line in self._lines(FOREIGN):
            language, tab, text = line.partition("\t")
            if not tab:
                what = "this is no language, tab and line; write all three"
                self._problems.append(Problem(mark, what, "ordinary"))
            pairs.append((language, text))
        english = [line for file in ENGLISH for _, line in self._lines(file)]
        words = frozenset(line for _, line in self._lines(WORDS))
        return Ordinary(tuple(dict.fromkeys(english)), tuple(dict.fromkeys(pairs)), words)

    def _lines(self, file: str) -> Iterator[tuple[Mark, str]]:
        """Yield the lines of a file that say something, with their places."""
        path = f"{ORDINARY}/{file}"
        for number, encoded in enumerate((self._bytes(path) or b"").splitlines(), 1):
            mark = Mark(path, number, 1)
            try:
                line = encoded.decode("utf-8-sig").strip()
            except UnicodeDecodeError:
                text = "this line is not UTF-8 text, save the file as UTF-8"
                self._problems.append(Problem(mark, text, "encoding"))
                continue
            if line:
                yield mark, line

    def _bytes(self, file: str) -> bytes | None:
        try:
            return (self._folder / file).read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            text = f"the file can't be read ({reason}), restore it"
            self._problems.append(Problem(Mark(file, 1, 1), text, "file"))
            return None
