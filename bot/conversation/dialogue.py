"""Conversations of several messages: each turn depends on the message and the chat's context alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from bot.conversation.composer import CRISIS, TOPICS
from bot.conversation.context import NOTHING, Context, shared
from bot.conversation.conversation import Conversation, command_of
from bot.conversation.reply import Outcome, Reply
from bot.knowledge import ANY_TOPIC, NO_TOPIC, Kind
from bot.understanding import (
    AsksOn,
    Assent,
    Chooses,
    Leaning,
    OtherLanguage,
    OutOfScope,
    Remarks,
    Understanding,
    is_missed,
)

MISSES = 2
"""Messages in a row that are not understood before the menu is offered instead of another guess."""
TWO = 2
"""Answers in one reply, of which a person may choose the first or the second."""
FORGET = "forget"
MISSED = frozenset({Outcome.SUGGEST, Outcome.FALLBACK})
"""What becomes of a message that is not understood, or not for sure."""
EMPTY = MISSED | {Outcome.SMALL_TALK}
"""What is said to a message that asks nothing."""


class How(StrEnum):
    """How a message leant on what came before it."""

    PHRASE = "it is a phrase of dialogue.yaml"
    MISSPELT = "it is nearly a phrase of dialogue.yaml"
    SUBJECT = "it was read as if it named the subject"
    REFERS_BACK = "it has a word of “refers_back”, and nothing that was understood"
    CRISIS = "a crisis came before it, and it asks nothing"


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply, and what the next message may lean on."""

    reply: Reply
    context: Context = NOTHING
    forgets: bool = False
    """Whether all that is known of the chat is to be forgotten."""
    understanding: Understanding | None = None
    """How the message was understood, if it was typed."""
    how: How | None = None
    """How it leant on what came before it, if it did."""


class Dialogue:
    """Answers messages in the context of their chat."""

    def __init__(self, conversation: Conversation) -> None:
        knowledge = conversation.knowledge
        self._intents = knowledge.intents
        intents = knowledge.intents.values()
        self._conversation = conversation
        self._compose = conversation.compose
        self._reply = conversation.to_question
        self._understander = conversation.understander
        self._follow_ups = conversation.understander.follow_ups
        self._offered: dict[str, tuple[str, ...]] = {intent.id: intent.follow_ups for intent in intents}
        self._answered = tuple(str(intent.id) for intent in knowledge.of_kind(Kind.ANSWERED))

    def say(self, text: str, context: Context = NOTHING) -> Turn:
        """Return the reply to a message, and the context after it."""
        understanding = self._understander.understand(text)
        if text.startswith("/"):
            turn = self._command(text, understanding, context)
        elif understanding.is_flagged:
            # What may be about someone in danger leans on nothing: its help lines must not get lost.
            turn = self._after(self._conversation.reply(understanding), context)
        else:
            turn = self._talk(understanding, context)
            # “Thanks”, “no”, “why” after a crisis: no small talk and no menu now.
            if context.in_crisis and (turn.how or turn.reply.outcome in EMPTY):
                turn = Turn(self._compose.help_again(), context, how=How.CRISIS)
            elif understanding.beside:
                turn = replace(turn, reply=self._compose.beside(turn.reply, understanding.beside))
        return _finished(turn, turn.understanding or understanding)

    def tap(self, target: str, context: Context = NOTHING) -> Turn:
        """Return what a button opens, and the context after it."""
        reply = self._conversation.tap(target)
        # An old button is nobody's misunderstanding.
        is_old = reply.outcome is Outcome.FALLBACK
        return _finished(Turn(reply, context) if is_old else self._after(reply, context))

    def unreadable(self, context: Context = NOTHING) -> Turn:
        """Return the reply to what is not text, and the context after it."""
        return _finished(Turn(self._compose.unsupported(), context))

    def _command(self, text: str, understanding: Understanding, context: Context) -> Turn:
        turn = self._after(self._conversation.command(text, understanding), context)
        if command_of(text) != FORGET:
            return turn
        # Nobody who asks to be forgotten in a crisis is forgotten less, and the help lines come all the same.
        return replace(turn, context=Context(in_crisis=turn.context.in_crisis), forgets=True)

    def _talk(self, understanding: Understanding, context: Context) -> Turn:
        """Return the reply to a message that sets off no alarm."""
        if isinstance(understanding.meaning, OtherLanguage):
            return Turn(self._reply(understanding), context)
        folded, leaning = understanding.text.folded, self._follow_ups.find(understanding.text.folded)
        is_lost = isinstance(leaning, AsksOn | Chooses)
        return (
            self._lean(leaning, context, How.PHRASE)
            or self._lean(self._follow_ups.find_misspelt(folded), context, How.MISSPELT)
            or self._stand(understanding, context)
            or self._refer_back(understanding, context)
            or self._after(self._compose.no_topic() if is_lost else self._reply(understanding), context)
        )

    def _lean(self, leaning: Leaning | None, context: Context, how: How) -> Turn | None:
        """Return the reply to a message that means nothing without what came before it."""
        match leaning:
            case None:
                return None
            case Assent():
                turn: Turn | None = self._answer(leaning, context)
            case Chooses(place):
                turn = self._choose(place, context)
            case Remarks(texts):
                turn = self._after(self._compose.remark(texts), context)
            case AsksOn():
                turn = self._ask_on(leaning, context)
            case _:
                assert_never(leaning)
        return replace(turn, how=how) if turn else None

    def _answer(self, answer: Assent, context: Context) -> Turn:
        """Return the reply to “yes”, “no” or “ok”: to a suggestion, or to anything else."""
        match answer:
            case Assent.YES if context.suggested and context.misses < MISSES:
                # It does not say which one. It is asked once more, then the menu comes.
                return Turn(self._suggest_again(context.suggested), replace(context, misses=MISSES))
            case Assent.YES | Assent.NO if context.suggested:
                return self._menu(context)
        return self._after(self._compose.ready(), context)

    def _suggest_again(self, suggested: Sequence[str]) -> Reply:
        """Return the same buttons once more."""
        return self._compose.suggestion([self._intents[intent] for intent in suggested], 0.0)

    def _choose(self, place: int, context: Context) -> Turn | None:
        """Return what was chosen of suggestions, of two answers or of buttons; None if they are fewer."""
        offered = context.suggested or context.offered
        return self.tap(offered[place], context) if offered and place < len(offered) else None

    def _ask_on(self, asks_on: AsksOn, context: Context) -> Turn | None:
        """Return the reply to a follow-up question; None if it is none about the last topic."""
        topic = context.topics[-1] if context.topics else NO_TOPIC
        lead = asks_on.leads_to.get(topic)
        if lead is None and context.topics:
            lead = asks_on.leads_to.get(ANY_TOPIC)
        if asks_on.for_more and context.topics:
            nearest = (*filter(None, (lead,)), *self._offered[topic], *self._answered)
            lead = next((intent for intent in nearest if intent not in context.seen), TOPICS)
        return self._after(self._conversation.lead(lead, topic), context) if lead else None

    def _stand(self, understanding: Understanding, context: Context) -> Turn | None:
        """Return the reply to a message by itself, or else as one about our subject; None if unsure."""
        how = None
        if context.topics:
            rest = self._follow_ups.without_lead_ins(understanding.text.folded)
            may_mean_more = rest != understanding.text.folded or is_missed(understanding)
            if may_mean_more and (in_context := self._understander.in_context(rest)):
                understanding, how = replace(in_context, beside=understanding.beside), How.SUBJECT
        if is_missed(understanding):
            return None
        turn = self._after(self._reply(understanding), context)
        return replace(turn, understanding=understanding, how=how)

    def _refer_back(self, understanding: Understanding, context: Context) -> Turn | None:
        """Return that the article does not say it, to a question about “it” that nothing fits."""
        if not (context.topics and isinstance(understanding.meaning, OutOfScope)):
            return None
        if not self._follow_ups.refers_back(understanding.text.folded):
            return None
        silent = self._conversation.silent_after(context.topics[-1])
        return replace(self._after(silent, context), how=How.REFERS_BACK)

    def _menu(self, context: Context) -> Turn:
        """Return how to ask, and all topics."""
        reply = self._compose.rephrase()
        return Turn(reply, replace(context, suggested=(), misses=0))

    def _after(self, reply: Reply, context: Context) -> Turn:
        """Return a reply with the context after it; the second miss in a row gets the menu instead.

        A crisis lasts until something is asked that gets an answer: no page of the bot ends it.
        """
        if CRISIS in reply.intents:
            # A “why?” or a “yes” after this is about no vitamin, even if an answer came with the help lines.
            return Turn(reply, Context(in_crisis=True))
        if reply.outcome in MISSED and context.misses + 1 >= MISSES:
            return self._menu(context)
        known = tuple(intent for intent in reply.intents if intent in self._offered)
        after = Context(context.topics, in_crisis=context.in_crisis, seen=context.seen)
        match reply.outcome:
            case Outcome.ANSWER | Outcome.GAP:
                seen = tuple(dict.fromkeys((*context.seen, *(i for i in known if i in self._answered))))
                after = Context(known or context.topics, seen=seen)
            case Outcome.SUGGEST:
                after = replace(after, suggested=known, misses=context.misses + 1)
            case Outcome.FALLBACK:
                after = replace(after, misses=context.misses + 1)
            case Outcome.RED_FLAG:
                # An emergency: nothing that was said before it matters now.
                after = NOTHING
            case Outcome.PERSONAL:
                after = replace(after, in_crisis=False)
            case Outcome.SMALL_TALK:
                pass
            case _:
                assert_never(reply.outcome)
        return Turn(reply, after)


def _finished(turn: Turn, understanding: Understanding | None = None) -> Turn:
    """Return a turn, with how the message was understood; “the second one” is chosen from its reply then.

    One that forgets keeps nothing of the kind.
    """
    context = turn.context if turn.forgets else replace(turn.context, offered=_offered(turn.reply))
    return Turn(turn.reply, shared(context), turn.forgets, understanding, turn.how)


def _offered(reply: Reply) -> tuple[str, ...]:
    is_double = reply.outcome is Outcome.ANSWER and len(reply.intents) == TWO and CRISIS not in reply.intents
    return reply.intents if is_double else tuple(button.target for button in reply.choices)
