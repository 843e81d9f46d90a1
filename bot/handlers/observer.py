"""What handlers report of their work: how messages were answered, and what was not. Never who or what."""

from bot.conversation import Reply


class Observer:
    """Records nothing; a subclass overrides what it counts."""

    def replied(self, reply: Reply) -> None:
        """Record that a reply was accepted by Telegram."""

    def voted(self, intent: str, vote: str, change: int) -> None:
        """Record that an answer of an intent got a vote, `up` or `down` (change 1), or lost one (-1)."""

    def count(self, name: str, *labels: str) -> None:
        """Record one more of what has a name.

        `dropped`: a reply, for the bot may not write there. `rate_limited`: a message, for a `person` or a
        `group` writes too much. `failures`: an update whose handling failed, by the class of the error.
        """
