"""Conversations of several messages: each turn depends on the message and the chat's context alone."""

from dataclasses import dataclass, replace
from typing import assert_never

from bot.conversation.composer import CRISIS, TOPICS
from bot.conversation.context import NOTHING, Context
from bot.conversation.conversation import Conversation, command_of
from bot.conversation.reply import Outcome, Reply
from bot.knowledge import Kind
from bot.understanding import (
    Answer,
    AsksOn,
    Band,
    Chooses,
    Extent,
    Foreign,
    Leanings,
    Placed,
    Understanding,
)

MISSES = 2
"""Messages in a row that are not understood before the menu is offered instead of another guess."""
TWO = 2
"""Answers in one reply, of which a person may choose the first or the second."""
FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply, and what the next message may lean on."""

    reply: Reply
    context: Context = NOTHING
    forgets: bool = False
    """Whether all that is known of the chat is to be forgotten."""


class Dialogue:
    """Answers messages in the context of their chat."""

    def __init__(self, conversation: Conversation) -> None:
        knowledge = conversation.knowledge
        intents = knowledge.intents.values()
        self._conversation = conversation
        self._follow_ups: dict[str, tuple[str, ...]] = {intent.id: intent.follow_ups for intent in intents}
        self._answered = tuple(str(intent.id) for intent in knowledge.of_kind(Kind.ANSWERED))
        self._red_flags = frozenset(flag.id for flag in knowledge.red_flags.flags)
        self._leanings = Leanings(knowledge.dialogue)

    def say(self, text: str, context: Context = NOTHING) -> Turn:
        """Return the reply to a message, and the context after it."""
        if text.startswith("/"):
            return self._command(text, context)
        understanding = self._conversation.understand(text)
        if isinstance(understanding.meaning, Foreign):
            return Turn(self._conversation.reply(understanding), context)
        # What may be about someone in danger leans on nothing: its help lines must not get lost on the way.
        if understanding.is_flagged:
            return self._after(self._conversation.reply(understanding), context)
        turn = self._leaning(understanding, context) or self._standing(understanding, context)
        # “Thanks”, “no”, “why” after a crisis: no small talk and no menu now.
        is_empty = turn.reply.outcome in {Outcome.SMALL_TALK, Outcome.FALLBACK, Outcome.SUGGEST}
        if context.in_crisis and is_empty:
            return Turn(self._conversation.after_crisis(), context)
        return turn

    def tap(self, target: str, context: Context = NOTHING) -> Turn:
        """Return what a button opens, and the context after it."""
        reply = self._conversation.tap(target)
        # An old button is nobody's misunderstanding.
        return Turn(reply, context) if reply.outcome is Outcome.FALLBACK else self._after(reply, context)

    def _command(self, text: str, context: Context) -> Turn:
        reply = self._conversation.command(text)
        # Nobody who asks to be forgotten in a crisis is forgotten less, and the help lines come all the same.
        return Turn(reply, forgets=True) if command_of(text) == FORGET else self._after(reply, context)

    def _leaning(self, understanding: Understanding, context: Context) -> Turn | None:
        """Return the reply to a message that means nothing without what came before it."""
        if answer := self._leanings.answer(understanding.folded):
            return self._answer(answer, context)
        match self._leanings.find(understanding.folded):
            case Chooses(place):
                return self._choose(place, context)
            case AsksOn() as asks_on if context.topics:
                return self.tap(self._next(asks_on, context), context)
            case AsksOn():
                return Turn(self._conversation.no_topic(), context)
        return None

    def _choose(self, place: int, context: Context) -> Turn | None:
        """Return what was chosen of suggestions, of two answers or of buttons; None if they are fewer."""
        two = context.topics if len(context.topics) == TWO else ()
        offered = context.suggested or two or context.offered
        if -1 <= place < len(offered):
            return self.tap(offered[place], context)
        return None if offered else Turn(self._conversation.no_topic(), context)

    def _next(self, asks_on: AsksOn, context: Context) -> str:
        """Return the intent that a follow-up question leads to; from a gap, what is nearest to it."""
        topic = context.topics[-1]
        nearest = (*filter(None, (asks_on.leads_to.get(topic),)), *self._follow_ups[topic])
        if not asks_on.for_more:
            return nearest[0]
        return next((intent for intent in (*nearest, *self._answered) if intent not in context.seen), TOPICS)

    def _answer(self, answer: Answer, context: Context) -> Turn | None:
        """Return the reply to “yes”, “no” or “ok”: to a suggestion, or after an answer."""
        match answer:
            case Answer.YES if context.suggested and context.misses < MISSES:
                # It does not say which one. It is asked once more, then the menu comes.
                return Turn(self._conversation.suggest(context.suggested), replace(context, misses=MISSES))
            case Answer.YES | Answer.NO if context.suggested:
                return self._menu(context)
            case _:
                return self._after(self._conversation.ready(), context)

    def _menu(self, context: Context) -> Turn:
        """Return how to ask, and all topics."""
        reply = self._conversation.rephrase()
        return Turn(reply, replace(context, suggested=(), misses=0, offered=_opened_by(reply)))

    def _standing(self, understanding: Understanding, context: Context) -> Turn:
        """Return the reply to a message by itself, or, if that is unsure, as one about our subject."""
        rest = self._leanings.without_lead_ins(understanding.folded)
        is_led_in = rest != understanding.folded
        if context.topics and (is_led_in or _may_lean(understanding)):
            understanding = self._conversation.understand_in_context(rest) or understanding
        return self._after(self._conversation.reply(understanding), context)

    def _after(self, reply: Reply, context: Context) -> Turn:
        """Return a reply with the context after it; the second miss in a row gets the menu instead.

        A reply with help lines is given whatever came before it.
        """
        has_help = not self._red_flags.isdisjoint(reply.intents)
        known = tuple(intent for intent in reply.intents if intent in self._follow_ups)
        after = Context(context.topics, offered=_opened_by(reply), seen=context.seen)
        match reply.outcome:
            case Outcome.ANSWER | Outcome.GAP:
                seen = tuple(dict.fromkeys((*context.seen, *known)))
                return Turn(reply, replace(after, topics=known or context.topics, seen=seen))
            case Outcome.SUGGEST | Outcome.FALLBACK if context.misses + 1 >= MISSES and not has_help:
                return self._menu(context)
            case Outcome.SUGGEST:
                return Turn(reply, replace(after, suggested=known, misses=min(context.misses + 1, MISSES)))
            case Outcome.FALLBACK:
                return Turn(reply, replace(after, misses=context.misses + 1))
            case Outcome.RED_FLAG:
                # A “why?” or a “yes” after this is about no vitamin.
                return Turn(reply, Context(in_crisis=CRISIS in reply.intents))
            case Outcome.SMALL_TALK | Outcome.PERSONAL:
                return Turn(reply, after)
            case _:
                assert_never(reply.outcome)


def _may_lean(understanding: Understanding) -> bool:
    """Say whether a message may mean more together with what came before it."""
    match understanding.meaning:
        case Placed(Band.SUGGEST | Band.FALLBACK, _):
            return understanding.extent is not Extent.ELSEWHERE
    return False


def _opened_by(reply: Reply) -> tuple[str, ...]:
    """Return what the buttons under a reply open."""
    return tuple(button.target for button in reply.buttons)
