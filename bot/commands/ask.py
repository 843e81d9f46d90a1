"""`ask`: one reply per question, for scripts, editors and tests."""

import argparse
import json
import sys
from collections.abc import Iterator

from bot.commands import Verbs, add_knowledge, ready
from bot.conversation import NOTHING, Context, Dialogue, Turn
from bot.understanding import Extent, Flagged, Understanding

_SCOPES = {
    Extent.SHARED: "it is, or may be, about another subject too: nothing is answered outright",
    Extent.ELSEWHERE: "another subject or a hazard word is named, and B12 is not: the fallback",
}


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
    """Answer the questions in their order."""
    with ready.telling():
        dialogue = Dialogue(ready.conversation(arguments.knowledge))
    write = as_json if arguments.json else as_text
    context = NOTHING
    for question in arguments.question or _lines():
        if arguments.chat and not question.strip():
            context = NOTHING
            continue
        context = context if arguments.chat else NOTHING
        turn = dialogue.say(question, context)
        print(write(question, turn, context, why=arguments.why), flush=True)
        context = turn.context
    return 0


def as_json(question: str, turn: Turn, before: Context, *, why: bool) -> str:
    """Return what was answered, and why (by what came before it, too), as one line of JSON."""
    reply, understood = turn.reply, turn.understanding
    answer: dict[str, object] = {
        "question": question,
        "outcome": reply.outcome,
        "intents": reply.intents,
        "score": reply.score,
        "text": reply.text,
        "buttons": [button.label for button in reply.choices],
    }
    if why and understood:
        candidates = [
            {"intent": c.intent, "score": c.score, "example": c.example} for c in understood.candidates
        ]
        answer["why"] = {
            "folded": understood.folded,
            "read_as": understood.read_as,
            "red_flag": understood.meaning.found if isinstance(understood.meaning, Flagged) else None,
            "scope": understood.extent.value,
            "candidates": candidates,
            "leant": turn.how,
            "last_topics": before.topics,
        }
    return json.dumps(answer, ensure_ascii=False)


def as_text(question: str, turn: Turn, before: Context, *, why: bool) -> str:
    """Return what was answered, and why (by what came before it, too), to be read."""
    reply = turn.reply
    parts = [f"> {question}", reply.text]
    if reply.choices:
        parts.append("  ".join(f"[{button.label}]" for button in reply.choices))
    if why and turn.understanding:
        lines = (*_lean(turn, before), *_explain(turn.understanding))
        parts.append("\n".join((f"why: {reply.outcome} {', '.join(reply.intents)}", *lines)))
    return "\n\n".join(parts) + "\n"


def _lean(turn: Turn, before: Context) -> Iterator[str]:
    if before.in_crisis:
        yield "  after    a crisis"
    if before.topics:
        yield f"  after    {', '.join(before.topics)}"
    if before.suggested:
        yield f"  after    the question which of {', '.join(before.suggested)} was meant"
    if before.misses:
        yield f"  misses   {before.misses} in a row before it"
    if turn.how:
        yield f"  leant    because {turn.how}"


def _explain(why: Understanding) -> Iterator[str]:
    yield f"  folded   {why.folded}"
    if isinstance(why.meaning, Flagged):
        yield f"  caught   by a phrase of red_flags.yaml: {why.meaning.found}"
    if why.read_as:
        yield f"  read as  {why.read_as}"
    if why.extent is not Extent.OURS:
        yield f"  scope    {_SCOPES[why.extent]}"
    for candidate in why.candidates:
        yield f"  {candidate.score:5.1f}  {candidate.intent:<18} closest example: {candidate.example}"


def _lines() -> Iterator[str]:
    for line in sys.stdin or ():
        yield line.rstrip("\r\n")
