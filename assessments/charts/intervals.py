"""The one-line interval that stands under a key figure."""

from django.utils.safestring import SafeString, mark_safe

from assessments.charts.marks import interval, mark, x
from assessments.queries.headline import Measure

HEIGHT = 20
MIDDLE = 10
AXIS = f'<line class="grid" x2="100%" y1="{MIDDLE}" y2="{MIDDLE}"/>'
ENDS = "".join(
    f'<line class="grid" x1="{at}" x2="{at}" y1="5" y2="15"/>' for at in ("0", "50%", "100%")
)


def figure_interval(measure: Measure) -> SafeString:
    """Return score and bounds on a line from 0 to 100, for the eye only: words stand beside."""
    return _plot(AXIS + ENDS + interval(measure, "c", "K", MIDDLE))


def difference_interval(conventional: float, social: float) -> SafeString:
    """Return both lenses on one line, joined by their distance."""
    joined = (
        f'<line class="K" x1="{x(min(conventional, social))}"'
        f' x2="{x(max(conventional, social))}" y1="{MIDDLE}" y2="{MIDDLE}"/>'
    )
    marks = mark("s", "S", social, MIDDLE) + mark("c", "C", conventional, MIDDLE)
    return _plot(AXIS + ENDS + joined + marks)


def _plot(drawn: str) -> SafeString:
    return mark_safe(f'<svg class="plot" height="{HEIGHT}" aria-hidden="true">{drawn}</svg>')
