"""Rounds over time: both lenses with upright bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe

from assessments.charts.marks import VISIBLE_WIDTH, Chart, Table, cells, points
from assessments.charts.readings import read_trend
from assessments.queries.headline import Measure

TOP, BOTTOM, HEIGHT = 8, 158, 180
# More rounds than this would overprint their figures; the table keeps them all.
DRAWN_ROUNDS = 6
AXIS = "".join(
    f'<line class="grid" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>'
    f'<text class="m e" x="0" dx="-4" y="{y + 4:g}">{tick}</text>'
    for tick, y in ((0, 158), (25, 120.5), (50, 83), (75, 45.5), (100, 8))
)


@dataclass(frozen=True)
class RoundFigures:
    """The overall figures of one round; `date` is its short label on the axis."""

    name: str
    date: str
    all: Measure | None
    conventional: Measure | None
    social: Measure | None


@dataclass(frozen=True)
class _Line:
    symbol: str
    colour: str
    shift: int
    anchor: str
    dx: int
    dy: int


CONVENTIONAL = _Line("c", "C", -4, " e", -9, -5)
SOCIAL = _Line("s", "S", 4, "", 9, 15)


def trend(rounds: Sequence[RoundFigures]) -> Chart:
    """Return the last rounds as two lines, first round first."""
    drawn = rounds[-DRAWN_ROUNDS:]
    places = _places(len(drawn))
    dates = "".join(
        f'<text class="m mid" x="{place:g}%" y="178">{escape(row.date)}</text>'
        for place, row in zip(places, drawn, strict=True)
    )
    svg = (
        f'<svg class="plot y" height="{HEIGHT}" role="img" aria-label="Conventional and social'
        f' score by round, with bounds. Values in the data table.">{AXIS}'
        + _line(CONVENTIONAL, places, [row.conventional for row in drawn])
        + _line(SOCIAL, places, [row.social for row in drawn])
        + dates
        + "</svg>"
    )
    reading = read_trend([(row.conventional, row.social) for row in rounds])
    return Chart(mark_safe(svg), reading, _table(rounds))


def _places(number: int) -> list[float]:
    if number < 2:
        return [50.0] * number
    return [round(15 + 75 * at / (number - 1), 1) for at in range(number)]


def _y(share: float) -> str:
    return f"{round(BOTTOM - (BOTTOM - TOP) * share, 1):g}"


def _line(line: _Line, places: Sequence[float], measures: Sequence[Measure | None]) -> str:
    steps = zip(places, measures, places[1:], measures[1:], strict=False)
    joined = "".join(_segment(line.colour, *step) for step in steps)
    stops = "".join(
        _stop(line, place, measure)
        for place, measure in zip(places, measures, strict=True)
        if measure is not None
    )
    return f'<g transform="translate({line.shift})">{joined}{stops}</g>'


def _segment(
    colour: str, start: float, before: Measure | None, end: float, after: Measure | None
) -> str:
    if before is None or after is None or before.shown is None or after.shown is None:
        return ""
    return (
        f'<line class="{colour}" x1="{start:g}%" x2="{end:g}%"'
        f' y1="{_y(before.shown)}" y2="{_y(after.shown)}"/>'
    )


def _stop(line: _Line, place: float, measure: Measure) -> str:
    if measure.is_withheld:
        return ""
    upright = f'x1="{place:g}%" x2="{place:g}%" y1="{_y(measure.upper)}" y2="{_y(measure.lower)}"/>'
    if measure.shown is None:
        return f'<line class="{line.colour} ne" {upright}'
    bar = f'<line class="{line.colour} bar" {upright}'
    if measure.upper - measure.lower < VISIBLE_WIDTH:
        bar = ""
    y = float(_y(measure.shown))
    return (
        f'{bar}<use href="#{line.symbol}" class="{line.colour}" x="{place:g}%" y="{y:g}"/>'
        f'<text class="{line.colour} b{line.anchor}" x="{place:g}%" dx="{line.dx}"'
        f' y="{y + line.dy:g}">{points(measure.shown)}</text>'
    )


def _table(rounds: Sequence[RoundFigures]) -> Table:
    columns = ("Round", "Overall", "Conventional", "Bounds", "Social", "Bounds")
    rows = tuple(
        (row.name, cells(row.all)[0], *cells(row.conventional), *cells(row.social))
        for row in rounds
    )
    return Table("Scores by round", columns, rows)
