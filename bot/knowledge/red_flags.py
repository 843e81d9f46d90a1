"""`knowledge/red_flags.yaml` to frozen values: resources, phrases with words filled in, fixed replies."""

import re
from collections.abc import Iterator, Mapping

from bot.knowledge.fields import Fields
from bot.knowledge.files import each, paragraphs
from bot.knowledge.model import FULL_SCORE, HARMLESS, Band, RedFlag, RedFlags, Resource
from bot.knowledge.problems import Text

_WORD = re.compile(r"<([^<>\s]*)>")


NAMES = ("crisis", "emergency", "crisis_of_another", "personal")
"""The red flags, the most urgent first."""
LOOK_ALIKES = ("past_or_general", "figurative")
"""The keys of the examples that sound like alarms and are none."""


def read_red_flags(fields: Fields, examples: Fields, bands: Fields) -> RedFlags:
    """Read `knowledge/red_flags.yaml`, `red_flag_examples.yaml` and `red_flag_bands.yaml`."""
    words = _words(fields.mapping("words"))
    flags = fields.mapping("red_flags")
    read = _Reader(words)
    red_flags = RedFlags(
        resources={resource.id: resource for resource in each(fields.mapping("resources"), read.resource)},
        check_typos=fields.texts("check_typos", required=False),
        flags=(
            read.flag(flags, "crisis"),
            read.flag(flags, "emergency"),
            read.flag(flags, "crisis_of_another", as_id="crisis", gives_way=True),
            *read.personal(flags, "personal"),
        ),
        examples={name: examples.texts(name) for name in (*NAMES, HARMLESS)},
        look_alikes={name: examples.texts(name) for name in LOOK_ALIKES},
        help_line=fields.text("help_line"),
        bands={name: _band(bands.mapping(name)) for name in NAMES},
    )
    bands.close()
    examples.close()
    flags.close()
    fields.close()
    return red_flags


def _band(fields: Fields) -> Band:
    """Return the band of a kind; one that no message reaches is better than one that all do."""
    band = Band(line=fields.number("line"), takes_over=fields.number("takes_over"))
    if fields.exists and not 0 < band.line <= band.takes_over < FULL_SCORE:
        text = f"write 0 < line <= takes_over < {FULL_SCORE}, or run “evaluate --calibrate”"
        fields.report(fields.mark, text, "score-range")
    fields.close()
    return band


class _Reader:
    """Reads red flags, with the editors' words filled into their phrases."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def flag(self, flags: Fields, name: str, *, as_id: str | None = None, gives_way: bool = False) -> RedFlag:
        """Return the red flag under a key."""
        key, fields = flags.key(name), flags.mapping(name)
        flag = RedFlag(
            Text(as_id, key.mark) if as_id else key,
            name=key,
            concern=None,
            phrases=self._phrases(fields, "phrases"),
            harmless=self._phrases(fields, "harmless", required=False),
            close=paragraphs(fields, "close"),
            resources=fields.texts("resources"),
            gives_way=gives_way,
            persons=self._phrases(fields, "persons", required=False),
            again=fields.texts("again"),
        )
        fields.close()
        return flag

    def personal(self, flags: Fields, name: str) -> Iterator[RedFlag]:
        """Yield one red flag for each concern under a key; each leads with a sentence of its own."""
        key, fields = flags.key(name), flags.mapping(name)
        close = paragraphs(fields, "close")
        harmless = self._phrases(fields, "harmless", required=False)
        for concern, item in fields.mapping("concerns").items():
            yield RedFlag(
                key,
                name=key,
                concern=concern,
                phrases=self._phrases(item, "phrases"),
                harmless=harmless,
                lead=paragraphs(item, "lead"),
                close=close,
                statements=item.texts("statements"),
                cues=self._phrases(item, "cues", required=False),
            )
            item.close()
        fields.close()

    def resource(self, key: Text, fields: Fields) -> Resource:
        """Return a resource."""
        cues = self._phrases(fields, "cues", required=False)
        numbers = fields.texts("numbers", required=False)
        return Resource(
            key, fields.text("text"), fields.text("source"), fields.text("checked_on"), cues, numbers
        )

    def _phrases(self, fields: Fields, name: str, *, required: bool = True) -> tuple[Text, ...]:
        return tuple(_filled(phrase, self._words, fields) for phrase in fields.texts(name, required=required))


def _words(fields: Fields) -> dict[str, str]:
    """Return what each name stands for. A word may use those above it, so none can go in circles."""
    words: dict[str, str] = {}
    for name in fields.keys():  # noqa: SIM118 - not a dict
        words[name] = f"({'|'.join(_filled(text, words, fields) for text in fields.texts(name))})"
    fields.close()
    return words


def _filled(phrase: Text, words: Mapping[str, str], fields: Fields) -> Text:
    """Return a phrase with each `<name>` replaced by what it stands for."""
    for name in _WORD.findall(phrase):
        if name not in words:
            text = f"there is no word <{name}> above this, add it under “words” or write it out"
            fields.report(phrase.mark, text, "unknown-word")
    return Text(_WORD.sub(lambda found: words.get(found[1], "word"), phrase), phrase.mark)
