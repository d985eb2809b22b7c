"""Small multiples for the portfolio: one upright column an element, same scale and order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from assessments.charts.readings import read_multiple
from assessments.queries.headline import Measure, Standing

TOP, BOTTOM, HEIGHT = 6, 66, 72
LINES = "".join(f'<line class="grid" x2="100%" y1="{y}" y2="{y}"/>' for y in (6, 36, 66))


@dataclass(frozen=True)
class Multiple:
    svg: SafeString
    reading: str


def multiple(rows: Sequence[Standing], unreached: int) -> Multiple:
    """Return a small chart of all elements; `unreached` of them are of later stages."""
    reading = read_multiple(rows, unreached)
    steps = max(len(rows) - 1, 1)
    drawn = LINES + "".join(
        _column(row, f"{round(6 + 87.5 * at / steps, 1):g}%") for at, row in enumerate(rows)
    )
    svg = (
        f'<svg class="plot" height="{HEIGHT}" role="img" aria-label="{escape(reading)}">'
        f"{drawn}</svg>"
    )
    return Multiple(mark_safe(svg), reading)


def _y(share: float) -> str:
    return f"{round(BOTTOM - (BOTTOM - TOP) * share, 1):g}"


def _column(row: Standing, x: str) -> str:
    marks = _mark(row.social, "t", "S", x) + _mark(row.conventional, "d", "C", x)
    pair = (row.conventional, row.social)
    if any(measure is None or measure.shown is None for measure in pair):
        return marks
    ends = [_y(measure.shown) for measure in pair]
    return f'<line class="grid" x1="{x}" x2="{x}" y1="{ends[0]}" y2="{ends[1]}"/>{marks}'


def _mark(measure: Measure | None, symbol: str, colour: str, x: str) -> str:
    if measure is None or measure.is_withheld:
        return ""
    if measure.shown is not None:
        return f'<use href="#{symbol}" class="{colour}" x="{x}" y="{_y(measure.shown)}"/>'
    return (
        f'<line class="{colour} ne" x1="{x}" x2="{x}" y1="{_y(measure.upper)}"'
        f' y2="{_y(measure.lower)}"/>'
    )
