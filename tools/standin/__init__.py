"""The preview's stand-in for Telegram (`bot.preview.telegram`) with people who wait for the bot's answers."""

from tools.standin.client import Client, ExpectationError
from tools.standin.standin import StandIn

__all__ = ["Client", "ExpectationError", "StandIn"]
