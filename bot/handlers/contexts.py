"""What each chat last talked about, for as long as it is remembered."""

from bot.conversation import NOTHING, Context
from bot.conversation.context import from_json, to_json
from bot.storage import ChatStates, DatabaseDownError
from bot.storage.chats import Place
from bot.storage.recent import Recent


class Contexts:
    """Remembers the contexts of the latest chats.

    `states` keeps them where every process sees them: any may get the next message. Without it, and while it
    is down, this process has its own.
    """

    def __init__(self, states: ChatStates | None = None, own: Recent[Place, Context] | None = None) -> None:
        self._own = Recent() if own is None else own
        self._states = states

    async def of(self, place: Place) -> Context:
        """Return the context of a conversation; empty if there is none, or none so new."""
        if self._states:
            try:
                state = await self._states.of(place)
            except DatabaseDownError:
                pass
            else:
                return from_json(state) if state else NOTHING
        return self._own.get(place) or NOTHING

    def keep(self, place: Place, context: Context) -> None:
        """Remember a context; one that holds nothing takes no place."""
        if context == NOTHING:
            self._own.discard(place)
        else:
            self._own.put(place, context)
        if self._states:
            self._states.keep(place, to_json(context))

    def forget(self, chat: int) -> None:
        """Forget the conversations of a chat."""
        self._own.drop(lambda place: place[0] == chat)
        if self._states:
            self._states.forget(chat)
