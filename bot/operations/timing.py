"""How long everything may take that has to do with Telegram: one value, handed down to who waits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Durations in seconds. What is here is what a deployment has; only tests make it shorter."""

    poll: int = 30
    """How long Telegram may hold a poll open; it allows 50."""
    answer: float = 10.0
    """How long Telegram may take to answer a poll, beyond the time for which it holds it open."""
    read: float = 10.0
    """How long Telegram may take to answer a request that was sent."""
    connect: float = 5.0
    """How long a connection may take to come about, the waiting for a free one included."""
    slow: float = 1.0
    """How long a slow chat may hold up the next poll, and with it the others."""
    turn: float = 0.2
    """How long a message may hold up the next: a slow Telegram must not stall everybody."""
    first_pause: float = 1.0
    """Until a poll, an update, or a request of the start is tried again; doubled each time."""
    longest_pause: float = 30.0
    """Between two such attempts, at most."""
    resend_pause: float = 0.5
    """Before a message that Telegram could not take is sent again; doubled each time."""
    longest_wait: float = 2.0
    """For so long Telegram may ask to wait and be obeyed at once; for longer, the chat gives up its place."""
    conflict: float = 60.0
    """How long an older poller is put up with: a deployment may overlap with the one before."""
    webhook_check: float = 60.0
    """Between two looks whether Telegram's posts arrive."""
    leader_check: float = 5.0
    """Between two looks of a copy that polls whether it leads, where several share a database."""
    housekeeping: float = 60.0
    """Between two times that the counts of replies are kept, and what is too old is forgotten."""
    unhealthy: float = 90.0
    """Without an answer to a poll after which health is red; a poll on a quiet bot takes half a minute."""
    stalled: float = 180.0
    """Without an answer to a poll after which the process ends."""
    blocked: float = 20.0
    """Beyond that, in which the event loop may end the process itself, before a thread does."""
    grace: float = 20.0
    """How long what is in hand may take when the process is asked to end; a kill before loses nothing."""
    confirm: float = 2.0
    """How long Telegram may take to hear what was handled, at the end."""
