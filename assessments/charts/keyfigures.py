"""The key figures of the dashboard: overall, each stage, and the distance of the lenses."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from assessments.charts.arithmetic import query
from assessments.charts.intervals import difference_interval, figure_interval
from assessments.charts.marks import VISIBLE_WIDTH, bounds, figure, lack, percent, signed
from assessments.charts.readings import comparable, shown_points
from assessments.queries.headline import Measure, Standing

SOCIAL = query("overall", "social")


@dataclass(frozen=True)
class KeyFigure:
    """`query` leads to the arithmetic of the figure."""

    name: str
    big: str
    svg: SafeString | str
    sureness: str
    beside: str
    query: str


def sureness(measure: Measure) -> str:
    """Return in words how far a score could still move, or that there is none."""
    if measure.shown is None:
        return f"{lack(measure)}, {percent(measure.coverage)} answered"
    if measure.upper - measure.lower < VISIBLE_WIDTH:
        return f"{percent(measure.coverage)} answered"
    return f"bounds {bounds(measure)}, {percent(measure.coverage)} answered"


def children(rows: Sequence[Standing], parent: Standing) -> list[Standing]:
    """Return the stages under overall, the elements under a stage."""
    if parent.level == "overall":
        return [row for row in rows if row.level == "stage"]
    return [row for row in rows if row.path.startswith(f"{parent.path}/")]


def key_figures(rows: Sequence[Standing]) -> list[KeyFigure]:
    """Return a figure for each of overall and the stages, then the difference of the lenses."""
    shown = [row for row in rows if row.level in ("overall", "stage") and row.all]
    figures = [
        KeyFigure(
            row.name,
            figure(row.all),
            figure_interval(row.all),
            sureness(row.all),
            _weakest(children(rows, row), row),
            query(row.path),
        )
        for row in shown
    ]
    return figures + [_difference(rows, row) for row in shown if row.level == "overall"]


def _weakest(parts: list[Standing], parent: Standing) -> str:
    scored = [(part.name, shown_points(part.all)) for part in parts]
    scored = [item for item in scored if item[1] is not None]
    if not scored or 1 == len(scored) < len(parts):
        return ""
    if len(parts) == 1:
        social = shown_points(parent.social)
        return "one element" if social is None else f"one element; social {social}"
    kind = "weakest stage" if parent.level == "overall" else "weakest"
    name, lowest = min(scored, key=lambda item: item[1])
    return f"{kind}: {name} {lowest}"


def _difference(rows: Sequence[Standing], overall: Standing) -> KeyFigure:
    name = "Social minus conventional"
    conventional, social = (shown_points(overall.conventional), shown_points(overall.social))
    if conventional is None or social is None:
        words = f"social {figure(overall.social)}, conventional {figure(overall.conventional)}"
        return KeyFigure(name, "–", "", words, "needs a score in both lenses", SOCIAL)
    elements = comparable([row for row in rows if row.level == "element"])
    widest = max(elements, key=lambda item: abs(item[1] - item[2]), default=None)
    return KeyFigure(
        name,
        signed(social - conventional),
        difference_interval(overall.conventional.score, overall.social.score),
        f"social {social}, conventional {conventional}",
        f"widest: {widest[0]} {signed(widest[2] - widest[1])}" if widest else "",
        SOCIAL,
    )


def standing_of(rows: Sequence[Standing], path: str) -> Standing | None:
    return next((row for row in rows if row.path == path), None)
