"""How the bot answers labelled questions, as one page with charts that needs no network and no script.

A chart is a table with a bar in each row: its figures are there for those who do not see it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from bot.conversation import Help, Outcome
from bot.evaluation.measured import Measured, OrdinaryReplies, Sweep
from bot.evaluation.verdict import Verdict
from bot.knowledge import FULL_SCORE

TITLE = "How questions are understood"
STYLE = Path(__file__).with_name("page.css")
STEP = 10
"""Scores between two rows of a threshold."""
MEANING = {
    "answered": "An answer, where the question names the subject",
    "unnamed": "An answer, where it does not; before the rules on other subjects and strange words",
    "gaps": "“The article does not say”",
    "smalltalk": "Small talk",
    "suggested": "A button, where nothing is answered outright",
}
HELP = {Help.TAKES_OVER: ("alarm", "wrong"), Help.LINE: ("line", "suggested")}
"""What each extent of help is called beside ordinary speech, and its class."""
FALSE = {"false answer": Outcome.ANSWER, "gap": Outcome.GAP, "buttons": Outcome.SUGGEST}


def of(measured: Measured) -> str:
    """Return the whole page."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
        f"<header><h1>{TITLE}</h1><p>{len(measured.judged):,} questions, each with the reply that it "
        f"should get; {measured.examples:,} examples.</p></header>"
        f"<main>{''.join(_sections(measured))}</main></body></html>\n"
    )


def _sections(measured: Measured) -> Iterator[str]:
    judged = measured.judged
    right = sum(one.verdict is Verdict.RIGHT for one in judged)
    share, wrong = 100 * right / max(1, len(judged)), len(measured.wrong)
    what = f"{share:.1f} % of all questions get the right reply, {wrong} a wrong one."
    yield _section("By group", what, _shares("group", ((one.group, one.verdict) for one in judged)))
    by_intent = ((one.question.label, one.verdict) for one in judged)
    yield _section("By intent", "In percent, but for the number of questions.", _shares("intent", by_intent))
    yield _confusions(measured.confusions)
    yield from map(_threshold, measured.sweeps)
    if measured.ordinary:
        yield _ordinary(measured.ordinary)
    if measured.typed:
        what = "Questions about the subject, as asked and with typos of each kind."
        typed = ((kind, verdict) for kind, ones in measured.typed.items() for verdict in ones)
        yield _section("Typos", what, _shares("typo", typed))


def _confusions(pairs: Counter[tuple[str, str]]) -> str:
    if not pairs:
        return _section("Confusions", "Nothing was answered wrongly.", "")
    (asked, got), most = pairs.most_common(1)[0]
    what = f"What was asked for, and what was reached. Most often {asked} → {got}, {most} times."
    rows = [((*pair, f"{times}"), {"wrong": times}) for pair, times in pairs.most_common()]
    return _section("Confusions", what, _table(("asked for", "reached", "times"), rows, most))


def _threshold(sweep: Sweep) -> str:
    parts, at = {"right": sweep.right, "wrong": sweep.wrong, "silent": sweep.silent}, sweep.chosen
    now = ", ".join(f"{ones[at]} {part}" for part, ones in parts.items())
    what = f"{MEANING[sweep.name]}, from a score of {at} on: {now}."
    rows = []
    for score in sorted({*range(0, FULL_SCORE + 1, STEP), at}):
        name = f"{score} (chosen)" if score == at else f"{score}"
        counts = {part: ones[score] for part, ones in parts.items()}
        rows.append(((name, *map(str, counts.values())), counts))
    return _section(f"Threshold “{sweep.name}”", what, _table(("score", *parts), rows))


def _ordinary(ordinary: OrdinaryReplies) -> str:
    rows: dict[str, tuple[str, int]] = {}
    for (extent, alarm), times in sorted(ordinary.help.items()):
        name, kind = HELP[extent]
        rows[f"{name}: {alarm}"] = kind, times
    for name, outcome in FALSE.items():
        rows[name] = "wrong", ordinary.outcomes.get(outcome, 0)
    what = (
        f"{ordinary.lines:,} lines that people write to any bot, and that nothing learnt: "
        f"{ordinary.helped(Help.TAKES_OVER)} false alarms, {ordinary.helped(Help.LINE)} lines of help, "
        f"{ordinary.outcomes.get(Outcome.ANSWER, 0)} false answers."
    )
    lines = [
        ((name, f"{n}", f"{100 * n / ordinary.lines:.1f}"), {kind: n}) for name, (kind, n) in rows.items()
    ]
    longest = max((n for _, n in rows.values()), default=0)
    return _section("Ordinary speech", what, _table(("what it got", "lines", "percent"), lines, longest))


def _shares(what: str, verdicts: Iterable[tuple[str, Verdict]]) -> str:
    """Return how many there are of each name, and the percent of each verdict."""
    counts: dict[str, Counter[str]] = {}
    for name, verdict in verdicts:
        counts.setdefault(str(name), Counter())[verdict.value] += 1
    rows = []
    for name, ones in counts.items():
        shares = {verdict.value: 100 * ones[verdict] / ones.total() for verdict in Verdict}
        rows.append(((name, f"{ones.total()}", *(f"{share:.1f}" for share in shares.values())), shares))
    return _table((what, "n", *(verdict.value for verdict in Verdict)), rows)


def _section(title: str, what: str, chart: str) -> str:
    return f"<section><h2>{escape(title)}</h2><p>{escape(what)}</p>{chart}</section>"


def _table(
    head: Sequence[str], rows: Iterable[tuple[Sequence[str], Mapping[str, float]]], longest: float = 0
) -> str:
    """Return rows of figures, each with a bar of parts by their class; the longest fills its cell."""
    heads = "".join(f'<th scope="col" class="{escape(cell)}">{escape(cell)}</th>' for cell in head)
    lines = []
    for (name, *cells), parts in rows:
        whole = longest or sum(parts.values()) or 1
        bar = "".join(
            f'<i class="{kind}" style="width:{100 * part / whole:.1f}%"></i>' for kind, part in parts.items()
        )
        figures = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        lines.append(f'<tr><th scope="row">{escape(name)}</th>{figures}<td class="bar">{bar}</td></tr>')
    body = f"<thead><tr>{heads}<td></td></tr></thead><tbody>{''.join(lines)}</tbody>"
    return f'<div class="chart"><table>{body}</table></div>'
