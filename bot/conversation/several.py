"""Answers to a message of which a part has no answer: that part is named as well."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from bot.conversation.answers import MOST_BUTTONS
from bot.conversation.composer import Composer
from bot.conversation.reply import Button, Paragraph, Reply
from bot.knowledge import Kind, Knowledge
from bot.understanding import Answer


class Several:
    """Adds to an answer what else was asked."""

    def __init__(self, knowledge: Knowledge, compose: Composer) -> None:
        self._intents = knowledge.intents
        self._small_talk = knowledge.messages.smalltalk
        self._not_sure = [Paragraph(text) for text in knowledge.messages.not_sure_of_the_rest]
        self._compose = compose

    def with_the_rest(self, answer: Reply, asked: Answer) -> Reply:
        """Return an answer with what is said to the rest, and a first button for what may have been asked."""
        silent = map(Paragraph, chain.from_iterable(map(self._beside, asked.gaps)))
        not_sure = self._not_sure if asked.has_rest else []
        may_be = [Button(str(self._intents[one].label), one) for one in asked.unsure]
        buttons = tuple(dict.fromkeys((*may_be, *answer.buttons)))[:MOST_BUTTONS]
        return replace(
            answer,
            paragraphs=(*answer.before_source(silent), *not_sure),
            intents=(*answer.intents, *asked.gaps),
            buttons=buttons,
        )

    def _beside(self, name: str) -> Sequence[str]:
        """Return what is said to a question besides, which the article does not answer."""
        intent = self._intents[name]
        is_talk = intent.kind is Kind.SMALL_TALK
        return self._small_talk[name] if is_talk else (self._compose.silence(intent),)
