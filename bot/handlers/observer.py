"""What handlers report of their work: how messages were answered, and what was not. Never who or what."""

from bot.conversation import Reply


class Observer:
    """Records nothing; a subclass overrides what it counts."""

    def replied(self, reply: Reply) -> None:
        """Record that a reply was accepted by Telegram."""

    def blocked(self) -> None:
        """Record that a reply was dropped because the person has blocked the bot, or the bot was put out."""

    def voted(self, intent: str, vote: str, change: int) -> None:
        """Record that an answer of an intent got a vote, `up` or `down` (change 1), or lost one (-1)."""

    def limited(self, what: str) -> None:
        """Record that a message was left unanswered because a `person` or a `group` writes too much."""

    def failed(self, error: str) -> None:
        """Record that handling an update failed, by the class of the error."""
