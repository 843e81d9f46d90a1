"""What to say: pure functions from what a person means to a `Reply`."""

from bot.conversation.command import ASK, Command
from bot.conversation.context import NOTHING, Context
from bot.conversation.conversation import Conversation
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import MISSED, Button, Help, Outcome, Paragraph, Reply, Style
from bot.conversation.turn import How, Turn

__all__ = [
    "ASK",
    "MISSED",
    "NOTHING",
    "Button",
    "Command",
    "Context",
    "Conversation",
    "Dialogue",
    "Help",
    "How",
    "Outcome",
    "Paragraph",
    "Reply",
    "Style",
    "Turn",
]
