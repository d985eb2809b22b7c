"""What one respondent's own answers would give, before anything is submitted."""

from dataclasses import dataclass

from assessments.charts.keyfigures import KeyFigure, key_figures
from assessments.charts.marks import Chart
from assessments.charts.profiles import profile
from assessments.queries.headline import headline, standings


@dataclass(frozen=True)
class Preview:
    figures: list[KeyFigure]
    profile: Chart


def preview(scorecard, definition) -> Preview | None:
    """Return the key figures and the profile, or None when nothing is answered at all."""
    rows = standings(headline(scorecard, definition))
    if not any(row.all and row.all.coverage for row in rows):
        return None
    return Preview(key_figures(rows), profile([row for row in rows if row.level == "element"]))
