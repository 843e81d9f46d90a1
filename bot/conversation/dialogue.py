"""Conversations of several messages: each turn depends on the message and the chat's context alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.conversation.context import NOTHING, Context
from bot.conversation.conversation import Conversation
from bot.conversation.reply import Outcome, Reply
from bot.understanding import (
    Answer,
    AsksOn,
    Band,
    Chooses,
    Extent,
    Flagged,
    Foreign,
    Leanings,
    Placed,
    Understanding,
)

MISSES = 2
"""Messages in a row that are not understood before the menu is offered instead of another guess."""
FORGET = "/forget"
CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply, and what the next message may lean on."""

    reply: Reply
    context: Context = NOTHING


class Dialogue:
    """Answers messages in the context of their chat."""

    def __init__(self, conversation: Conversation) -> None:
        knowledge = conversation.knowledge
        intents = knowledge.intents.values()
        self._conversation = conversation
        self._follow_ups: dict[str, tuple[str, ...]] = {intent.id: intent.follow_ups for intent in intents}
        self._leanings = Leanings(knowledge.dialogue)

    def say(self, text: str, context: Context = NOTHING) -> Turn:
        """Return the reply to a message, and the context after it."""
        if text.startswith("/"):
            return self._command(text, context)
        understanding = self._conversation.understand(text)
        if isinstance(understanding.meaning, Foreign):
            return Turn(self._conversation.reply(understanding), context)
        if isinstance(understanding.meaning, Flagged):
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
        return Turn(reply) if text.startswith(FORGET) else self._after(reply, context)

    def _leaning(self, understanding: Understanding, context: Context) -> Turn | None:
        """Return the reply to a message that means nothing without what came before it."""
        folded = understanding.folded
        if context.suggested and (answer := self._leanings.answer(folded)):
            return self._answer(answer, context)
        match self._leanings.find(folded):
            case Chooses(place) if -1 <= place < len(context.suggested):
                return self.tap(context.suggested[place], context)
            case AsksOn(leads_to) if context.topics:
                return self.tap(self._next(leads_to, context.topics[-1]), context)
            case AsksOn():
                return Turn(self._conversation.no_topic(), context)
        return None

    def _next(self, leads_to: Mapping[str, str], topic: str) -> str:
        """Return the intent that a follow-up question leads to; from a gap, what is nearest to it."""
        return leads_to.get(topic) or self._follow_ups[topic][0]

    def _answer(self, answer: Answer, context: Context) -> Turn:
        if answer is Answer.NO:
            return Turn(self._conversation.rephrase(), replace(context, suggested=(), misses=0))
        return Turn(self._conversation.suggest(context.suggested), context)

    def _standing(self, understanding: Understanding, context: Context) -> Turn:
        """Return the reply to a message by itself, or, if that is unsure, as one about our subject."""
        rest = self._leanings.without_lead_ins(understanding.folded)
        is_led_in = rest != understanding.folded
        if context.topics and (is_led_in or _may_lean(understanding)):
            understanding = self._conversation.understand_in_context(rest) or understanding
        return self._after(self._conversation.reply(understanding), context)

    def _after(self, reply: Reply, context: Context) -> Turn:
        """Return a reply with the context after it; the second miss in a row gets the menu instead."""
        match reply.outcome:
            case Outcome.RED_FLAG if CRISIS in reply.intents:
                return Turn(reply, Context(in_crisis=True))
            case Outcome.ANSWER | Outcome.GAP:
                known = tuple(intent for intent in reply.intents if intent in self._follow_ups)
                return Turn(reply, Context(topics=known or context.topics))
            case Outcome.SUGGEST | Outcome.FALLBACK if context.misses + 1 >= MISSES:
                return Turn(self._conversation.rephrase(), Context(topics=context.topics))
            case Outcome.SUGGEST:
                return Turn(reply, Context(context.topics, reply.intents, context.misses + 1))
            case Outcome.FALLBACK:
                return Turn(reply, Context(context.topics, (), context.misses + 1))
            case _:
                return Turn(reply, Context(topics=context.topics))


def _may_lean(understanding: Understanding) -> bool:
    """Say whether a message may mean more together with what came before it."""
    match understanding.meaning:
        case Placed(Band.SUGGEST | Band.FALLBACK, _):
            return understanding.extent is not Extent.ELSEWHERE
    return False
