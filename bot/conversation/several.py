"""Answers to a message of which a part has no answer: that part is named as well."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.answers import MOST_BUTTONS
from bot.conversation.composer import Composer
from bot.conversation.reply import Button, Paragraph, Reply
from bot.knowledge import Knowledge


class Several:
    """Adds to an answer what else was asked."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._intents = knowledge.intents
        self._not_sure = [Paragraph(text) for text in knowledge.messages.not_sure_of_the_rest]
        self._compose = compose

    def with_the_rest(
        self, answer: Reply, gaps: Sequence[str], unsure: Sequence[str], *, has_rest: bool
    ) -> Reply:
        """Return an answer with a sentence on each gap, and a first button for what may have been asked."""
        *said, source = answer.paragraphs
        silent = [Paragraph(self._compose.silence(self._intents[gap])) for gap in gaps]
        may_be = self._not_sure if has_rest else []
        asked = [Button(str(self._intents[one].label), one) for one in unsure]
        buttons = tuple(dict.fromkeys((*asked, *answer.buttons)))[:MOST_BUTTONS]
        return replace(
            answer,
            paragraphs=(*said, *silent, source, *may_be),
            intents=(*answer.intents, *gaps),
            buttons=buttons,
        )
