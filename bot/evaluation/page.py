"""How the bot answers labelled questions, as one page with charts that needs no network and no script."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from bot.conversation import Help, Outcome
from bot.evaluation import charts
from bot.evaluation.measured import EVERY, Measured, Ordinary
from bot.evaluation.thresholds import Sweep
from bot.evaluation.verdict import Verdict

TITLE = "How questions are understood"
STYLE = Path(__file__).with_name("page.css")
STEP = 10
"""Scores between two lines of a table of thresholds."""
MEANING = {
    "answered": "An answer, where the question names the subject",
    "unnamed": "An answer, where it does not; before the rules on other subjects and strange words",
    "gaps": "“The article does not say”",
    "smalltalk": "Small talk",
    "suggested": "A button, where nothing is answered outright",
}
VERDICTS = tuple(verdict.value for verdict in Verdict)
HELP = {Help.TAKES_OVER: ("alarm", "wrong"), Help.LINE: ("line", "suggested")}
"""What each extent of help is called beside ordinary speech, and its class."""
FALSE = {"false answer": Outcome.ANSWER, "gap": Outcome.GAP, "buttons": Outcome.SUGGEST}

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""A head and lines."""


def of(measured: Measured) -> str:
    """Return the whole page."""
    sections = [
        _by_group(measured),
        _confusions(measured.confusions),
        *map(_threshold, measured.sweeps),
        *([_ordinary(measured.ordinary)] if measured.ordinary else []),
        *([_typed(measured.typed)] if measured.typed else []),
        *([_by_typo(measured.by_typo)] if measured.comparison.inside else []),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
        f"<header><h1>{TITLE}</h1><p>{len(measured.judged):,} questions, each with the reply that it "
        f"should get; {measured.examples:,} examples.</p></header>"
        f"<main>{''.join(sections)}</main></body></html>\n"
    )


def _by_group(measured: Measured) -> str:
    rows = _counts((one.group, one.verdict) for one in measured.judged)
    intents = _counts((one.question.label, one.verdict) for one in measured.judged)
    right = sum(one.verdict is Verdict.RIGHT for one in measured.judged)
    what = (
        f"{100 * right / len(measured.judged):.1f} % of all questions get the right reply, "
        f"{len(measured.wrong)} a wrong one. The figures are percent that are right."
    )
    tables = {"In percent": _percents("group", rows), "By intent, in percent": _percents("intent", intents)}
    return _section("By group", what, charts.stacked("Verdicts by group", what, rows), tables, VERDICTS)


def _confusions(pairs: Counter[tuple[str, str]]) -> str:
    if not pairs:
        return _section("Confusions", "Nothing was answered wrongly.", "", {}, ())
    (asked, got), most = pairs.most_common(1)[0]
    what = f"Asked for (a row), but reached (a column). Most often {asked} → {got}, {most} times."
    lines = [(*pair, f"{times}") for pair, times in pairs.most_common()]
    chart = charts.matrix("Confusions of intents", what, _side(pairs, 0), _side(pairs, 1), pairs)
    return _section("Confusions", what, chart, {"Figures": (("asked for", "reached", "times"), lines)}, ())


def _threshold(sweep: Sweep) -> str:
    title, at = f"Threshold “{sweep.name}”", sweep.chosen
    parts = {"right": sweep.right, "wrong": sweep.wrong, "silent": sweep.silent}
    now = ", ".join(f"{ones[at]} {part}" for part, ones in parts.items())
    what = f"{MEANING[sweep.name]}. From {at} on, at the line: {now}."
    lines = [
        (f"{score} (chosen)" if score == at else f"{score}", *(f"{ones[score]}" for ones in parts.values()))
        for score in sorted({*range(0, charts.FULL + 1, STEP), at})
    ]
    chart = charts.areas(title, what, parts, at)
    return _section(title, what, chart, {"Figures": (("score", *parts), lines)}, tuple(parts))


def _ordinary(ordinary: Ordinary) -> str:
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
    lines = [(name, f"{n}", f"{100 * n / ordinary.lines:.1f}") for name, (_, n) in rows.items()]
    tables = {"Figures": (("what it got", "lines", "percent"), lines)}
    return _section(
        "Ordinary speech", what, charts.counted("What ordinary speech gets", what, rows), tables, ()
    )


def _typed(typed: Mapping[str, Sequence[Verdict]]) -> str:
    rows = _counts((kind, verdict) for kind, ones in typed.items() for verdict in ones)
    what = "Questions about the subject, as asked and with typos of each kind."
    chart = charts.stacked("Verdicts by kind of typo", what, rows)
    return _section("Typos", what, chart, {"In percent": _percents("typo", rows)}, VERDICTS)


def _by_typo(matchers: Mapping[str, Mapping[str, float]]) -> str:
    kinds = next(iter(matchers.values()))
    rows = {kind: {name: percents[kind] for name, percents in matchers.items()} for kind in kinds}
    what = (
        f"How often the best candidate alone is right, in percent, of one question in {EVERY}: this matcher "
        "beside plain fuzzy matching by rapidfuzz over the same examples."
    )
    lines = [(kind, *(f"{value:.1f}" for value in row.values())) for kind, row in rows.items()]
    legend = {f"series{at}": name for at, name in enumerate(matchers)}
    chart = charts.paired("Accuracy by kind of typo", what, rows)
    tables = {"In percent": (("typo", *matchers), lines)}
    return _section("Typos, beside plain fuzzy matching", what, chart, tables, legend)


def _section(
    title: str,
    what: str,
    chart: str,
    tables: Mapping[str, Table],
    legend: Sequence[str] | Mapping[str, str],
) -> str:
    """Return a section: what it says, the chart, and its figures as tables beneath."""
    named = legend if isinstance(legend, Mapping) else dict(zip(legend, legend, strict=True))
    keys = "".join(f'<li><i class="{kind}"></i>{escape(name)}</li>' for kind, name in named.items())
    drawn = f'<div class="chart" tabindex="0" role="group" aria-label="{escape(title)}">{chart}</div>'
    figures = (
        f"<details><summary>{summary}</summary>{_table(*table)}</details>"
        for summary, table in tables.items()
    )
    shown = (f'<ul class="legend">{keys}</ul>' if keys else "") + (drawn if chart else "") + "".join(figures)
    return f"<section><h2>{escape(title)}</h2><p>{escape(what)}</p>{shown}</section>"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for name, *cells in lines
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _counts(verdicts: Iterable[tuple[str, Verdict]]) -> dict[str, dict[str, float]]:
    counts: dict[str, Counter[str]] = {}
    for name, verdict in verdicts:
        counts.setdefault(str(name), Counter())[verdict.value] += 1
    return {name: {verdict: ones[verdict] for verdict in VERDICTS} for name, ones in counts.items()}


def _percents(what: str, rows: Mapping[str, Mapping[str, float]]) -> Table:
    lines = []
    for name, parts in rows.items():
        total = sum(parts.values())
        lines.append((name, f"{total:g}", *(f"{100 * part / total:.1f}" for part in parts.values())))
    return (what, "n", *VERDICTS), lines


def _side(pairs: Mapping[tuple[str, str], int], side: int) -> list[str]:
    """Return what stands on one side of the pairs, the most frequent first."""
    sums: Counter[str] = Counter()
    for pair, times in pairs.items():
        sums[pair[side]] += times
    return [name for name, _ in sums.most_common()]
