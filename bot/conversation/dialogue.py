"""Conversations of several messages: each turn depends on the message, the chat's context and the clock."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.after_alarm import AfterAlarmReader, Alarmed, AlarmReplies, Heard, next_state
from bot.conversation.answers import MORE
from bot.conversation.command import asked
from bot.conversation.context import NOTHING, Context, shared
from bot.conversation.conversation import Conversation
from bot.conversation.repetition import Repetition, is_said
from bot.conversation.reply import MISSED, Help, Outcome, Reply
from bot.conversation.talk import Talk
from bot.conversation.turn import How, Turn
from bot.knowledge.messages import MISTAKE, PAST
from bot.understanding import Understanding

SEVERAL = 2
"""Answers in one reply from which a person may choose the first, the second and so on."""


class Dialogue:
    """Answers messages in the context of their chat."""

    def __init__(self, conversation: Conversation, clock: Callable[[], float]) -> None:
        """Answer by `conversation`; `clock` tells the seconds for which an alarm is heeded."""
        self.conversation = conversation
        self._clock = clock
        self._understander = conversation.understander
        self._compose = conversation.compose
        self._talk = Talk(conversation)
        knowledge = conversation.knowledge
        self._after_alarm = AfterAlarmReader(knowledge.dialogue.after_alarm, self._understander)
        self._alarm_replies = AlarmReplies(knowledge, conversation.compose)
        self._repetition = Repetition(knowledge, conversation.compose)

    def say(self, text: str, context: Context = NOTHING) -> Turn:
        """Return the reply to a message, and the context after it."""
        before = self._left_of(context)
        text = asked(text)
        understanding = self._understander.understand(text)
        alarmed = self._after_alarm.with_what_helps(before.alarm, understanding)
        heard = self._after_alarm.read(text, understanding, alarmed)
        state = next_state(alarmed, heard, self._clock())
        turn = self._respond(heard, text, before, state)
        turn = replace(turn, context=replace(turn.context, alarm=state))
        if text.startswith("/"):
            # A page is shown as often as it is asked for.
            before = replace(before, said=())
        return self._finished(turn, before, turn.understanding or heard.understanding)

    def tap(self, target: str, context: Context = NOTHING) -> Turn:
        """Return what a button opens, and the context after it."""
        before = self._left_of(context)
        if target == MISTAKE:
            return self._finished(Turn(self._alarm_replies.way_back(before.alarm)), before)
        return self._below_help(self._talk.tap(target, before), before)

    def unreadable(self, context: Context = NOTHING) -> Turn:
        """Return the reply to what is not text, and the context after it."""
        before = self._left_of(context)
        return self._below_help(Turn(self._compose.unsupported(), before), before)

    def _left_of(self, context: Context) -> Context:
        """Return what still holds of a context, by the clock and by the knowledge, which may have changed."""
        return context.at(self._clock()).within(self.conversation.knowledge)

    def _respond(self, heard: Heard, text: str, before: Context, state: Alarmed | None) -> Turn:
        """Return the reply to what was heard, in the state after it; after an alarm all of it gets help."""
        if not (heard.asks or heard.is_alarm or text.startswith("/")):
            is_over = not {MISTAKE, PAST}.isdisjoint(heard.remarks)
            reply = self._short(heard, before, state) if state else self._alarm_replies.way_back(before.alarm)
            return Turn(reply, NOTHING if is_over else before, how=How.ALARM)
        turn = self._talk.respond(text, heard.understanding, before)
        if heard.is_alarm:
            # Nothing that was said before it matters now.
            reply = turn.reply
            # What was only like an alarm may have spent the help that it needs now.
            was_sure = before.alarm and not before.alarm.is_eased
            if state and was_sure and is_said(reply, before.said):
                reply = self._alarm_replies.again(state)
            return replace(turn, reply=reply, context=NOTHING)
        if state is None:
            return turn
        if heard.asks and self._is_lost(turn, heard, state):
            return Turn(self._short(heard, before, state), turn.context, how=How.ALARM)
        return replace(turn, reply=self._alarm_replies.above(turn.reply, state, heard.remarks))

    def _short(self, heard: Heard, before: Context, state: Alarmed) -> Reply:
        """Return the reply to what is neither an alarm nor a question: in its own words, but not again."""
        replies, remarks, again = self._alarm_replies, heard.remarks, self._alarm_replies.again(state)
        if not remarks:
            return again
        if topic := replies.topic(state, remarks):
            reply = replies.above(self.conversation.lead(topic), state, remarks)
        else:
            reply = replies.remark(state, remarks)
        fresh = (one for one in (reply, replies.again(state, remarks)) if not is_said(one, before.said))
        return next(fresh, again)

    @staticmethod
    def _is_lost(turn: Turn, heard: Heard, state: Alarmed) -> bool:
        """Say whether help is a better reply: “it” may be the alarm, and words that are lost may be a cry."""
        if turn.how is How.REFERS_BACK:
            return not state.is_eased
        return turn.reply.outcome in MISSED and (bool(heard.remarks) or not heard.understanding.text.is_named)

    def _below_help(self, turn: Turn, before: Context) -> Turn:
        """Return a finished turn, below a line of help while an alarm is heeded."""
        alarm, reply = before.alarm, turn.reply
        reply = self._alarm_replies.above(reply, alarm) if alarm else reply
        return self._finished(replace(turn, reply=reply), before)

    def _finished(self, turn: Turn, before: Context, understanding: Understanding | None = None) -> Turn:
        """Return a turn, said in other words than the last two, with what the next message may choose from.

        One that forgets keeps nothing of the kind.
        """
        reply, said = self._repetition.avoid(turn.reply, before.said)
        context = turn.context
        if not turn.forgets:
            chosen_from = context.chosen_from if turn.how is How.CHOICE else ()
            offered, more = _offered(reply), _more(reply)
            context = replace(context, offered=offered, chosen_from=chosen_from, more=more, said=said)
        return Turn(reply, shared(context), turn.forgets, understanding, turn.how)


def _more(reply: Reply) -> str:
    return next((action.target for action in reply.actions if action.target.startswith(MORE)), "")


def _offered(reply: Reply) -> tuple[str, ...]:
    is_several = reply.outcome is Outcome.ANSWER and len(reply.intents) >= SEVERAL
    return (
        reply.intents
        if is_several and reply.help is Help.NONE
        else tuple(button.target for button in reply.choices)
    )
