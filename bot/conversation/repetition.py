"""No reply says the same as one of the last two, word for word."""

from collections.abc import Iterator
from dataclasses import replace
from zlib import crc32

from bot.conversation.composer import Composer
from bot.conversation.reply import Help, Outcome, Paragraph, Reply
from bot.knowledge import Kind, Knowledge

REMEMBERED = 2
"""Replies that the next one must differ from."""

CHATTER = frozenset({"greeting", "thanks", "goodbye", "apology", "praise", "banter", "feeling", "relief"})
"""Small talk that is said once; so is a reply of no intent, which says that nothing was found."""


class Repetition:
    """Puts what was said before in other words."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._messages = knowledge.messages
        self._gaps = {str(gap.id): gap for gap in knowledge.of_kind(Kind.GAP)}
        self._compose = compose

    def avoid(self, reply: Reply, said: tuple[int, ...]) -> tuple[Reply, tuple[int, ...]]:
        """Return a reply, in other words if it was said already, and the checksums of the last replies."""
        for other in self._variants(reply):
            if (checksum := _checksum(other)) not in said:
                break
        return other, (*said, checksum)[-REMEMBERED:]

    def _variants(self, reply: Reply) -> Iterator[Reply]:
        yield reply
        ready = self._compose.ready()
        if reply == ready or (reply.help is Help.NONE and CHATTER.issuperset(reply.intents)):
            heard = self._compose.small_talk(self._messages.told[:1]) if "feeling" in reply.intents else ready
            for other in (heard, self._compose.topics()):
                yield replace(other, outcome=reply.outcome, intents=reply.intents)
        if gap := self._gaps.get(next(iter(reply.intents), "")):
            for text in self._messages.repeated_gap:
                short = Paragraph(text.format(topic=gap.topic))
                yield replace(reply, paragraphs=(*reply.paragraphs[:1], short), statements=())
        if reply.outcome is Outcome.ANSWER and reply.help is Help.NONE and len(reply.intents) == 1:
            # The rest was just said, too: what leads is enough.
            reply = replace(reply, paragraphs=(*reply.paragraphs[:2], *reply.paragraphs[2:][-1:]))
        for note in self._messages.repeated[not reply.statements :]:
            yield reply.begun_with(note)


def is_said(reply: Reply, said: tuple[int, ...]) -> bool:
    """Say whether a reply is one of those that were said, word for word."""
    return _checksum(reply) in said


def _checksum(reply: Reply) -> int:
    return crc32(reply.text.encode())
