"""The element profile: conventional and social practice, one row an element."""

from collections.abc import Sequence

from django.utils.safestring import mark_safe

from assessments.charts.marks import Chart, Table, cells, grid, interval, label, percent, points
from assessments.charts.readings import read_profile
from assessments.queries.headline import Measure, Standing

ROW = 54


def profile(rows: Sequence[Standing]) -> Chart:
    """Return the chart of elements with its reading and its table."""
    height = ROW * len(rows) + 4
    drawn = grid(height) + "".join(_row(row, ROW * at) for at, row in enumerate(rows))
    svg = (
        f'<svg class="plot" height="{height + 18}" role="img" aria-label="Elements: conventional'
        f' and social score with bounds, 0 to 100. Values in the data table.">{drawn}</svg>'
    )
    return Chart(mark_safe(svg), read_profile(rows), _table(rows))


def _row(row: Standing, top: int) -> str:
    rule = f'<line class="row" x1="-12" x2="100%" y1="{top}" y2="{top}"/>' if top else ""
    return (
        f'{rule}<text x="-12" y="{top + 17}">{label(row.name)}</text>'
        f'<text class="e b" x="100%" dx="12" y="{top + 17}">'
        f'<tspan class="C">{_figure(row.conventional)}</tspan> · '
        f'<tspan class="S">{_figure(row.social)}</tspan></text>'
        + interval(row.conventional, "c", "C", top + 30)
        + interval(row.social, "s", "S", top + 43)
    )


def _figure(measure: Measure | None) -> str:
    if measure is None:
        return "n/a"
    return "–" if measure.shown is None else str(points(measure.shown))


def _table(rows: Sequence[Standing]) -> Table:
    columns = ("Element", "Conventional", "Bounds", "Social", "Bounds", "Answered")
    return Table(
        "Element scores",
        columns,
        tuple(
            (
                row.name,
                *cells(row.conventional),
                *cells(row.social),
                percent(row.all.coverage) if row.all else "–",
            )
            for row in rows
        ),
    )
