"""What to say: pure functions from what a person means to a `Reply`."""

from bot.conversation.conversation import Conversation
from bot.conversation.reply import Button, Outcome, Paragraph, Reply, Style

__all__ = ["Button", "Conversation", "Outcome", "Paragraph", "Reply", "Style"]
