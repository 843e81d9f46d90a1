"""The conversation is replaced while people talk: what they lean on stays where it can, help always."""

from dataclasses import replace

from bot.conversation import Context, Conversation, Outcome
from bot.conversation.after_alarm import Alarmed
from bot.handlers.live import Live
from bot.knowledge import Knowledge, Text
from bot.understanding import Learnt


def test_what_is_on_its_way_ends_with_a_disclaimer_that_may_leave(
    conversation: Conversation, knowledge: Knowledge, learnt: Learnt
) -> None:
    """Its own: the reply was put together before the disclaimer was edited."""
    edited = Text("Ask a healthcare professional.", knowledge.messages.disclaimer.mark)
    messages = replace(knowledge.messages, disclaimer=edited)
    live = Live(conversation)
    before = live.dialogue.say("what causes b12 deficiency").reply
    live.use(Conversation(replace(knowledge, messages=messages), learnt))
    after = live.dialogue.say("what causes b12 deficiency").reply
    assert after.text.endswith(edited)
    assert all(reply.text.endswith(live.disclaimers) for reply in (before, after))


def test_a_topic_that_is_gone_is_forgotten_and_help_is_not(conversation: Conversation) -> None:
    """Whoever had an alarm gets help, though a help line and the topic were removed meanwhile."""
    live = Live(conversation)
    alarm = replace(_alarm_of(live), resources=("removed_line",))
    turn = live.dialogue.say("tell me more", Context(topics=("removed",), alarm=alarm))
    assert turn.reply.outcome is Outcome.RED_FLAG
    for text in ("tell me more", "yes", "1", "why?"):
        turn = live.dialogue.say(text, Context(topics=("removed",), suggested=("removed", "too")))
        assert turn.reply.paragraphs


def _alarm_of(live: Live) -> Alarmed:
    alarm = live.dialogue.say("i want to kill myself").context.alarm
    assert alarm
    return alarm
