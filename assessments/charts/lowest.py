"""The lowest items with the next step the framework recommends from there."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.charts.heat import leaves
from assessments.scoring import ItemResult, Scorecard
from frameworks.definitions import Definition, Indicator

LIMIT = 5
NOISE = 1e-9


@dataclass(frozen=True)
class LowItem:
    """`level` reads `1 of 5`; the recommendation is the one for the level reached."""

    short: str
    where: str
    lens: str
    level: str
    recommendation: str
    path: str


def lowest(
    scorecard: Scorecard, definition: Definition, dyads: Mapping[str, str]
) -> tuple[LowItem, ...]:
    """Return the lowest answered items, one row an indicator, each with its recommendation."""
    indicators = {indicator.key: indicator for indicator in definition.indicators()}
    found: dict[str, list[tuple[float, str, str, ItemResult]]] = {}
    for path, name, item in _answered(scorecard, definition, dyads):
        found.setdefault(item.indicator, []).append((item.value, path, name, item))
    by_indicator = sorted(found.values(), key=lambda rows: min(row[0] for row in rows))
    made = (_low_item(rows, definition, indicators, dyads) for rows in by_indicator)
    kept = [item for item in made if item is not None]
    return tuple(kept[:LIMIT])


def _answered(
    scorecard: Scorecard, definition: Definition, dyads: Mapping[str, str]
) -> Iterator[tuple[str, str, ItemResult]]:
    for stage in definition.stages:
        for path, leaf in leaves(stage):
            for dyad in dyads:
                node = scorecard.get(path, dyad=dyad)
                for item in node.items_detail if node else ():
                    if item.value is not None and item.weight > 0:
                        yield path, leaf.name, item


def _low_item(
    rows: list[tuple[float, str, str, ItemResult]],
    definition: Definition,
    indicators: Mapping[str, Indicator],
    dyads: Mapping[str, str],
) -> LowItem | None:
    value, path, name, item = min(rows, key=lambda row: row[0])
    indicator = indicators[item.indicator]
    if indicator.scale is None:
        return None
    raw, top = _raw(definition, indicator, value)
    # A mean between two levels takes the advice of the worse one.
    level = math.ceil(raw - NOISE) if indicator.reversed else math.floor(raw + NOISE)
    recommendation = indicator.recommendation_for(level)
    if recommendation is None:
        return None
    at = [dyads[row[3].dyad] for row in rows if row[0] == value and row[3].dyad]
    return LowItem(
        indicator.short,
        f"{name} · {', '.join(at)}",
        indicator.lens.value,
        f"{round(raw, 1):g} of {top}",
        recommendation,
        path,
    )


def _raw(definition: Definition, indicator: Indicator, value: float) -> tuple[float, int]:
    scale = definition.scale(indicator.scale)
    share = 1 - value if indicator.reversed else value
    return scale.minimum + share * (scale.maximum - scale.minimum), scale.maximum
