"""What a message gets that may lean on what was said before it in the same chat, alarms apart."""

from dataclasses import replace

from bot.conversation.command import command_of
from bot.conversation.context import Context
from bot.conversation.conversation import Conversation
from bot.conversation.courtesy import without_courtesy
from bot.conversation.follow_ups import AsksOn, FollowUps, Leaning
from bot.conversation.reply import MISSED, Outcome, Reply
from bot.conversation.turn import How, Turn
from bot.conversation.writer import TOPICS
from bot.knowledge import ANY_TOPIC, NO_TOPIC, SAME, UNFORESEEN, Kind
from bot.understanding import (
    Answer,
    OtherLanguage,
    OutOfScope,
    Suggest,
    Understanding,
    Unforeseen,
    asks,
    is_question,
    is_told,
)
from bot.understanding.text import Text

MISSES = 2
"""Messages in a row that are not understood before the menu is offered instead of another guess."""
FORGET, ABOUT = "forget", "about"
MOST_NUMBER = 20
"""Up to here a bare number is that of a button, where there are some; a blood test has more."""


class Talk:
    """Answers messages in the context of their chat."""

    def __init__(self, conversation: Conversation) -> None:
        knowledge = conversation.knowledge
        self._intents = knowledge.intents
        self._conversation = conversation
        self._compose = conversation.compose
        self._reply = conversation.to_question
        self._understander = conversation.understander
        self._follow_ups = FollowUps(knowledge.dialogue)
        self._messages = knowledge.messages
        self._signs = knowledge.dialogue.signs
        self._gaps = frozenset(str(intent.id) for intent in knowledge.of_kind(Kind.GAP))
        self._answered = tuple(str(intent.id) for intent in knowledge.of_kind(Kind.ANSWERED))

    def respond(self, text: str, understanding: Understanding, context: Context) -> Turn:
        """Return the reply to a message, and the context after it, as if no alarm came before it."""
        if text.startswith("/"):
            return self._command(text, understanding, context)
        if understanding.is_flagged:
            # What may be about someone in danger leans on nothing: its help lines must not get lost.
            # “So he is wrong” behind a value is about that value.
            return self._after(self._conversation.reply(understanding), replace(context, topics=()))
        if not understanding.text.folded:
            text = next((says for says, signs in self._signs.items() if any(map(text.count, signs))), text)
            understanding = self._understander.understand(text)
        understanding = without_courtesy(text, understanding, self._understander)
        turn = self._of_name(text, self._talk(text, understanding, context), understanding, context)
        if turn.reply.intents == (ABOUT,) and turn.reply.disclaimer == self._messages.short_disclaimer:
            turn = replace(turn, reply=self._led(turn.reply, understanding.text))
        if understanding.beside:
            return replace(turn, reply=self._compose.beside(turn.reply, understanding.beside))
        return turn

    def tap(self, target: str, context: Context) -> Turn:
        """Return what a button opens, and the context after it."""
        reply, context = self._conversation.tap(target), replace(context, name="")
        # An old button is nobody's misunderstanding.
        is_old = reply.outcome is Outcome.FALLBACK
        return Turn(reply, context) if is_old else self._after(reply, context)

    def _command(self, text: str, understanding: Understanding, context: Context) -> Turn:
        turn = self._after(self._conversation.command(text, understanding), context)
        if turn.reply.outcome is Outcome.FALLBACK:
            # “/stop” is what “stop” is.
            return self._lean(self._follow_ups.find(command_of(text)), context) or turn
        if command_of(text) != FORGET:
            return turn
        # But for an alarm: nobody who asks to be forgotten then shall lose the help.
        return replace(turn, context=Context(alarm=context.alarm), forgets=True)

    def _talk(self, text: str, understanding: Understanding, context: Context) -> Turn:
        """Return the reply to a message that sets off no alarm."""
        folded = understanding.text.folded
        leaning = self._follow_ups.find(folded, " ".join(self._understander.reader.repaired(folded)))
        if isinstance(understanding.meaning, OtherLanguage) and leaning is None:
            return Turn(self._reply(understanding), context)
        if context.offered and folded.isascii() and folded.isdigit() and 0 < int(folded) <= MOST_NUMBER:
            leaning = int(folded) - 1
        return (
            self._lean(leaning, context)
            or self._told(text, understanding, context)
            or self._stand(understanding, context)
            or self._refer_back(text, understanding, context)
            or self._after(
                self._reply(understanding)
                if leaning is None
                else self._compose.page(Outcome.FALLBACK, self._messages.no_topic),
                context,
            )
        )

    def _of_name(self, text: str, turn: Turn, asked: Understanding, context: Context) -> Turn:
        """Return a turn as meant of the name that was spoken of last; it says where it is not of that."""
        own, name, folded = self._follow_ups.name_in(asked.text), context.name, asked.text.folded
        if own or is_told(text) or not (name and self._follow_ups.refers_back(folded)):
            is_over = own or (turn.reply.outcome is Outcome.ANSWER and asked.text.is_named)
            return replace(turn, context=replace(turn.context, name=own)) if is_over else turn
        leaning, intents = self._follow_ups.find(folded), turn.reply.intents
        is_right = not _is_lost(turn) and (len(intents) > 1 or self._follow_ups.is_said(name, intents))
        if is_right or not (leaning is None or isinstance(leaning, AsksOn)):
            return turn
        named = self._understander.understand(self._follow_ups.with_name(folded, name))
        if isinstance(named.meaning, Answer):
            turn = replace(self._after(self._reply(named), context), how=How.NAME)
        elif _is_lost(turn):
            return self._after(self._conversation.lead(self._follow_ups.said[name][ANY_TOPIC]), context)
        reply, is_answer = turn.reply, turn.reply.outcome is Outcome.ANSWER
        if not (reply.statements and is_question(text)) or name.casefold() in reply.text.casefold():
            return turn
        texts = self._messages.of_another if is_answer else self._messages.of_another[:1]
        return replace(turn, reply=reply.begun_with(" ".join(texts).format(topic=name)))

    def _led(self, reply: Reply, asked: Text) -> Reply:
        """Return a reply with that paragraph first that has most of the words that were asked."""
        read, words = self._understander.reader.as_written, {*asked.words}
        ranked = sorted(
            reply.paragraphs, key=lambda one: -len("".join(words.intersection(read(one.text).words)))
        )
        return replace(reply, paragraphs=tuple(ranked))

    def _told(self, text: str, asked: Understanding, context: Context) -> Turn | None:
        """Return what the article says of the name that a message tells of, or that leads to nothing else."""
        is_lost = isinstance(asked.meaning, OutOfScope | Suggest | Unforeseen)
        topic = context.topics[-1] if context.topics else NO_TOPIC
        if name := self._follow_ups.name_in(asked.text):
            said = self._follow_ups.said[name]
            # “For someone with lupus”, “what about lupus”.
            is_one = isinstance(asked.meaning, Answer) and self._follow_ups.is_said(
                name, asked.meaning.intents
            )
            is_bare = is_one and not asks(self._follow_ups.bare(asked.text.folded))
            lead = said.get(topic) or said[ANY_TOPIC] if is_bare or is_lost or is_told(text) else ""
        else:
            # What may be a cry for help mentions nothing, nor does a slip: “tires” are not “tired”.
            is_cry = asked.beside is not None and asked.beside.flag.concern is None
            read = self._understander.reader.as_written(text)
            lead = self._follow_ups.mentioned(read, topic) if is_lost and not is_cry else ""
            is_silent = bool(context.topics) and lead in self._gaps
            lead = lead if is_silent or not is_question(text) else ""
        return replace(self._after(self._conversation.lead(lead), context), how=How.TOLD) if lead else None

    def _lean(self, leaning: Leaning | None, context: Context) -> Turn | None:
        """Return the reply to a message that means nothing without what came before it."""
        turn: Turn | None = None
        match leaning:
            case AsksOn():
                turn = self._ask_on(leaning, context)
            case int():
                turn = self._choose(leaning, context)
            case tuple():
                turn = self._after(self._compose.small_talk(leaning), context)
            case "yes" if context.suggested and context.misses < MISSES:
                # It does not say which one. It is asked once more, then the menu comes.
                again = self._compose.suggestion([self._intents[one] for one in context.suggested], 0.0)
                turn = Turn(again, replace(context, misses=MISSES))
            case "yes" | "no" if context.suggested:
                turn = self._menu(context)
            case str():
                turn = self._after(self._compose.ready(), context)
        return replace(turn, how=turn.how or How.PHRASE) if turn else None

    def _choose(self, place: int, context: Context) -> Turn | None:
        """Return what was chosen of suggestions, of two answers or of buttons; None if they are fewer."""
        # “The last one” is a button.
        named = context.chosen_from if place >= 0 else ()
        offered = context.suggested or named or context.offered
        if not offered:
            return None
        if place >= len(offered):
            return Turn(self._compose.no_such_button(offered), context, how=How.CHOICE)
        turn = self.tap(offered[place], context)
        return replace(turn, context=replace(turn.context, chosen_from=offered), how=How.CHOICE)

    def _ask_on(self, asks_on: AsksOn, context: Context) -> Turn | None:
        """Return the reply to a follow-up question; None if it is none about the last topic."""
        topic = context.topics[-1] if context.topics else NO_TOPIC
        lead = asks_on.leads_to.get(topic)
        if context.topics:
            lead = lead or asks_on.leads_to.get(ANY_TOPIC)
            if asks_on.for_more:
                nearest = (*filter(None, (lead,)), *self._intents[topic].follow_ups, *self._answered)
                lead = next((intent for intent in nearest if intent not in context.seen), TOPICS)
        # It was said already, but perhaps not all of it.
        is_said = asks_on.is_vague and context.topics and lead in {SAME, topic, *context.seen}
        if context.more and (asks_on.for_more or is_said):
            return self.tap(context.more, context)
        if is_said:
            return Turn(self._compose.no_more(self._intents[topic]), context)
        return self._after(self._conversation.lead(lead, topic), context) if lead else None

    def _stand(self, understanding: Understanding, context: Context) -> Turn | None:
        """Return the reply to a message by itself, or else as one about our subject; None if unsure."""
        how, folded = None, understanding.text.folded
        rest = self._follow_ups.bare(folded) if context.topics else folded
        is_several = isinstance(understanding.meaning, Answer) and understanding.meaning.is_several
        may_lack_name = bool(context.topics) and understanding.is_missed
        leads_on = rest != folded and not is_several
        in_context = self._understander.in_context(rest) if may_lack_name or leads_on else None
        if in_context:
            understanding, how = replace(in_context, beside=understanding.beside), How.SUBJECT
        if understanding.is_missed:
            return None
        turn = self._after(self._reply(understanding), context)
        return replace(turn, understanding=understanding, how=how)

    def _refer_back(self, text: str, understanding: Understanding, context: Context) -> Turn | None:
        """Return a kind word on what is told, or that nothing was found on what is asked after an answer."""
        topic, read = next(iter(context.topics[-1:]), ""), understanding.text
        refers = bool(topic) and self._follow_ups.refers_back(read.folded)
        if not isinstance(understanding.meaning, OutOfScope):
            return None
        if is_told(text) or (understanding.beside and not is_question(text)):
            return Turn(self._compose.page(Outcome.FALLBACK, self._messages.told), context, how=How.TOLD)
        if refers and not is_question(text):
            return Turn(self._compose.no_more(self._intents[topic]), context, how=How.TOLD)
        # “What about my car” asks nothing of it.
        asks_on = is_question(self._follow_ups.bare(read.folded)) and not self._understander.is_strange(read)
        if not (refers or (topic and asks_on)):
            return None
        return replace(self._after(self._conversation.silent_after(topic), context), how=How.REFERS_BACK)

    def _menu(self, context: Context) -> Turn:
        """Return how to ask, and all topics."""
        reply = self._compose.rephrase()
        return Turn(reply, replace(context, suggested=(), misses=0))

    def _after(self, reply: Reply, context: Context) -> Turn:
        """Return a reply with the context after it; the second miss in a row gets the menu instead."""
        if reply.outcome in MISSED and context.misses + 1 >= MISSES:
            return self._menu(context)
        known = tuple(intent for intent in reply.intents if intent in self._intents)
        if reply.outcome in {Outcome.ANSWER, Outcome.GAP}:
            answered = [one for one in known if one in self._answered]
            seen = (*(one for one in context.seen if one not in answered), *answered)
            topics = known or context.topics
            return Turn(reply, replace(context, topics=topics, seen=seen, suggested=(), misses=0))
        if reply.outcome is Outcome.PERSONAL and not context.topics:
            # What it quotes lies next to its first button.
            context = replace(context, topics=tuple(button.target for button in reply.buttons[:1]))
        suggested = known if reply.outcome is Outcome.SUGGEST else ()
        misses = context.misses + 1 if reply.outcome in MISSED else 0
        return Turn(reply, replace(context, suggested=suggested, misses=misses))


def _is_lost(turn: Turn) -> bool:
    """Say whether a message was not understood, or not found in the article."""
    return turn.reply.outcome in MISSED or UNFORESEEN in turn.reply.intents
