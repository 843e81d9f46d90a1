"""The values that the stand-in's modules pass around."""

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]
Rows = list[list[str]]


class ApiError(Exception):
    """A call that is not carried out: Telegram answers with `code` and says why in `description`."""

    def __init__(self, code: int, description: str, parameters: JSON | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


def bad_request(reason: str) -> ApiError:
    """The refusal of a call that was not made rightly."""
    return ApiError(400, f"Bad Request: {reason}")


@dataclass(frozen=True)
class Call:
    """A call that the bot made, with its parameters decoded."""

    method: str
    params: JSON
    time: float
    """Seconds on the event loop's clock."""


@dataclass(frozen=True)
class Refusal:
    """A 4xx answer that the stand-in gave on its own account, not because a fault was asked for."""

    method: str
    description: str


@dataclass(frozen=True)
class Entity:
    """A formatted stretch of a text; offset and length count UTF-16 units, as Telegram does."""

    type: str
    offset: int
    length: int

    def as_json(self) -> JSON:
        """Telegram's MessageEntity."""
        return vars(self).copy()


@dataclass(frozen=True)
class Message:
    """A message from the bot as it stood when it was sent or edited."""

    message_id: int
    chat: JSON
    sender: JSON
    date: int
    text: str
    """The plain text that a person reads."""
    html: str
    """The text as the bot sent it, markup included."""
    entities: tuple[Entity, ...] = ()
    markup: JSON | None = None
    keyboard: Rows = field(default_factory=list)
    """Labels of the reply keyboard that was in force in the chat after this message."""
    edit_date: int | None = None
    extra: JSON = field(default_factory=dict)
    """What else Telegram's Message holds: the topic, the message replied to."""

    @property
    def inline_buttons(self) -> Rows:
        """Labels of the buttons under the message."""
        return [[button["text"] for button in row] for row in self.inline_rows]

    @property
    def inline_rows(self) -> list[list[JSON]]:
        """The buttons under the message as the bot sent them."""
        rows: list[list[JSON]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    def as_json(self) -> JSON:
        """Telegram's Message."""
        result: JSON = {"message_id": self.message_id, "from": self.sender, "chat": self.chat}
        result |= {"date": self.date, "text": self.text} | self.extra
        if self.entities:
            result["entities"] = [entity.as_json() for entity in self.entities]
        if self.inline_rows:
            result["reply_markup"] = self.markup
        if self.edit_date is not None:
            result["edit_date"] = self.edit_date
        return result


@dataclass(frozen=True, slots=True)
class Said:
    """A person wrote a message or changed one."""

    message: JSON


@dataclass(frozen=True, slots=True)
class Shown:
    """The bot sent a message or changed one; so it now stands, even if the bot never learns of it."""

    message: Message


@dataclass(frozen=True, slots=True)
class Typing:
    """The bot shows that it is writing."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The bot answered a query, with these parameters."""

    query_id: str
    params: JSON


@dataclass(frozen=True, slots=True)
class Presented:
    """The bot set its commands or its descriptions."""


Event = Said | Shown | Typing | Answered | Presented
"""What happens in the chats, as a person's app gets to see it."""
