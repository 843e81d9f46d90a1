"""What `poll` and `webhook` answer with."""

from bot.conversation import Conversation
from bot.knowledge import load


def learn(contact: str) -> Conversation:
    """Return the conversation by the bot's own knowledge base; `contact` is how to reach who runs the bot.

    Raises:
        KnowledgeError: if the knowledge base can't be used.
    """
    return Conversation(load(), contact)
