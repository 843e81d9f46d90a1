"""What to say: from an `Understanding`, a tap or a command to a `Reply`. Pure; every door calls this.

Nothing is said that does not stand in the knowledge base.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from bot.conversation.composer import TOPICS, Composer
from bot.conversation.reply import Button, Outcome, Reply
from bot.knowledge import NEXT, PERSONAL, SAME, SOURCE, UNFORESEEN, Intent, Kind, Knowledge, Profile
from bot.understanding import (
    AllTopics,
    Band,
    Flagged,
    Foreign,
    Leanings,
    Learnt,
    Placed,
    Tapped,
    Understander,
    Understanding,
    Unforeseen,
)


class Conversation:
    """Answers by one knowledge base."""

    def __init__(self, knowledge: Knowledge, learnt: Learnt, contact: str = "") -> None:
        """Answer by `knowledge` and what was learnt of it; `contact` is how to reach who runs this bot."""
        self.knowledge = knowledge.without_examples()
        self._contact = contact
        self._messages = knowledge.messages
        self._understander = Understander(knowledge, learnt)
        self._compose = Composer(self.knowledge)
        self._concerns = {str(flag.concern): flag for flag in knowledge.red_flags.flags}
        self.quick_replies = self._compose.quick_replies

    @property
    def disclaimer(self) -> str:
        """The text that ends every reply."""
        return self._messages.disclaimer

    @property
    def profile(self) -> Profile:
        """How the bot presents itself."""
        return self._messages.profile

    @property
    def leanings(self) -> Leanings:
        """The phrases that lean on what came before them."""
        return self._understander.leanings

    def understand(self, text: str) -> Understanding:
        """Return what a message means."""
        return self._understander.understand(text)

    def understand_in_context(self, text: str) -> Understanding | None:
        """Return what a short message surely means if it is about our subject, which it does not name."""
        return self._understander.in_context(text)

    def is_urgent(self, text: str) -> bool:
        """Say whether a message may be about someone in danger, so that it must be answered whatever else."""
        understanding = self.understand(text)
        match understanding.meaning:
            case Flagged(flag, _):
                return flag.concern is None
        return understanding.beside is not None

    def reply_to(self, text: str) -> Reply:
        """Return the reply to a message."""
        return self.reply(self.understand(text))

    def reply(self, understanding: Understanding) -> Reply:
        """Return the reply to a message that was understood."""
        reply = self._to_meaning(understanding)
        if not understanding.beside:
            return reply
        flag = understanding.beside.flag
        has_answer = reply.outcome in {Outcome.ANSWER, Outcome.GAP}
        return self._compose.with_help(reply, flag) if has_answer else self._compose.red_flag(flag)

    def _to_meaning(self, understanding: Understanding) -> Reply:
        match understanding.meaning:
            case Flagged(flag, _):
                return self._compose.red_flag(flag)
            case Tapped(target):
                return self.tap(target)
            case AllTopics():
                return self._compose.topics()
            case Placed() as placed:
                return self._placed(placed, understanding)
            case Foreign(language):
                texts = (language.reply, *self._messages.other_language)
                return self._compose.page(Outcome.FALLBACK, texts)
            case Unforeseen(nearest):
                return self._compose.unforeseen([one.intent for one in nearest], understanding.score)
            case _:
                assert_never(understanding.meaning)

    def tap(self, target: str) -> Reply:
        """Return what a button opens; a target that no button has gets a kind word and the topics."""
        if target == TOPICS:
            return self._compose.topics()
        intent = self.knowledge.intents.get(target)
        if intent and intent.kind is Kind.ANSWERED:
            return self._compose.answer([intent], 100.0)
        return self._compose.page(Outcome.FALLBACK, self._messages.expired_button)

    def votes(self) -> Iterator[Button]:
        """Yield the thumbs of all answers."""
        for intent in self.knowledge.of_kind(Kind.ANSWERED):
            yield from self._compose.votes(intent.id)

    def lead(self, target: str, topic: str = "") -> Reply:
        """Return what a follow-up question leads to, asked after a topic (empty: after none)."""
        name = {SAME: topic, NEXT: next(iter(self._offered_after(topic)), TOPICS)}.get(target, target)
        if name == SOURCE:
            return self._compose.source(self.knowledge.intents.get(topic))
        if name == UNFORESEEN:
            return self.silent_after(topic)
        if name.startswith(PERSONAL):
            return self._compose.red_flag(self._concerns[name.removeprefix(PERSONAL)])
        intent = self.knowledge.intents.get(name)
        return self._matched(intent, 100.0) if intent else self.tap(name)

    def silent_after(self, topic: str) -> Reply:
        """Return that the article does not say this of the last topic, and what lies next to it."""
        return self._compose.unforeseen(self._offered_after(topic), 0.0)

    def _offered_after(self, topic: str) -> Sequence[str]:
        intent = self.knowledge.intents.get(topic)
        return intent.follow_ups if intent else ()

    def command(self, text: str, understanding: Understanding | None = None) -> Reply:
        """Return the reply to a command, given as it was typed: `/causes`, `/help@b12bot …`.

        `understanding` is what the text means, if that is known already.
        """
        understanding = understanding or self.understand(text)
        if understanding.is_flagged:
            return self.reply(understanding)
        if target := self._deep_link(text):
            return self.tap(target)
        name = command_of(text)
        if name == SOURCE:
            return self._compose.source(None)
        if name == TOPICS or any(intent.id == name for intent in self.knowledge.main_topics):
            return self.tap(name)
        pages = {
            "start": self._messages.welcome,
            "help": self._messages.help,
            "privacy": self._messages.privacy,
            "developer_info": self._developer_info(),
            "forget": self._messages.forget,
        }
        if name not in pages:
            return self._compose.page(Outcome.FALLBACK, self._messages.unknown_command)
        intent = {"start": "greeting", "help": "help"}.get(name, "about")
        return self._compose.page(Outcome.SMALL_TALK, pages[name], (intent,))

    def _deep_link(self, text: str) -> str | None:
        """Return what a link `t.me/bot?start=intent` opens, which comes as `/start intent`, or None."""
        match text.split():
            case ["/start", target] if target == TOPICS:
                return TOPICS
            case ["/start", target] if target in self.knowledge.intents:
                return target if self.knowledge.intents[target].kind is Kind.ANSWERED else None
        return None

    def commands(self) -> Iterator[tuple[str, str]]:
        """Yield each command with its description, in the order of Telegram's command list."""
        pages = dict(self._messages.commands)
        yield "start", pages.pop("start")
        yield from ((intent.id, intent.command) for intent in self.knowledge.main_topics if intent.command)
        yield from pages.items()

    def after_crisis(self) -> Reply:
        """Return the reply to a message that asks nothing, after a crisis."""
        return self._compose.help_again(self._messages.after_crisis)

    def no_topic(self) -> Reply:
        """Return the reply to a follow-up question where nothing was talked about."""
        return self._compose.page(Outcome.FALLBACK, self._messages.no_topic)

    def remark(self, texts: Iterable[str]) -> Reply:
        """Return what is said to a remark that asks nothing."""
        return self._compose.page(Outcome.SMALL_TALK, texts, ("help",))

    def ready(self) -> Reply:
        """Return the reply to someone who takes note of an answer and asks nothing."""
        return self.remark(self._messages.ready)

    def rephrase(self) -> Reply:
        """Return how to ask, and all topics: the reply to what was not understood twice in a row."""
        return self._compose.topics(Outcome.FALLBACK, self._messages.rephrase)

    def suggest(self, intents: Sequence[str]) -> Reply:
        """Return intents once more as buttons."""
        return self._compose.suggestion([self.knowledge.intents[intent] for intent in intents], 0.0)

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
        best = understanding.score
        intents = [self.knowledge.intents[candidate.intent] for candidate in placed.candidates]
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

    def _developer_info(self) -> Iterable[str]:
        if not self._contact:
            return self._messages.developer_unnamed
        return [text.format(contact=self._contact) for text in self._messages.developer_info]


def command_of(text: str) -> str:
    """Return the name of a command, given as it was typed: “causes” of `/Causes@b12bot …`."""
    return "".join(text.removeprefix("/").split()[:1]).partition("@")[0].casefold()
