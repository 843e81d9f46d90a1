"""JSON Schema of each knowledge file: by it an editor's program completes keys and marks mistakes.

The readers are the only description of the files. Run on a `_Recorder`, they tell which keys they ask for,
and as what.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from bot.knowledge.fields import Fields
from bot.knowledge.files import read_article, read_intents, read_messages, read_thresholds, read_vocabulary
from bot.knowledge.problems import NOWHERE, Text
from bot.knowledge.red_flags import read_red_flags
from bot.knowledge.talk import read_dialogue, read_languages

T = TypeVar("T")

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
ANY = "*"
"""In place of a key that editors choose."""

_TEXT: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": "integer", "minimum": 0}


def schemas() -> dict[str, Schema]:
    """Return the schema of each file, by its name without its ending."""
    readers = {
        "intents": read_intents,
        "article": read_article,
        "messages": read_messages,
        "dialogue": read_dialogue,
        "languages": read_languages,
        "vocabulary": read_vocabulary,
        "thresholds": read_thresholds,
    }
    files = {name: _Recorder() for name in readers}
    for name, read in readers.items():
        read(files[name])
    flags = {name: _Recorder() for name in ("red_flags", "red_flag_examples", "red_flag_bands")}
    read_red_flags(*flags.values())
    return {name: {"$schema": DRAFT, **file.schema()} for name, file in (files | flags).items()}


class _Recorder(Fields):
    """Fields of which every key is there and empty, and which notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__(None, NOWHERE.file, [])
        self._asked_for: dict[str, Schema | _Recorder] = {}
        self._required: list[str] = []
        self._is_list = False

    def schema(self) -> Schema:
        """Return what was asked for."""
        keys = {
            key: kind.schema() if isinstance(kind, _Recorder) else kind
            for key, kind in self._asked_for.items()
        }
        schema: Schema = {"type": "object", "additionalProperties": keys.pop(ANY, False)}
        if keys:
            schema |= {"properties": keys, "required": [key for key in self._required if key in keys]}
        return _list_of(schema) if self._is_list else schema

    def keys(self) -> tuple[Text, ...]:
        return (Text(ANY),)

    def text(self, name: str) -> Text:
        return self._note(name, _TEXT, Text(""))

    def optional_text(self, name: str) -> Text | None:
        return self._note(name, _TEXT, None, required=False)

    def number(self, name: str) -> int:
        return self._note(name, _NUMBER, 0)

    def decimal(self, name: str) -> float:
        return self._note(name, {"type": "number"}, 0.0)

    def numbers(self, name: str) -> tuple[int, ...]:
        return self._note(name, {"oneOf": [_NUMBER, _list_of(_NUMBER)]}, ())

    def texts(self, name: str, *, required: bool = True) -> tuple[Text, ...]:
        return self._note(name, _list_of(_TEXT), (), required=required)

    def text_lists(self, name: str) -> tuple[tuple[Text, ...], ...]:
        return self._note(name, _list_of(_list_of(_TEXT)), (), required=False)

    def mapping(self, name: str, *, required: bool = True) -> Fields:
        fields = _Recorder()
        return self._note(name, fields, fields, required=required)

    def mappings(self, name: str) -> Iterator[Fields]:
        fields = _Recorder()
        fields._is_list = True
        yield self._note(name, fields, fields, required=False)

    def _note(self, name: str, kind: "Schema | _Recorder", empty: T, *, required: bool = True) -> T:
        self._asked_for[str(name)] = kind
        if required:
            self._required.append(str(name))
        return empty


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}
