"""What to say: from an `Understanding`, a tap or a command to a `Reply`. Pure; every door calls this.

Nothing is said that does not stand in the knowledge base.
"""

from collections.abc import Iterator
from typing import assert_never

from bot.conversation.composer import TOPICS, Composer
from bot.conversation.reply import Outcome, Reply
from bot.knowledge import Intent, Kind, Knowledge, Profile
from bot.understanding import AllTopics, Band, Flagged, Placed, Tapped, Understander, Understanding


class Conversation:
    """Answers by one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._messages = knowledge.messages
        self._understander = Understander(knowledge)
        self._compose = Composer(knowledge)
        self.quick_replies = self._compose.quick_replies

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
                return self._compose.red_flag(flag)
            case Tapped(target):
                return self.tap(target)
            case AllTopics():
                return self._compose.topics()
            case Placed() as placed:
                return self._placed(placed, understanding)
            case _:
                assert_never(understanding.meaning)

    def tap(self, target: str) -> Reply:
        """Return what a button opens; a target that no button has gets a kind word and the topics."""
        if target == TOPICS:
            return self._compose.topics()
        intent = self._knowledge.intents.get(target)
        if intent and intent.kind is Kind.ANSWERED:
            return self._compose.answer([intent], 100.0)
        return self._compose.page(Outcome.FALLBACK, self._messages.expired_button)

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
            return self._compose.page(Outcome.FALLBACK, self._messages.unknown_command)
        texts, intent = pages[name]
        return self._compose.page(Outcome.SMALL_TALK, texts, (intent,))

    def commands(self) -> Iterator[tuple[str, str]]:
        """Yield each command with its description, in the order of Telegram's command list."""
        pages = dict(self._messages.commands)
        yield "start", pages.pop("start")
        yield from ((intent.id, intent.command) for intent in self._knowledge.main_topics if intent.command)
        yield from pages.items()

    def unsupported(self) -> Reply:
        """Return the reply to what is not text."""
        return self._compose.page(Outcome.FALLBACK, self._messages.unsupported)

    def slow_down(self) -> Reply:
        """Return the reply to someone who writes faster than can be answered."""
        return self._compose.page(Outcome.FALLBACK, self._messages.slow_down)

    def apology(self) -> Reply:
        """Return the reply to a message whose handling failed."""
        return self._compose.page(Outcome.FALLBACK, self._messages.error)

    def _placed(self, placed: Placed, understanding: Understanding) -> Reply:
        best = understanding.candidates[0].score if understanding.candidates else 0.0
        intents = [self._knowledge.intents[candidate.intent] for candidate in placed.candidates]
        match placed.band:
            case Band.ANSWER if len(intents) > 1:
                score = min(candidate.score for candidate in placed.candidates)
                return self._compose.answer(intents, score)
            case Band.ANSWER:
                return self._matched(intents[0], best)
            case Band.SUGGEST:
                return self._compose.suggestion(intents, best)
            case Band.FALLBACK:
                return self._compose.page(Outcome.FALLBACK, self._messages.fallback, score=best)
            case _:
                assert_never(placed.band)

    def _matched(self, intent: Intent, score: float) -> Reply:
        match intent.kind:
            case Kind.ANSWERED:
                return self._compose.answer([intent], score)
            case Kind.GAP:
                return self._compose.gap(intent, score)
            case Kind.SMALL_TALK:
                return self._compose.page(
                    Outcome.SMALL_TALK, self._messages.smalltalk[intent.id], (intent.id,), score
                )
            case Kind.OUT_OF_SCOPE:
                return self._compose.page(Outcome.FALLBACK, self._messages.fallback, score=score)
            case _:
                assert_never(intent.kind)

    def _source(self) -> list[str]:
        article = self._knowledge.article
        return [text.format(title=article.title, taken_in=article.taken_in) for text in self._messages.source]
