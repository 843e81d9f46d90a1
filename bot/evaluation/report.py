"""How the bot answers labelled questions, as lines that a person reads."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.conversation import Conversation, Help, Outcome, Reply
from bot.evaluation.measured import Judged, Measured, refuse_unknown
from bot.evaluation.questions import Probes, Question
from bot.evaluation.typos import SEED, mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.evaluation.versus import confusions

Ask = Callable[[str], Reply]
Counts = dict[str, Counter[Verdict]]


def tables(measured: Measured) -> dict[str, Counts]:
    """Return the verdicts by group, by intent and with typos, by what the table is called."""
    judged = measured.judged
    found = {
        "by group": counted((one.group, one.verdict) for one in judged),
        "by intent": counted((one.question.label, one.verdict) for one in judged),
        "with typos": {kind: Counter(verdicts) for kind, verdicts in measured.typed.items()},
    }
    return {what: counts for what, counts in found.items() if counts}


def counted(judged: Iterable[tuple[str, Verdict]]) -> Counts:
    """Return how often there was each verdict, by name."""
    counts: Counts = {}
    for name, verdict in judged:
        counts.setdefault(name, Counter())[verdict] += 1
    return counts


def head(measured: Measured) -> str:
    """Return what was measured."""
    return f"{len(measured.judged):,} questions, {measured.examples:,} examples"


def of_bot(measured: Measured) -> Iterator[str]:
    """Yield how the bot answers questions."""
    yield head(measured)
    for what, counts in tables(measured).items():
        yield from _table(what, counts)
    yield from confusions(measured.confusions)
    yield from _wrong_answers(measured.wrong)


def of_ordinary(replies: Sequence[Reply]) -> str:
    """Return, in percent, what ordinary speech gets that it should not: alarms, lines of help, answers."""
    got = Counter[str](reply.help for reply in replies) + Counter[str](reply.outcome for reply in replies)
    names = {
        "false alarms": Help.TAKES_OVER,
        "lines of help": Help.LINE,
        "personal": Outcome.PERSONAL,
        "false answers": Outcome.ANSWER,
        "gaps": Outcome.GAP,
        "buttons": Outcome.SUGGEST,
    }
    shares = (f"{name} {100 * got[of] / len(replies):.1f}" for name, of in names.items())
    return f"ordinary speech ({len(replies):,} lines that nothing learnt): {', '.join(shares)}"


def in_short(conversation: Conversation, questions: Sequence[Question]) -> Iterator[str]:
    """Yield how a bot answers questions by group, as asked and with typos."""
    by_label = groups(conversation.knowledge)
    refuse_unknown(questions, by_label)

    def judged(text: str, question: Question) -> Verdict:
        group = by_label[question.label]
        return judge(group, question.label, conversation.reply_to(text))

    yield from _table("by group", counted((by_label[one.label], judged(one.text, one)) for one in questions))
    covered = [one for one in questions if by_label[one.label] is Group.COVERED]
    typed = counted(("mixed", judged(mistype(one.text, "mixed", SEED), one)) for one in covered)
    yield from _table("covered, typos", typed)


def _table(what: str, counts: Counts) -> Iterator[str]:
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
