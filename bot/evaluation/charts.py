"""Charts as inline SVG: no script, no network. Colours are the page's, by class; all text is escaped here."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import count

WIDTH = 290
"""Units of a chart, about the pixels of a phone: text is as large there as it is written."""
ROW, BAR, LABEL, FIGURE = 22, 12, 108, 34
"""Heights of a row and of its bar; the room for the name before it, and for the figure behind."""
CELL, NAME = 20, 118
"""The side of a cell of a matrix; the room for names beside and above it."""
HEIGHT, LEFT, RIGHT, FOOT = 170, 36, 12, 22
"""Of a chart over scores: its height, and the room for the figures at its sides."""
FULL = 100

_numbers = count(1)


def svg(title: str, description: str, height: float, shapes: Iterable[str], width: float = WIDTH) -> str:
    """Return a picture with a name and a description for those who do not see it."""
    number = next(_numbers)
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="t{number} d{number}" '
        f'style="--wide:{width:g}px"><title id="t{number}">{escape(title)}</title>'
        f'<desc id="d{number}">{escape(description)}</desc>{"".join(shapes)}</svg>'
    )


def stacked(title: str, description: str, rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return a bar a row, its parts side by side: by its name, then by class. The figure is the first's."""
    shapes, room = [], WIDTH - LABEL - FIGURE
    for at, (name, parts) in enumerate(rows.items()):
        y, x = at * ROW, float(LABEL)
        shapes.append(_label(name, y))
        total = sum(parts.values()) or 1
        for part, value in parts.items():
            wide = room * value / total
            shapes.append(_rect(part, x, y + 4, wide, BAR, f"{name}: {part} {FULL * value / total:.1f} %"))
            x += wide
        first = FULL * next(iter(parts.values()), 0) / total
        shapes.append(_figure(f"{first:.0f}", x, y + 14))
    return svg(title, description, ROW * len(rows), shapes)


def paired(title: str, description: str, rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return thin bars of percent, one under the other, a group a row: as `stacked` takes them."""
    shapes, room, thin = [], WIDTH - LABEL - FIGURE, BAR - 2
    each = max((len(parts) for parts in rows.values()), default=1)
    high = each * (thin + 1) + 10
    for at, (name, parts) in enumerate(rows.items()):
        shapes.append(_label(name, at * high + (high - ROW) / 2))
        for place, (part, value) in enumerate(parts.items()):
            y, wide = at * high + 4 + place * (thin + 1), room * value / FULL
            shapes.append(
                _rect(f"series{place}", LABEL, y, wide, thin, f"{name}, {part}: {value:.1f} %")
                + _figure(f"{value:.0f}", LABEL + wide, y + 9)
            )
    return svg(title, description, high * len(rows), shapes)


def counted(title: str, description: str, rows: Mapping[str, tuple[str, int]]) -> str:
    """Return a bar a row, as long as its number: by name, the class and the number."""
    longest = max((number for _, number in rows.values()), default=0) or 1
    shapes, room = [], WIDTH - LABEL - FIGURE
    for at, (name, (kind, number)) in enumerate(rows.items()):
        y, wide = at * ROW, room * number / longest
        shapes += [_label(name, y), _rect(kind, LABEL, y + 4, wide, BAR, f"{name}: {number:,}")]
        shapes.append(_figure(f"{number:,}", LABEL + wide, y + 14))
    return svg(title, description, ROW * len(rows), shapes)


def areas(title: str, description: str, parts: Mapping[str, Sequence[int]], chosen: int) -> str:
    """Return areas one upon the other over scores from 0 to 100, and a line at the chosen score."""
    total = max(1, sum(values[0] for values in parts.values()))
    room, high = WIDTH - LEFT - RIGHT, HEIGHT - FOOT

    def x(score: float) -> float:
        return LEFT + room * score / FULL

    below = [0.0] * (FULL + 1)
    shapes = []
    for part, values in parts.items():
        above = [low + value / total for low, value in zip(below, values, strict=True)]
        corners = [(x(at), high * (1 - one)) for at, one in enumerate(above)]
        corners += [(x(at), high * (1 - below[at])) for at in range(FULL, -1, -1)]
        points = " ".join(f"{one:.1f},{two:.1f}" for one, two in corners)
        shapes.append(f'<polygon class="{part}" points="{points}"><title>{part}</title></polygon>')
        below = above
    for share in (0, 50, FULL):
        y = min(high, max(10.0, high * (1 - share / FULL) + 4))
        shapes.append(f'<text class="figure" text-anchor="end" x="{LEFT - 4}" y="{y:.1f}">{share} %</text>')
    shapes += [_middle(str(score), x(score), HEIGHT - 6) for score in range(0, FULL + 1, 20)]
    line = f'x1="{x(chosen):.1f}" x2="{x(chosen):.1f}" y1="0" y2="{high}"'
    shapes.append(f'<line class="halo" {line}/><line class="chosen" {line}/>')
    return svg(title, description, HEIGHT, shapes)


def matrix(
    title: str,
    description: str,
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Mapping[tuple[str, str], int],
) -> str:
    """Return a square for each pair of row and column that has a count, the darker the higher."""
    most = max(counts.values(), default=1)
    width, height = NAME + CELL * len(columns) + 60, NAME + CELL * len(rows)
    shapes = []
    for at, name in enumerate(columns):
        x, y = NAME + CELL * at + CELL / 2 + 4, NAME - 6
        shapes.append(f'<text transform="rotate(-60 {x:g} {y})" x="{x:g}" y="{y}">{escape(name)}</text>')
    for down, row in enumerate(rows):
        y = NAME + CELL * down
        shapes.append(f'<text text-anchor="end" x="{NAME - 6}" y="{y + 14}">{escape(row)}</text>')
        for across, column in enumerate(columns):
            x, number = NAME + CELL * across, counts.get((row, column), 0)
            kind = f'cell" style="--share:{20 + 80 * number // most}%' if number else "empty"
            shapes.append(_rect(kind, x + 1, y + 1, CELL - 2, CELL - 2, f"{row} → {column}: {number}"))
            if number:
                shapes.append(_middle(str(number), x + CELL / 2, y + 14, "number"))
    return svg(title, description, height, shapes, width)


def _label(name: str, y: float) -> str:
    return f'<text text-anchor="end" x="{LABEL - 6}" y="{y + 14:.1f}">{escape(name)}</text>'


def _middle(text: str, x: float, y: float, kind: str = "figure") -> str:
    return f'<text class="{kind}" text-anchor="middle" x="{x:.1f}" y="{y:.1f}">{text}</text>'


def _figure(text: str, x: float, y: float) -> str:
    """Return a figure behind a bar that ends at `x`."""
    return f'<text class="figure" x="{x + 4:.1f}" y="{y:.1f}">{text}</text>'


def _rect(  # noqa: PLR0913, PLR0917 - as SVG has them
    kind: str, x: float, y: float, width: float, height: float, title: str
) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height}"'
    return f'<rect class="{kind}" {place}><title>{escape(title)}</title></rect>'
