"""Writes `knowledge/schema/`: the JSON Schema of each knowledge file, by which editors' programs complete it.

The types of the values are the only description of the files; run it after a change of them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

from bot.knowledge import Article, DialoguePhrases, Messages, Text, Thresholds, Vocabulary, default_folder
from bot.knowledge.decoding import As, Key, Keys, has_key, is_required, taken_apart
from bot.knowledge.intents import IntentsFile
from bot.knowledge.messages import LanguagesFile
from bot.knowledge.red_flags import Bands, Examples, RedFlagsFile

Schema = dict[str, Any]

FOLDER = Path("knowledge", "schema")
DRAFT = "http://json-schema.org/draft-07/schema#"
KINDS = {
    "intents": IntentsFile,
    "article": Article,
    "messages": Messages,
    "dialogue": DialoguePhrases,
    "languages": LanguagesFile,
    "vocabulary": Vocabulary,
    "thresholds": Thresholds,
    "red_flags": RedFlagsFile,
    "red_flag_examples": Examples,
    "red_flag_bands": Bands,
}
"""What each file is read as, by its name without its ending."""

_TEXT: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": "integer", "minimum": 0}


def schemas() -> dict[str, Schema]:
    """Return the schema of each file."""
    return {name: {"$schema": DRAFT, **schema(kind)} for name, kind in KINDS.items()}


def schema(kind: Any) -> Schema:  # noqa: ANN401 - whatever a field may be
    """Return the schema of what is read as this type."""
    kind, said = taken_apart(kind)
    if kind is Text or said is As.PARAGRAPHS:
        return _TEXT
    if kind in (int, float):
        limits = {"maximum": said[-1]} if isinstance(said, range) else {}
        return (_NUMBER if kind is int else {"type": "number"}) | limits
    if is_dataclass(kind):
        keys = {field.name: field for field in fields(kind) if field.type != Key}
        required = [name for name, field in keys.items() if is_required(field)]
        return _object({name: schema(field.type) for name, field in keys.items()}, required)
    of, then = get_args(kind)
    if then is ...:
        return _items(of)
    if isinstance(said, Keys) and said.are_all:
        return _object({name: schema(then) for name in said.names}, said.names)
    needed: Schema = {"required": list(said.names)} if isinstance(said, Keys) else {}
    return {"type": "object", "additionalProperties": schema(then), **needed}


def _items(of: Any) -> Schema:  # noqa: ANN401
    if has_key(of):
        return {"type": "object", "additionalProperties": schema(of)}
    return {"oneOf": [_NUMBER, _list_of(_NUMBER)]} if of is int else _list_of(schema(of))


def _object(properties: Mapping[str, Schema], required: Iterable[str]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def texts() -> dict[Path, str]:
    """Return what each file of `FOLDER` must hold."""
    return {
        FOLDER / f"{name}.json": json.dumps(schema, indent=1) + "\n" for name, schema in schemas().items()
    }


if __name__ == "__main__":
    for path, text in texts().items():
        (default_folder() / path).parent.mkdir(exist_ok=True)
        (default_folder() / path).write_text(text, encoding="utf-8")
