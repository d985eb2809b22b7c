"""The one weighted mean that every level uses, and its printable parts (rules 3 to 6)."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from .nodes import BELOW_COVERAGE, UNANSWERED, ZERO_WEIGHT, Part

# Shares such as 1/3 + 1/6 may fall a rounding error short of the threshold they equal.
TOLERANCE = 1e-9


class Figure(NamedTuple):
    """A score (None when nothing is answered) with its coverage and bounds, all in [0, 1]."""

    score: float | None
    coverage: float
    lower: float
    upper: float


class Child(NamedTuple):
    """One term of a mean; without a figure it is left out, and `note` says why.

    `weight` counts in the score and `reach` in coverage and bounds. They differ only for
    dyads, where a tier shares its weight among those that have a score.
    """

    path: str
    name: str
    kind: str
    dyad: str | None
    weight: float
    reach: float
    figure: Figure | None
    note: str = ""


class Totals(NamedTuple):
    """The weight that was scored and the weight that was applicable."""

    scored: float
    applicable: float


def unanswered() -> Figure:
    """Return the figure of an applicable item without an answer."""
    return Figure(None, 0.0, 0.0, 1.0)


def answered(value: float) -> Figure:
    """Return the figure of an answered item."""
    return Figure(value, 1.0, value, value)


def totals(children: Sequence[Child]) -> Totals:
    """Return the summed weights of the children with a score and of those with a figure."""
    return Totals(
        fsum(c.weight for c in children if c.figure is not None and c.figure.score is not None),
        fsum(c.reach for c in children if c.figure is not None),
    )


def weighted_mean(children: Sequence[Child]) -> Figure | None:
    """Return score = Σ w·score / Σ w over scored children, the rest over applicable ones.

    With items as children this is rule 3, since an answered item has coverage 1 and equal
    bounds, an unanswered one coverage 0 and bounds 0 and 1. None when no weight is applicable.
    """
    scored, applicable = totals(children)
    if not applicable:
        return None
    figures = [(c.reach, c.figure) for c in children if c.figure is not None]
    coverage = fsum(reach * figure.coverage for reach, figure in figures) / applicable
    lower = fsum(reach * figure.lower for reach, figure in figures) / applicable
    upper = fsum(reach * figure.upper for reach, figure in figures) / applicable
    if not scored:
        return Figure(None, coverage, lower, upper)
    score = _score(children, scored)
    # Rounding may put a bound past the score by the last bit.
    return Figure(score, coverage, min(lower, score), max(upper, score))


def is_published(figure: Figure, min_coverage: float) -> bool:
    """Return whether enough is answered to show the score (rule 5)."""
    return figure.score is not None and figure.coverage >= min_coverage - TOLERANCE


def parts_of(children: Sequence[Child], min_coverage: float) -> tuple[Part, ...]:
    """Return the children as lines of arithmetic, with their shares of the mean."""
    weights = totals(children)
    return tuple(_part(child, weights, min_coverage) for child in children)


def _score(children: Sequence[Child], scored: float) -> float:
    terms = [
        child.weight * child.figure.score
        for child in children
        if child.figure is not None and child.figure.score is not None
    ]
    return fsum(terms) / scored


def _part(child: Child, weights: Totals, min_coverage: float) -> Part:
    figure = child.figure
    if figure is None:
        return Part(*child[:5], None, None, None, None, False, 0.0, 0.0, child.note)
    is_counted = figure.score is not None and child.weight > 0
    share = child.weight / weights.scored if is_counted else 0.0
    coverage_share = child.reach / weights.applicable if weights.applicable else 0.0
    note = _note(child, figure, min_coverage)
    return Part(*child[:5], *figure, is_counted, share, coverage_share, note)


def _note(child: Child, figure: Figure, min_coverage: float) -> str:
    if not child.weight:
        return ZERO_WEIGHT
    if figure.score is None:
        return UNANSWERED
    return "" if is_published(figure, min_coverage) else BELOW_COVERAGE
