"""How the bot answers labelled questions, as lines that a person reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.conversation import Conversation, Help, Outcome, Reply
from bot.evaluation.measured import EVERY, ON_TOPIC, Judged, Measured, Ordinary, refuse_unknown
from bot.evaluation.questions import Question
from bot.evaluation.typos import mistype
from bot.evaluation.verdict import Group, Verdict, groups, judge
from bot.evaluation.versus import SEED, confusions
from bot.evaluation.versus import lines as compared

BAR = 40
"""Characters of the longest bar of a histogram."""
TENTHS = 10


def of_bot(measured: Measured) -> Iterator[str]:
    """Yield how the bot answers questions, and how its matcher compares with plain fuzzy matching."""
    judged = measured.judged
    yield f"{len(judged):,} questions, {measured.examples:,} examples"
    yield from _table("group", ((one.group, one.verdict) for one in judged))
    yield from _table("intent", ((one.question.label, one.verdict) for one in judged))
    yield from confusions(measured.confusions)
    yield from _wrong_answers(measured.wrong)
    yield from _histograms([one.reply for one in judged if one.group in ON_TOPIC])
    if measured.typed:
        typed = ((kind, verdict) for kind, verdicts in measured.typed.items() for verdict in verdicts)
        yield from _table("with typos", typed)
    yield ""
    yield "the best candidate alone, without bands, beside one scorer over the same examples:"
    yield from compared(measured.comparison)
    yield from _by_typo(measured.by_typo)


def of_ordinary(ordinary: Ordinary) -> str:
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


def _by_typo(rows: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    yield ""
    yield f"{f'the same by kind of typo, one question in {EVERY}':<20}"
    kinds = next(iter(rows.values()), {})
    yield f"{'':<20}" + "".join(f"{name:>18}" for name in rows)
    for kind in kinds:
        yield f"{kind:<20}" + "".join(f"{row[kind]:18.1f}" for row in rows.values())


def _wrong_answers(wrong: Iterable[Judged]) -> Iterator[str]:
    yield ""
    yield "wrong answers: score, asked for → got, the question and its place"
    for one in sorted(wrong, key=lambda one: -one.reply.score):
        asked, got = one.question.label, one.reached
        yield f"{one.reply.score:5.1f}  {asked} → {got}: {one.question.text}  ({one.question.mark})"


def _histograms(replies: Sequence[Reply]) -> Iterator[str]:
    yield ""
    yield "outcomes of questions about the subject"
    yield from _bars(Counter(reply.outcome.value for reply in replies))
    yield ""
    yield "their scores"
    tenths = Counter(min(TENTHS - 1, int(reply.score) // TENTHS) for reply in replies)
    yield from _bars({f"{TENTHS * tenth} and more": tenths[tenth] for tenth in range(TENTHS)})


def _bars(counts: Mapping[str, int]) -> Iterator[str]:
    longest = max(counts.values(), default=0)
    for name, count in counts.items():
        yield f"{name:<12}{count:5}  {'█' * round(BAR * count / max(1, longest))}"
