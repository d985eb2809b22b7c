"""What one side may see of figures that rest on the answers of several.

Somebody who knows their own answers can take them from a mean of few and is left with those
of the other side. So a reader from another side is shown no figure of fewer than five items,
and none from which such a figure could be worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assessments.queries.headline import LENSES, Measure, Standing

FEWEST_ITEMS = 5


def withhold(rows: Sequence[Standing]) -> tuple[Standing, ...]:
    """Return the standings as a reader from another side may see them."""
    shown = {row.path: _by_lens(row) for row in rows}
    for level in ("stage", "element"):
        for group in _siblings(rows, level):
            for lens in LENSES:
                shown |= _with_company(group, shown, lens)
    return tuple(shown[row.path] for row in rows)


def withhold_few(measure: Measure | None) -> Measure | None:
    """Return a measure, without its figures when it rests on too few items."""
    if measure is None or not _is_few(measure):
        return measure
    return measure.withheld()


def _is_few(measure: Measure) -> bool:
    return measure.coverage > 0 and measure.answered < FEWEST_ITEMS


def _by_lens(row: Standing) -> Standing:
    """Keep back both lenses with one of them: whole and one lens would give the other."""
    pair = [one for one in (row.conventional, row.social) if one]
    whole = withhold_few(row.all)
    if not any(_is_few(one) for one in pair):
        return replace(row, all=whole)
    # A single lens is the whole.
    is_whole = len(pair) == 1
    return _without_lenses(replace(row, all=whole and whole.withheld() if is_whole else whole))


def _without_lenses(row: Standing) -> Standing:
    conventional, social = (one and one.withheld() for one in (row.conventional, row.social))
    return replace(row, conventional=conventional, social=social)


def _siblings(rows: Sequence[Standing], level: str) -> Iterable[list[Standing]]:
    groups: dict[str, list[Standing]] = {}
    for row in rows:
        if row.level == level:
            groups.setdefault(row.path.rpartition("/")[0], []).append(row)
    return groups.values()


def _with_company(
    group: Sequence[Standing], shown: dict[str, Standing], lens: str
) -> dict[str, Standing]:
    """Keep back a second one of a group with the first, the one with the fewest answers.

    The figure above them and all the others would give the only one that is kept back.
    """
    now = [shown[row.path] for row in group]
    answered = [row for row in now if (one := getattr(row, lens)) and one.coverage > 0]
    open_ones = [row for row in answered if not getattr(row, lens).is_withheld]
    if len(answered) - len(open_ones) != 1 or not open_ones:
        return {}
    second = min(open_ones, key=lambda row: getattr(row, lens).answered)
    kept = replace(second, all=second.all.withheld()) if lens == "all" else second
    return {second.path: _without_lenses(kept)}
