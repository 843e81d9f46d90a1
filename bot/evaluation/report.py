"""How the bot answers labelled questions, as lines that a person reads."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.conversation import Conversation, Help, Outcome, Reply
from bot.evaluation.measured import Judged, Measured, OrdinaryReplies, refuse_unknown
from bot.evaluation.questions import Probes, Question
from bot.evaluation.typos import SEED, mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.evaluation.versus import confusions

Ask = Callable[[str], Reply]


def of_bot(measured: Measured) -> Iterator[str]:
    """Yield how the bot answers questions."""
    judged = measured.judged
    yield f"{len(judged):,} questions, {measured.examples:,} examples"
    yield from _table("group", ((one.group, one.verdict) for one in judged))
    yield from _table("intent", ((one.question.label, one.verdict) for one in judged))
    yield from confusions(measured.confusions)
    yield from _wrong_answers(measured.wrong)
    if measured.typed:
        typed = ((kind, verdict) for kind, verdicts in measured.typed.items() for verdict in verdicts)
        yield from _table("with typos", typed)


def of_ordinary(ordinary: OrdinaryReplies) -> str:
    """Return, in percent, what ordinary speech gets that it should not: alarms, lines of help, answers."""
    shares = {
        "false alarms": ordinary.helped(Help.TAKES_OVER),
        "lines of help": ordinary.helped(Help.LINE),
        "personal": ordinary.outcomes.get(Outcome.PERSONAL, 0),
        "false answers": ordinary.outcomes.get(Outcome.ANSWER, 0),
        "gaps": ordinary.outcomes.get(Outcome.GAP, 0),
        "buttons": ordinary.outcomes.get(Outcome.SUGGEST, 0),
    }
    return f"ordinary speech ({ordinary.lines:,} lines that nothing learnt): " + ", ".join(
        f"{name} {100 * count / ordinary.lines:.1f}" for name, count in shares.items()
    )


def in_short(conversation: Conversation, questions: Sequence[Question]) -> Iterator[str]:
    """Yield how a bot answers questions by group, as asked and with typos."""
    by_label = groups(conversation.knowledge)
    refuse_unknown(questions, by_label)

    def judged(text: str, question: Question) -> Verdict:
        group = by_label[question.label]
        return judge(group, question.label, conversation.reply_to(text))

    yield from _table("group", ((by_label[one.label], judged(one.text, one)) for one in questions))
    covered = [one for one in questions if by_label[one.label] is Group.COVERED]
    yield from _table(
        "covered, typos", (("mixed", judged(mistype(one.text, "mixed", SEED), one)) for one in covered)
    )


def _table(what: str, judged: Iterable[tuple[str, Verdict]]) -> Iterator[str]:
    counts: dict[str, Counter[Verdict]] = {}
    for name, verdict in judged:
        counts.setdefault(name, Counter())[verdict] += 1
    yield ""
    yield f"{what:<20}{'n':>6}" + "".join(f"{verdict:>11}" for verdict in Verdict) + "  in percent"
    for name, verdicts in counts.items():
        shares = "".join(f"{100 * verdicts[verdict] / verdicts.total():11.1f}" for verdict in Verdict)
        yield f"{name:<20}{verdicts.total():6}{shares}"


def _wrong_answers(wrong: Iterable[Judged]) -> Iterator[str]:
    yield ""
    yield "wrong answers: score, asked for → got, the question and its place"
    for one in sorted(wrong, key=lambda one: -one.reply.score):
        asked, got = one.question.label, one.reached
        yield f"{one.reply.score:5.1f}  {asked} → {got}: {one.question.text}  ({one.question.mark})"


def of_probes(ask: Ask, probes: Probes) -> Iterator[str]:
    """Yield, in percent, what was right and what the right button: by name, by spelling, behind clauses."""
    yield ""
    yield f"{'only this varies':<44}{'n':>5}{'right':>8}{'button':>8}"
    for name in (*probes.names, *probes.loose_names):
        rows = [(one.format(name), intent) for intent, ones in probes.aspects.items() for one in ones]
        yield _row(f"name: {name}", ask, rows, probes, loose=name in probes.loose_names)
    for spelling in probes.spellings:
        rows = [(one.format(spelling), intent) for intent, one in probes.plain.items()]
        yield _row(f"spelling: {spelling}", ask, rows, probes)
    rows = [
        (clause + one.format(probes.spellings[0]), intent)
        for intent, one in probes.plain.items()
        for clause in probes.circumstances
    ]
    yield _row("a clause before the question", ask, rows, probes)


def _row(what: str, ask: Ask, rows: list[tuple[str, str]], probes: Probes, *, loose: bool = False) -> str:
    right = buttons = 0
    for text, intent in rows:
        reply, wanted = ask(text), {intent, *probes.also.get(intent, ())}
        is_button = reply.outcome is Outcome.SUGGEST and not wanted.isdisjoint(reply.intents)
        is_right = reply.outcome is Outcome.ANSWER and reply.intents[0] in wanted
        right += is_right or (loose and is_button)
        buttons += is_button and not loose
    return f"{what:<44}{len(rows):5}{100 * right / len(rows):8.1f}{100 * buttons / len(rows):8.1f}"
