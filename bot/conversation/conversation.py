"""What to say: from an `Understanding`, a tap or a command to a `Reply`. Pure; every door calls this.

Nothing is said that does not stand in the knowledge base.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import assert_never

from bot.conversation.reply import Button, Outcome, Paragraph, Reply, Style
from bot.knowledge import Intent, Kind, Knowledge, Profile, RedFlag
from bot.understanding import AllTopics, Band, Flagged, Placed, Tapped, Understander, Understanding

FEWEST_SUGGESTED = 2
"""Buttons of a suggestion; a topic near to the only one makes up for a second."""
MOST_BUTTONS = 4
"""Under an answer."""
TOPICS = "topics"
"""The page that lists all topics, and the target of its button."""


class Conversation:
    """Answers by one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._messages = knowledge.messages
        self._understander = Understander(knowledge)
        words = self._messages.words
        self._all_topics = Button(words.all_topics, TOPICS)
        self._buttons: dict[str, Button] = {
            intent.id: Button(intent.label, intent.id)
            for intent in knowledge.intents.values()
            if intent.label
        }
        self.quick_replies = (
            *(self._buttons[intent.id] for intent in knowledge.main_topics),
            self._all_topics,
        )

    @property
    def disclaimer(self) -> str:
        """The text that ends every reply."""
        return self._messages.disclaimer

    @property
    def profile(self) -> Profile:
        """How the bot presents itself."""
        return self._messages.profile

    def understand(self, text: str) -> Understanding:
        """Return what a message means."""
        return self._understander.understand(text)

    def reply_to(self, text: str) -> Reply:
        """Return the reply to a message."""
        return self.reply(self.understand(text))

    def reply(self, understanding: Understanding) -> Reply:
        """Return the reply to a message that was understood."""
        match understanding.meaning:
            case Flagged(flag, _):
                return self._red_flag(flag)
            case Tapped(target):
                return self.tap(target)
            case AllTopics():
                return self._topics()
            case Placed() as placed:
                return self._placed(placed, understanding)
            case _:
                assert_never(understanding.meaning)

    def tap(self, target: str) -> Reply:
        """Return what a button opens; a target that no button has gets a kind word and the topics."""
        if target == TOPICS:
            return self._topics()
        if target in self._buttons:
            return self._answer([self._knowledge.intents[target]], 100.0)
        return self._page(Outcome.FALLBACK, self._messages.expired_button)

    def command(self, text: str) -> Reply:
        """Return the reply to a command, given as it was typed: `/causes`, `/help@b12bot …`."""
        understanding = self.understand(text)
        if isinstance(understanding.meaning, Flagged):
            return self.reply(understanding)
        name = "".join(text.removeprefix("/").split()[:1]).partition("@")[0].casefold()
        if name == TOPICS or any(intent.id == name for intent in self._knowledge.main_topics):
            return self.tap(name)
        pages = {
            "start": (self._messages.welcome, "greeting"),
            "help": (self._messages.help, "help"),
            "source": (self._source(), "about"),
            "privacy": (self._messages.privacy, "about"),
        }
        if name not in pages:
            return self._page(Outcome.FALLBACK, self._messages.unknown_command)
        texts, intent = pages[name]
        return self._page(Outcome.SMALL_TALK, texts, (intent,))

    def commands(self) -> Iterator[tuple[str, str]]:
        """Yield each command with its description, in the order of Telegram's command list."""
        pages = dict(self._messages.commands)
        yield "start", pages.pop("start")
        yield from ((intent.id, intent.command) for intent in self._knowledge.main_topics if intent.command)
        yield from pages.items()

    def unsupported(self) -> Reply:
        """Return the reply to what is not text."""
        return self._page(Outcome.FALLBACK, self._messages.unsupported)

    def apology(self) -> Reply:
        """Return the reply to a message whose handling failed."""
        return self._page(Outcome.FALLBACK, self._messages.error)

    def _placed(self, placed: Placed, understanding: Understanding) -> Reply:
        best = understanding.candidates[0].score if understanding.candidates else 0.0
        match placed.band:
            case Band.ANSWER if len(placed.candidates) > 1:
                score = min(candidate.score for candidate in placed.candidates)
                return self._answer([self._knowledge.intents[c.intent] for c in placed.candidates], score)
            case Band.ANSWER:
                return self._matched(self._knowledge.intents[placed.candidates[0].intent], best)
            case Band.SUGGEST:
                return self._suggestion([self._knowledge.intents[c.intent] for c in placed.candidates], best)
            case Band.FALLBACK:
                return self._page(Outcome.FALLBACK, self._messages.fallback, score=best)
            case _:
                assert_never(placed.band)

    def _matched(self, intent: Intent, score: float) -> Reply:
        match intent.kind:
            case Kind.ANSWERED:
                return self._answer([intent], score)
            case Kind.GAP:
                return self._gap(intent, score)
            case Kind.SMALL_TALK:
                return self._page(
                    Outcome.SMALL_TALK, self._messages.smalltalk[intent.id], (intent.id,), score
                )
            case Kind.OUT_OF_SCOPE:
                return self._page(Outcome.FALLBACK, self._messages.fallback, score=score)
            case _:
                assert_never(intent.kind)

    def _answer(self, intents: Sequence[Intent], score: float) -> Reply:
        """Return the answers of one intent, or of two in the order asked."""
        asked = [intent.id for intent in intents]
        offered = dict.fromkeys(chain.from_iterable(intent.follow_ups for intent in intents))
        return Reply(
            Outcome.ANSWER,
            tuple(self._answer_paragraphs(intents)),
            self._messages.disclaimer,
            intents=tuple(asked),
            score=score,
            buttons=self._offer([intent for intent in offered if intent not in asked][:MOST_BUTTONS]),
        )

    def _answer_paragraphs(self, intents: Sequence[Intent]) -> Iterator[Paragraph]:
        """Yield each intent's heading and statements, none of them twice, then all their sections."""
        given: list[str] = []
        for intent in intents:
            yield Paragraph(intent.label or "", Style.HEADING)
            new = [statement for statement in intent.answer if statement not in given]
            yield from self._statements(new)
            given += new
        yield self._source_of(given)

    def _gap(self, intent: Intent, score: float) -> Reply:
        heading = Paragraph(self._messages.words.gap_heading, Style.HEADING)
        return Reply(
            Outcome.GAP,
            (heading, *_texts(text.format(topic=intent.topic) for text in self._messages.gap)),
            self._messages.disclaimer,
            intents=(intent.id,),
            score=score,
            buttons=self._offer(intent.follow_ups),
        )

    def _suggestion(self, intents: Sequence[Intent], score: float) -> Reply:
        """Return what may have been meant as buttons; one alone would be an answer in disguise."""
        suggested = [intent.id for intent in intents]
        if len(suggested) < FEWEST_SUGGESTED:
            suggested += intents[0].follow_ups[: FEWEST_SUGGESTED - len(suggested)]
        return Reply(
            Outcome.SUGGEST,
            _texts(self._messages.suggestion),
            self._messages.disclaimer,
            intents=tuple(suggested),
            score=score,
            buttons=self._offer(suggested),
        )

    def _red_flag(self, flag: RedFlag) -> Reply:
        is_personal = flag.concern is not None
        sources = [self._source_of(flag.statements)] if flag.statements else []
        return Reply(
            Outcome.PERSONAL if is_personal else Outcome.RED_FLAG,
            (*_texts(flag.reply), *self._statements(flag.statements), *sources),
            self._messages.disclaimer,
            intents=(flag.id,),
            # Someone in danger gets help, not a menu.
            quick_replies=self.quick_replies if is_personal else (),
        )

    def _topics(self) -> Reply:
        return Reply(
            Outcome.SMALL_TALK,
            _texts(self._messages.menu),
            self._messages.disclaimer,
            intents=("help",),
            buttons=tuple(self._buttons.values()),
        )

    def _page(
        self, outcome: Outcome, texts: Iterable[str], intents: tuple[str, ...] = (), score: float = 100.0
    ) -> Reply:
        return Reply(
            outcome,
            _texts(texts),
            self._messages.disclaimer,
            intents=intents,
            score=score,
            quick_replies=self.quick_replies,
        )

    def _source(self) -> list[str]:
        article = self._knowledge.article
        return [text.format(title=article.title, taken_in=article.taken_in) for text in self._messages.source]

    def _statements(self, ids: Iterable[str]) -> Iterator[Paragraph]:
        """Yield statements, each with its caveat."""
        for key in ids:
            statement = self._knowledge.article.statements[key]
            yield Paragraph(statement.text)
            if statement.caveat:
                yield Paragraph(f"{self._messages.words.caveat} {statement.caveat}", Style.CAVEAT)

    def _source_of(self, ids: Iterable[str]) -> Paragraph:
        """Return the sections that statements come from."""
        article, words = self._knowledge.article, self._messages.words
        sections = dict.fromkeys(article.statements[key].citation.section for key in ids)
        headings = ", ".join(f"“{article.sections[section].heading}”" for section in sections)
        lead = words.section if len(sections) == 1 else words.sections
        return Paragraph(f"{lead} {headings}", Style.SOURCE)

    def _offer(self, intents: Iterable[str]) -> tuple[Button, ...]:
        return tuple(self._buttons[intent] for intent in intents)


def _texts(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph, texts))
