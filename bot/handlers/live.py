"""The conversation that answers now, which may be replaced while the bot runs."""

import time

from bot.conversation import Conversation, Dialogue


class Live:
    """Holds one dialogue, and with it one conversation, for all who answer: ask it anew for each message.

    It is replaced as one reference: a message is answered by the old knowledge or the new, never by both.
    """

    def __init__(self, conversation: Conversation) -> None:
        self.disclaimers: tuple[str, ...] = ()
        """Those of all that were used: what is on its way when another comes ends with its own."""
        self.use(conversation)

    def use(self, conversation: Conversation) -> None:
        """Answer by another conversation from now on."""
        self.disclaimers = tuple({*self.disclaimers, *conversation.compose.disclaimers})
        self.dialogue = Dialogue(conversation, time.time)

    @property
    def conversation(self) -> Conversation:
        """The one that answers now."""
        return self.dialogue.conversation
