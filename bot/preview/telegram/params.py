"""A request's body turned into typed parameters.

A name or type that a method does not know is refused: Telegram ignores such a slip, and no test would see it.
"""

import json
from collections.abc import Mapping
from typing import Literal
from urllib.parse import parse_qsl

from bot.preview.telegram.values import JSON, bad_request

Kind = Literal["int", "str", "bool", "list", "dict", "chat"]

_TYPES: dict[Kind, type] = {"int": int, "str": str, "bool": bool, "list": list, "dict": dict}


def parse_body(body: bytes, content_type: str) -> JSON:
    """The parameters as they came over the wire."""
    match content_type.partition(";")[0].strip().lower():
        case "application/json":
            return _object(body)
        case "application/x-www-form-urlencoded" | "":
            return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
        case other:
            raise bad_request(f"{other} is not supported by the stand-in")


def decode(raw: JSON, known: Mapping[str, Kind]) -> JSON:
    """The parameters of a method, each as the type that the method expects."""
    unknown = sorted(raw.keys() - known.keys())
    if unknown:
        raise bad_request(f"unknown parameter {', '.join(unknown)}")
    return {name: _value(name, value, known[name]) for name, value in raw.items()}


def _value(name: str, value: object, kind: Kind) -> object:
    if kind == "chat":
        return _number_or_name(value)
    if isinstance(value, str) and kind != "str":
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name}: expected {kind}") from None
    right = _TYPES[kind]
    # A bool is an int to Python, not to Telegram.
    if not isinstance(value, right) or (isinstance(value, bool) and kind != "bool"):
        raise bad_request(f"can't parse {name}: expected {kind}")
    return value


def _number_or_name(value: object) -> int | str:
    text = str(value)
    return int(text) if text.removeprefix("-").isdecimal() else text


def _object(body: bytes) -> JSON:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse the body as JSON") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as the body")
    return value
