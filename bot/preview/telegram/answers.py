"""What goes back over HTTP: Telegram's own answers, and what others say in its place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.preview.telegram.values import JSON, ApiError


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a call."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def success(result: object) -> Answer:
    """Telegram's answer to a call that it carried out."""
    return Answer(200, json.dumps({"ok": True, "result": result}).encode())


def failure(error: ApiError) -> Answer:
    """Telegram's answer to a call that it did not carry out."""
    body: JSON = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    seconds = error.parameters.get("retry_after")
    headers = {} if seconds is None else {"Retry-After": str(seconds)}
    return Answer(error.code, json.dumps(body).encode(), headers=headers)
