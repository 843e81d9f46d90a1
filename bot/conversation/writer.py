"""What all replies are put together from: paragraphs, buttons, the disclaimer."""

from collections.abc import Iterable, Sequence

from bot.conversation.reply import Button, Outcome, Paragraph, Reply, Style
from bot.knowledge import Knowledge, Said

TOPICS = "topics"
"""The page that lists all topics, and the target of its button."""


class Writer:
    """Writes paragraphs and pages by one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._article = knowledge.article
        self._messages = knowledge.messages
        self._intents = knowledge.intents
        self._buttons: dict[str, Button] = {
            intent.id: Button(intent.label, intent.id)
            for intent in knowledge.intents.values()
            if intent.label
        }
        all_topics = Button(self._messages.words.all_topics, TOPICS)
        self.quick_replies = (*(self._buttons[intent.id] for intent in knowledge.main_topics), all_topics)
        """The main topics, and the button that lists all."""

    @property
    def disclaimer(self) -> str:
        """The text that ends every reply but small talk."""
        return self._messages.disclaimer

    @property
    def disclaimers(self) -> tuple[str, ...]:
        """The texts of which one ends every reply."""
        return (self._messages.disclaimer, self._messages.short_disclaimer)

    def page(
        self, outcome: Outcome, texts: Iterable[str], intents: tuple[str, ...] = (), score: float = 100.0
    ) -> Reply:
        """Return a text of the bot, with the main topics."""
        return Reply(
            outcome,
            written(texts),
            self._messages.disclaimer,
            intents=intents,
            score=score,
            quick_replies=self.quick_replies,
        )

    def _said(self, ones: Sequence[Said]) -> tuple[Paragraph, ...]:
        """Return statements: first what they say, then what editors add."""
        urgent = (one.statement.urgent for one in ones if one.statement.urgent)
        told = "".join(one.text for one in ones)
        remarks = (one.statement.caveat for one in ones if one.statement.caveat)
        # An opening may say first what a caveat says.
        caveats = " ".join(dict.fromkeys(one for one in remarks if one not in told))
        remark = (Paragraph(f"{self._messages.words.caveat} {caveats}", Style.CAVEAT),) if caveats else ()
        return (*written(one.text for one in ones), *written(urgent), *remark)

    def _as_written(self, ids: Iterable[str]) -> tuple[Said, ...]:
        """Return statements in the words of the article's file."""
        statements = (self._article.statements[key] for key in ids)
        return tuple(Said(statement, statement.text) for statement in statements)

    def _source_of(self, ids: Iterable[str]) -> Paragraph:
        """Return the sections that statements come from."""
        article, words = self._article, self._messages.words
        sections = dict.fromkeys(article.statements[key].section for key in ids)
        headings = ", ".join(f"“{article.sections[section].heading}”" for section in sections)
        lead = words.section if len(sections) == 1 else words.sections
        return Paragraph(f"{lead} {headings}", Style.SOURCE)

    def _offer(self, intents: Iterable[str]) -> tuple[Button, ...]:
        return tuple(self._buttons[intent] for intent in intents if intent in self._buttons)


def written(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return texts as plain paragraphs."""
    return tuple(map(Paragraph, texts))
