"""Who is on the chat page: Ada, in a private chat with the bot, and a group of her and Ben."""

from dataclasses import dataclass

from bot.preview.telegram import JSON, Person
from bot.preview.telegram.person import private_chat, supergroup, user
from bot.preview.telegram.state import State

ADA = user(1001, "Ada")
BEN = user(1002, "Ben")


@dataclass(frozen=True, slots=True)
class Room:
    """A chat as the page shows it, and who may write there."""

    chat: JSON
    people: tuple[JSON, ...]

    @property
    def id(self) -> int:
        """Telegram's number of the chat."""
        number: int = self.chat["id"]
        return number

    @property
    def title(self) -> str:
        """What the page calls it."""
        return str(self.chat.get("title") or self.chat["first_name"])

    def user(self, user_id: int) -> JSON:
        """Telegram's User of one of the people here.

        Raises:
            KeyError: if nobody here has this number.
        """
        return {person["id"]: person for person in self.people}[user_id]

    def person(self, state: State, user_id: int) -> Person:
        """One of the people here, who can write."""
        return Person(state, self.chat, self.user(user_id))


ROOMS = {
    room.id: room
    for room in (
        Room(private_chat(ADA), (ADA,)),
        Room(supergroup(-1_001_000_000_001, "Family"), (ADA, BEN)),
    )
}
"""By the number of the chat, in the order in which they are shown."""
