"""`ask`: one reply per question, for scripts, editors and tests."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import assert_never

from bot.commands import Verbs, add_knowledge, ready
from bot.conversation import NOTHING, Context, Dialogue, Reply, Turn
from bot.errors import B12BotError
from bot.understanding import Alarm, Candidate, Flagged, Likeness, Phrase, Understanding

Written = Callable[[Candidate], str]
"""Returns the closest example of a candidate as an editor wrote it."""


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("ask", help="answer each question (or each line of standard input) once")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--why", action="store_true", help="show how the question was understood")
    parser.add_argument(
        "--chat",
        action="store_true",
        help="take the lines as one conversation; an empty line starts a new one",
    )
    add_knowledge(parser)
    parser.add_argument("question", nargs="*", metavar="QUESTION", help="a question, in quotes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer the questions in their order.

    Raises:
        B12BotError: if one is empty; an empty line of standard input is a message of its own.
    """
    if not all(map(str.strip, arguments.question)):
        raise B12BotError('a QUESTION is empty: write it in quotes, as in ask "is it for life"')
    with ready.telling():
        conversation = ready.conversation(arguments.knowledge)
    dialogue = Dialogue(conversation, time.monotonic)
    written = conversation.understander.written if arguments.why else None
    context = NOTHING
    for question in arguments.question or _lines():
        if arguments.chat and not question.strip():
            context = NOTHING
            continue
        context = context if arguments.chat else NOTHING
        turn = dialogue.say(question, context)
        if arguments.json:
            answer = as_object(question, turn, context, written)
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        else:
            print(as_text(question, turn, context, written), flush=True)
        context = turn.context
    return 0


def as_object(question: str, turn: Turn, before: Context, written: Written | None) -> dict[str, object]:
    """Return what was answered as an object for JSON; by `written` also why, and by what came before it."""
    reply, understood = turn.reply, turn.understanding
    answer: dict[str, object] = {
        "question": question,
        "outcome": reply.outcome,
        "intents": reply.intents,
        "score": reply.score,
        "statements": reply.statements,
        "text": reply.text,
        "help": reply.help,
        "buttons": [button.label for button in reply.shown],
    }
    if written and understood:
        candidates = [
            {"intent": c.intent, "score": c.score, "example": written(c)} for c in understood.candidates
        ]
        alarm = _alarm_of(understood)
        answer["why"] = {
            "folded": understood.text.folded,
            "read_as": " ".join(understood.text.words),
            "meaning": type(understood.meaning).__name__,
            "alarm": alarm and {"flag": alarm.flag.name, "level": alarm.level, **asdict(alarm.why)},
            "candidates": candidates,
            "facets": reply.facets,
            "leant": turn.how,
            "last_topics": before.topics,
        }
    return answer


def as_text(question: str, turn: Turn, before: Context, written: Written | None) -> str:
    """Return what was answered to be read; by `written` also why, and by what came before it."""
    reply = turn.reply
    parts = [f"> {question}", reply.text]
    if reply.shown:
        parts.append("  ".join(f"[{button.label}]" for button in reply.shown))
    if written and turn.understanding:
        lines = (*_lean(turn, before), *_explain(turn.understanding, written), *_facets(reply))
        parts.append("\n".join((f"why: {reply.outcome} {', '.join(reply.intents)}", *lines)))
    return "\n\n".join(parts) + "\n"


def _lean(turn: Turn, before: Context) -> Iterator[str]:
    if before.alarm:
        yield f"  after    an alarm, {before.alarm.flag}"
    if before.topics:
        yield f"  after    {', '.join(before.topics)}"
    if before.suggested:
        yield f"  after    the question which of {', '.join(before.suggested)} was meant"
    if before.misses:
        yield f"  misses   {before.misses} in a row before it"
    if turn.how:
        yield f"  leant    because {turn.how}"


def _explain(why: Understanding, written: Written) -> Iterator[str]:
    yield f"  folded   {why.text.folded}"
    if alarm := _alarm_of(why):
        yield f"  alarm    {alarm.flag.name}, {alarm.level}: {_of_alarm(alarm)}"
    if why.text.words:
        yield f"  read as  {' '.join(why.text.words)}"
    for candidate in why.candidates:
        yield f"  {candidate.score:5.1f}  {candidate.intent:<18} closest example: {written(candidate)}"


def _facets(reply: Reply) -> Iterator[str]:
    if reply.facets:
        yield f"  asks     {', '.join(reply.facets)}"


def _alarm_of(why: Understanding) -> Alarm | None:
    return why.meaning.alarm if isinstance(why.meaning, Flagged) else why.beside


def _of_alarm(alarm: Alarm) -> str:
    match alarm.why:
        case Phrase(text):
            return f"a phrase of red_flags.yaml, “{text}”"
        case Likeness(probability):
            return f"{100 * probability:.0f} % like the examples of such messages"
        case _:
            assert_never(alarm.why)


def _lines() -> Iterator[str]:
    for line in sys.stdin or ():
        yield line.rstrip("\r\n")
