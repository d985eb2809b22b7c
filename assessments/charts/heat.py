"""The component heat table: one row a component, one pair of cells a dyad."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessments.charts.marks import bounds, counted, cut, every, points, word
from assessments.queries.headline import Measure
from assessments.scoring import Scorecard
from frameworks.definitions import Component, Definition, Element, Stage

STEPS = (15, 29, 43, 58, 72, 86)
KEY = ("0–14", "15–28", "29–42", "43–57", "58–71", "72–85", "86+")
CELL_LENSES = ("conventional", "social")
MOST_BESIDE = 3


@dataclass(frozen=True)
class Cell:
    """`shade` is the class of the cell: h0 to h6, none (not enough answers), na, or
    empty where nobody of the dyad was asked."""

    shade: str
    text: str


@dataclass(frozen=True)
class Row:
    name: str
    path: str
    cells: tuple[Cell, ...]
    short: str = ""


@dataclass(frozen=True)
class Group:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Head:
    """The head of a dyad's columns, cut to fit, with its whole name."""

    name: str
    whole: str


@dataclass(frozen=True)
class Heat:
    dyads: tuple[Head, ...]
    groups: tuple[Group, ...]
    reading: str
    key: tuple[str, ...] = KEY

    @property
    def is_wide(self) -> bool:
        """Say whether the table needs the page to itself."""
        return len(self.dyads) > MOST_BESIDE

    @property
    def width(self) -> int:
        return 1 + self.figure_columns

    @property
    def figure_columns(self) -> int:
        return len(CELL_LENSES) * len(self.dyads)


def heat(
    scorecard: Scorecard, definition: Definition, dyads: Mapping[str, str], reached: Sequence[str]
) -> Heat:
    """Return the table of the stages reached; `dyads` names each dyad by its key, in order."""
    groups = tuple(
        Group(stage.name, tuple(_rows(scorecard, stage, tuple(dyads))))
        for stage in definition.stages
        if stage.key in reached
    )
    heads = tuple(Head(cut(name), name) for name in dyads.values())
    return Heat(heads, groups, _read(scorecard, groups, dyads))


def shade(measure: Measure | None) -> Cell:
    if measure is None:
        return Cell("na", "n/a")
    if measure.shown is None:
        return Cell("none", bounds(measure))
    shown = points(measure.shown)
    return Cell(f"h{bisect(STEPS, shown)}", str(shown))


def leaves(stage: Stage) -> Iterator[tuple[str, Element | Component]]:
    """Yield everything in the stage that holds indicators, with its path."""
    for element in stage.elements:
        for leaf in element.leaves:
            path = f"{stage.key}/{element.key}"
            yield path if leaf is element else f"{path}/{leaf.key}", leaf


def _rows(scorecard: Scorecard, stage: Stage, dyads: tuple[str, ...]) -> Iterator[Row]:
    for path, leaf in leaves(stage):
        cells = tuple(_cell(scorecard, path, lens, dyad) for dyad in dyads for lens in CELL_LENSES)
        yield Row(leaf.name, path, cells, leaf.short or leaf.name)


def _cell(scorecard: Scorecard, path: str, lens: str, dyad: str) -> Cell:
    if scorecard.get("overall", dyad=dyad) is None:
        return Cell("", "")
    return shade(Measure.of(scorecard.get(path, lens=lens, dyad=dyad)))


def _read(scorecard: Scorecard, groups: tuple[Group, ...], dyads: Mapping[str, str]) -> str:
    rows = [row for group in groups for row in group.rows]
    scored = [
        (points(measure.shown), row.name, lens, dyads[dyad])
        for row in rows
        for dyad in dyads
        for lens in CELL_LENSES
        if (measure := Measure.of(scorecard.get(row.path, lens=lens, dyad=dyad)))
        and measure.shown is not None
    ]
    if not scored:
        return "No component has enough answers for a score yet."
    if len(scored) == 1:
        return f"Only {scored[0][1]} has a score: {scored[0][2]}, {scored[0][0]}."
    if len({item[0] for item in scored}) == 1:
        return f"Every component with a score stands at {scored[0][0]}."
    own = [item for item in scored if item[2] == "social"] or scored
    figure, name, lens, dyad = min(own, key=lambda item: item[0])
    start = _below_half([item[0] for item in own], lens)
    return f"{start}; lowest is {name}, {figure}, in the dyad {dyad}."


def _below_half(figures: list[int], lens: str) -> str:
    below = sum(1 for figure in figures if figure < 50)
    if below == len(figures) > 1:
        return f"{every(below, f'{lens} score').capitalize()} are below 50"
    total = counted(len(figures), f"{lens} score")
    number = word(below).capitalize() if below else "None"
    return f"{number} of {total} {'is' if below == 1 else 'are'} below 50"
