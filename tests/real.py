"""What is real and takes time to make, made once a process and only when it is asked for."""

from functools import cache

from bot.commands import ready
from bot.conversation import Conversation, Dialogue
from bot.knowledge import Knowledge, load
from bot.understanding import Learnt


@cache
def real_knowledge() -> Knowledge:
    """The knowledge base of this repository."""
    return load()


@cache
def real_learnt() -> Learnt:
    """What was learnt of it: once for all processes, and for the next run."""
    return ready.learnt(real_knowledge())


@cache
def real_conversation() -> Conversation:
    """A conversation by it."""
    return Conversation(real_knowledge(), real_learnt())


@cache
def real_dialogue() -> Dialogue:
    """A dialogue by it, at a time that stands still."""
    return Dialogue(real_conversation(), lambda: 0.0)
