"""What is real and takes time to make, made once a process and only when it is asked for."""

from functools import cache

from bot.commands import ready
from bot.conversation import Conversation, Dialogue
from bot.evaluation.questions import Question, read_questions
from bot.knowledge import Knowledge, default_folder, load
from bot.understanding import Learnt, Understanding


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
def golden_questions() -> tuple[Question, ...]:
    """All golden questions."""
    return tuple(read_questions([default_folder() / "tests" / "golden"]))


@cache
def understood(text: str) -> Understanding:
    """What a question means to it: the golden ones are looked at from several sides."""
    return real_conversation().understander.understand(text)


@cache
def real_dialogue() -> Dialogue:
    """A dialogue by it."""
    return Dialogue(real_conversation())
