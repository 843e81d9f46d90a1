"""What to say: from an `Understanding`, a tap or a command to a `Reply`. Pure; every door calls this.

Nothing is said that does not stand in the knowledge base.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from bot.conversation.answers import MORE, NONE_OF_THESE
from bot.conversation.command import Command, command_of
from bot.conversation.composer import Composer
from bot.conversation.reply import Button, Reply
from bot.conversation.scrubbing import Scrubber
from bot.conversation.writer import TOPICS
from bot.knowledge import NEXT, PAGE, PERSONAL, SAME, SOURCE, UNFORESEEN, VALUE, Kind, Knowledge
from bot.understanding import (
    AllTopics,
    Answer,
    Flagged,
    Gap,
    Learnt,
    OtherLanguage,
    OutOfScope,
    SmallTalk,
    Suggest,
    Tapped,
    Understander,
    Understanding,
    Unforeseen,
    Value,
)


class Conversation:
    """Answers by one knowledge base and what was learnt of it."""

    def __init__(self, knowledge: Knowledge, learnt: Learnt, contact: str = "") -> None:
        """Answer by `knowledge`; `contact` is how to reach who runs this bot."""
        self.understander = Understander(knowledge, learnt)
        self.knowledge = knowledge.without_examples()
        self.compose = Composer(self.knowledge, contact)
        """Replies that need no understanding."""
        self.scrubber = Scrubber(self.understander.reader)
        self._concerns = {str(flag.concern): flag for flag in knowledge.red_flags.flags}

    def reply_to(self, text: str) -> Reply:
        """Return the reply to a message."""
        return self.reply(self.understander.understand(text))

    def reply(self, understanding: Understanding) -> Reply:
        """Return the reply to a message that was understood."""
        reply = self.to_question(understanding)
        return self.compose.beside(reply, understanding.beside) if understanding.beside else reply

    def to_question(self, understanding: Understanding) -> Reply:  # noqa: C901, PLR0911 - one case a meaning
        """Return the reply to what a message means, without what an alarm beside it adds."""
        meaning, score = understanding.meaning, understanding.score
        match meaning:
            case Flagged(alarm, asked):
                return self.compose.flagged(alarm, self.to_question(asked) if asked else None)
            case Tapped(target):
                return self.tap(target)
            case AllTopics():
                return self.compose.topics()
            case OtherLanguage(language):
                return self.compose.other_language(language)
            case Value():
                return self.compose.red_flag(self._concerns[VALUE])
            case Answer((), (gap, *gaps)):
                return self.compose.with_the_rest(self._open(gap), replace(meaning, gaps=tuple(gaps)))
            case Answer(intents):
                answered = [self.knowledge.intents[one] for one in intents]
                answer = self.compose.answer(answered, score, meaning.facets)
                has_more = meaning.gaps or meaning.has_rest
                return self.compose.with_the_rest(answer, meaning) if has_more else answer
            case Suggest(intents):
                return self.compose.suggestion([self.knowledge.intents[intent] for intent in intents], score)
            case Gap(intent) | SmallTalk(intent):
                return self._open(intent, score)
            case Unforeseen(nearest):
                return self.compose.unforeseen(nearest, score)
            case OutOfScope():
                return self.compose.fallback(score)
            case _:
                assert_never(meaning)

    def tap(self, target: str) -> Reply:
        """Return what a button opens; a target that no button has gets a kind word and the topics."""
        if target == TOPICS:
            return self.compose.topics()
        if target == NONE_OF_THESE:
            return self.compose.rephrase()
        name, _, facet = target.removeprefix(MORE).partition(".")
        intent = self.knowledge.intents.get(name)
        if intent is None or intent.kind is not Kind.ANSWERED:
            return self.compose.expired_button()
        is_more = target.startswith(MORE)
        return self.compose.whole_answer(intent, facet) if is_more else self.compose.answer([intent])

    def votes(self) -> Iterator[Button]:
        """Yield the thumbs of all answers."""
        for intent in self.knowledge.of_kind(Kind.ANSWERED):
            yield from self.compose.votes(intent.id)

    def lead(self, target: str, topic: str = "") -> Reply:
        """Return what a follow-up question leads to, asked after a topic (empty: after none)."""
        name = {SAME: topic, NEXT: next(iter(self._offered_after(topic)), TOPICS)}.get(target, target)
        if name == SOURCE:
            return self.compose.source(self.knowledge.intents.get(topic))
        if name == UNFORESEEN:
            return self.silent_after(topic, self.knowledge.messages.silent)
        if name.startswith(PAGE):
            return self.compose.command_page(name.removeprefix(PAGE))
        if name.startswith(PERSONAL):
            return self.compose.red_flag(self._concerns[name.removeprefix(PERSONAL)])
        intent, _, facet = name.partition(".")
        return self._open(intent, facet=facet) if intent in self.knowledge.intents else self.tap(name)

    def silent_after(self, topic: str, texts: Sequence[str] | None = None) -> Reply:
        """Return that no answer was found to what was asked of the last topic, and what lies next to it."""
        return self.compose.unforeseen(self._offered_after(topic), texts=texts)

    def command(self, text: str, understanding: Understanding | None = None) -> Reply:
        """Return the reply to a command, given as it was typed: `/causes`, `/help@b12bot …`.

        `understanding` is what the text means, if that is known already.
        """
        understanding = understanding or self.understander.understand(text)
        if understanding.is_flagged:
            return self.reply(understanding)
        if target := self._deep_link(text):
            return self.tap(target)
        name = command_of(text)
        if name == TOPICS or any(intent.id == name for intent in self.knowledge.main_topics):
            return self.tap(name)
        return self.compose.command_page(name)

    def _deep_link(self, text: str) -> str | None:
        """Return what a link `t.me/bot?start=intent` opens, which comes as `/start intent`, or None."""
        match Command.of(text):
            case Command("start", _, target) if target == TOPICS:
                return TOPICS
            case Command("start", _, target) if target in self.knowledge.intents:
                return target if self.knowledge.intents[target].kind is Kind.ANSWERED else None
        return None

    def commands(self) -> Iterator[tuple[str, str]]:
        """Yield each command with its description, in the order of Telegram's command list."""
        pages = dict(self.knowledge.messages.commands)
        yield "start", pages.pop("start")
        yield from ((intent.id, intent.command) for intent in self.knowledge.main_topics if intent.command)
        yield from pages.items()

    def _offered_after(self, topic: str) -> Sequence[str]:
        intent = self.knowledge.intents.get(topic)
        return intent.follow_ups if intent else ()

    def _open(self, name: str, score: float = 100.0, facet: str = "") -> Reply:
        """Return what an intent says, of whatever kind it is; of a facet, if one is named."""
        intent = self.knowledge.intents[name]
        match intent.kind:
            case Kind.ANSWERED:
                return self.compose.answer([intent], score, [facet])
            case Kind.GAP:
                return self.compose.gap(intent, score)
            case Kind.SMALL_TALK:
                texts = self.knowledge.messages.smalltalk[intent.id]
                return self.compose.small_talk(texts, intent.id, score)
            case Kind.OUT_OF_SCOPE:
                return self.compose.fallback(score)
            case _:
                assert_never(intent.kind)
