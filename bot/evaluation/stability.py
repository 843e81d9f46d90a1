"""How far an edit reaches: one line of an intent added, removed or reworded, and the verdicts that change."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from bot.conversation import Conversation, Help, Reply
from bot.evaluation.progress import Show, silent
from bot.knowledge import Intent, Kind, Knowledge, Text
from bot.learning import learn
from bot.understanding import Learnt

SEED = 12
ADDED = ("could you tell me about {}", "what about {} then", "anything on {}", "i wonder about {}")
"""Frames of a line that is added, about the intent's label."""


def of_edits(
    knowledge: Knowledge,
    learnt: Learnt,
    questions: Sequence[str],
    edits: int,
    show: Show = silent,
) -> Iterator[str]:
    """Yield for each of some seeded edits how many verdicts it changes that are not about its intent."""
    show("asking before any edit")
    before = _ask(knowledge, learnt, questions)
    yield f"{edits} edits, {len(questions):,} questions: verdicts that change, not about it / alarms lost"
    random, worst, lost_in_all = Random(SEED), 0, 0  # noqa: S311 - a choice, not a secret
    intents = knowledge.of_kind(Kind.ANSWERED)
    for number in range(edits):
        intent = random.choice(intents)
        what, edited = _edited(intent, number, random)
        show(f"edit {number + 1} of {edits}: learning and asking")
        changed = replace(knowledge, intents={**knowledge.intents, intent.id: edited})
        after = _ask(changed, learn(changed), questions)
        others = [
            text
            for text, one, two in zip(questions, before, after, strict=True)
            if _verdict(one) != _verdict(two) and intent.id not in {*one.intents, *two.intents}
        ]
        lost = sum(
            one.help is Help.TAKES_OVER and two.help is not Help.TAKES_OVER
            for one, two in zip(before, after, strict=True)
        )
        worst, lost_in_all = max(worst, len(others)), lost_in_all + lost
        yield f"  {what:<9}{intent.id:<20}{len(others):3} /{lost:2}"
    yield f"at most {worst}, alarms lost {lost_in_all}"


def _edited(intent: Intent, number: int, random: Random) -> tuple[str, Intent]:
    lines = list(intent.examples)
    at = random.randrange(len(lines))
    match number % 3:
        case 0:
            what, lines = "added", [*lines, Text(ADDED[number % len(ADDED)].format(intent.label))]
        case 1:
            what, lines = "removed", lines[:at] + lines[at + 1 :]
        case _:
            what, lines = "reworded", [*lines[:at], Text(f"please, {lines[at]}"), *lines[at + 1 :]]
    return what, replace(intent, examples=tuple(lines))


def _ask(knowledge: Knowledge, learnt: Learnt, questions: Sequence[str]) -> list[Reply]:
    conversation = Conversation(knowledge, learnt)
    return [conversation.reply_to(text) for text in questions]


def _verdict(reply: Reply) -> tuple[str, tuple[str, ...]]:
    return reply.outcome, reply.intents[:1]
