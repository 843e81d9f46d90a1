"""How the bot answers labelled questions, as one page with charts that needs no network and no script.

A chart is a table with a bar in each row: its figures are there for those who do not see it.
"""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from bot.evaluation import report
from bot.evaluation.measured import Measured
from bot.evaluation.verdict import Verdict

TITLE = "How questions are understood"
STYLE = Path(__file__).with_name("page.css")


def of(measured: Measured) -> str:
    """Return the whole page: what `evaluate` prints of the bot."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
        f"<header><h1>{TITLE}</h1><p>{report.head(measured)}</p></header>"
        f"<main>{''.join(_sections(measured))}</main></body></html>\n"
    )


def _sections(measured: Measured) -> Iterator[str]:
    for what, counts in report.tables(measured).items():
        rows = []
        for name, verdicts in counts.items():
            shares = {verdict: 100 * verdicts[verdict] / verdicts.total() for verdict in Verdict}
            bar = "".join(
                f'<i class="{kind}" style="width:{part:.1f}%"></i>' for kind, part in shares.items()
            )
            figures = (name, f"{verdicts.total()}", *(f"{share:.1f}" for share in shares.values()))
            rows.append(f'{_cells(figures)}<td class="bar">{bar}</td>')
        yield _section(what.capitalize(), (what, "n", *Verdict, "in percent"), rows)
    pairs = measured.confusions.most_common()
    rows = [_cells((asked, got, f"{times}")) for (asked, got), times in pairs]
    yield _section("Confusions", ("asked for", "but got", "times"), rows)
    if measured.ordinary:
        yield f"<section><p>{report.of_ordinary(measured.ordinary)}</p></section>"


def _section(title: str, head: Iterable[str], rows: Iterable[str]) -> str:
    heads = "".join(f'<th scope="col" class="{cell}">{cell}</th>' for cell in head)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f'<section><h2>{title}</h2><div class="chart">{table}</div></section>'


def _cells(texts: tuple[str, ...]) -> str:
    name, *others = map(escape, texts)
    return f'<th scope="row">{name}</th>' + "".join(f"<td>{other}</td>" for other in others)
