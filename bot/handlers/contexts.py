"""What each chat last talked about, for as long as it is remembered."""

from bot.conversation import NOTHING, Context
from bot.storage.recent import Recent

Place = tuple[int, int]
"""A chat, and the topic of a forum in it (0 where there are none): each is a conversation of its own."""


class Contexts(Recent[Place, Context]):
    """Remembers the contexts of the latest chats."""

    def of(self, place: Place) -> Context:
        """Return the context of a conversation; empty if there is none, or none so new."""
        return self.get(place) or NOTHING

    def keep(self, place: Place, context: Context) -> None:
        """Remember a context; one that holds nothing takes no place."""
        if context == NOTHING:
            self.discard(place)
        else:
            self.put(place, context)
