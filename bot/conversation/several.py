"""Answers to a message of which a part has no answer: that part is named as well."""

from dataclasses import replace

from bot.conversation.answers import MOST_BUTTONS
from bot.conversation.composer import Composer
from bot.conversation.reply import Button, Paragraph, Reply
from bot.knowledge import Knowledge
from bot.understanding import Answer


class Several:
    """Adds to an answer what else was asked."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._intents = knowledge.intents
        self._not_sure = [Paragraph(text) for text in knowledge.messages.not_sure_of_the_rest]
        self._compose = compose

    def with_the_rest(self, answer: Reply, asked: Answer) -> Reply:
        """Return an answer with a sentence on each gap, and a first button for what may have been asked."""
        *said, source = answer.paragraphs
        silent = [Paragraph(self._compose.silence(self._intents[gap])) for gap in asked.gaps]
        not_sure = self._not_sure if asked.has_rest else []
        may_be = [Button(str(self._intents[one].label), one) for one in asked.unsure]
        buttons = tuple(dict.fromkeys((*may_be, *answer.buttons)))[:MOST_BUTTONS]
        return replace(
            answer,
            paragraphs=(*said, *silent, source, *not_sure),
            intents=(*answer.intents, *asked.gaps),
            buttons=buttons,
        )
