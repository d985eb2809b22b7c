"""The key figures of an assessment, small enough to be kept beside it and listed by the dozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessments.scoring import Node, Scorecard
    from frameworks.definitions import Definition, Element

LENSES = ("all", "conventional", "social")


@dataclass(frozen=True)
class Measure:
    """A score between 0 and 1 with what it rests on; `score` is None without any answer.

    `answered` counts the items answered; a headline kept before they were counted has 0.
    """

    score: float | None
    coverage: float
    lower: float
    upper: float
    published: bool
    answered: int = 0
    is_withheld: bool = False

    @classmethod
    def of(cls, node: Node | None) -> Measure | None:
        if node is None:
            return None
        figures = (node.score, node.coverage, node.lower, node.upper, node.published)
        return cls(*figures, node.answered)

    def withheld(self) -> Measure:
        """Return what may be said of a measure whose score and bounds are kept back."""
        return Measure(None, self.coverage, 0.0, 1.0, False, self.answered, True)

    @property
    def shown(self) -> float | None:
        """Return the score when enough is answered to show it."""
        return self.score if self.published else None


@dataclass(frozen=True)
class Standing:
    """One node of the relationship with its three lenses; a lens nobody is asked is None."""

    path: str
    name: str
    short: str
    level: str
    all: Measure | None
    conventional: Measure | None
    social: Measure | None


def headline(scorecard: Scorecard, definition: Definition) -> dict[str, Any]:
    """Return every node down to the elements by lens, ready for JSON.

    `overall` holds what lists sort by; its score is absent when too little is answered.
    """
    rows = list(_standings(scorecard, definition))
    return {
        "version": 1,
        "overall": _sortable(rows[0].all),
        "reached": list(scorecard.stages_reached),
        "weakest": weakest(rows),
        "nodes": [_to_row(standing) for standing in rows],
    }


def _sortable(overall: Measure | None) -> dict[str, float]:
    if overall is None:
        return {}
    kept = {"coverage": overall.coverage}
    return kept if overall.shown is None else kept | {"score": overall.shown}


def standings(stored: Mapping[str, Any] | None) -> tuple[Standing, ...]:
    """Return what `headline` kept; nothing when nothing was kept."""
    return tuple(_from_row(row) for row in (stored or {}).get("nodes", ()))


def weakest(rows: list[Standing] | tuple[Standing, ...]) -> str | None:
    """Return the path of the lowest element, the first of equals; None with fewer than two."""
    scored = [
        row for row in rows if row.level == "element" and row.all and row.all.shown is not None
    ]
    return min(scored, key=lambda row: row.all.score).path if len(scored) > 1 else None


def _standings(scorecard: Scorecard, definition: Definition) -> Iterator[Standing]:
    yield _standing(scorecard, "overall", "Overall", "Overall", "overall")
    for stage in definition.stages:
        yield _standing(scorecard, stage.key, stage.name, stage.name, "stage")
        for element in stage.elements:
            path = f"{stage.key}/{element.key}"
            yield _standing(scorecard, path, element.name, _short(element), "element")


def _short(element: Element) -> str:
    return element.short or element.name


def _standing(scorecard: Scorecard, path: str, name: str, short: str, level: str) -> Standing:
    measures = (Measure.of(scorecard.get(path, lens=lens)) for lens in LENSES)
    return Standing(path, name, short, level, *measures)


def _to_row(standing: Standing) -> list[Any]:
    measures = (standing.all, standing.conventional, standing.social)
    return [
        standing.path,
        standing.name,
        standing.short,
        standing.level,
        *(m and _figures(m) for m in measures),
    ]


def _figures(measure: Measure) -> list[Any]:
    figures = [measure.score, measure.coverage, measure.lower, measure.upper]
    return [*figures, measure.published, measure.answered]


def _from_row(row: list[Any]) -> Standing:
    path, name, short, level, *measures = row
    return Standing(path, name, short, level, *(m and Measure(*m) for m in measures))
