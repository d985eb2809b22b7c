"""The arithmetic of one node, laid out so that a reader can follow every sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from assessments.charts.formulas import figure, formulas
from assessments.charts.marks import NOT_ENOUGH
from assessments.charts.wordings import Said, wordings
from assessments.queries.answers import Answers
from assessments.queries.headline import LENSES
from assessments.scoring import ItemResult, Node, Part, Scorecard
from frameworks.definitions import Definition

NOTES = {
    "not-reached": "left out: the stage is not reached",
    "not-asked": "left out: nobody who counts is asked this",
    "not-applicable": "left out: not applicable",
    "unanswered": "not in the score: no answer; stays in the coverage",
    "zero-weight": "left out: weight 0",
    "below-coverage": f"counts, though on its own it has {NOT_ENOUGH}",
}
RULES = {
    "items": (
        "Weighted mean of the answered items. The value of an item is the mean of the parties"
        " that answered it, each party the mean of its people. 0 is the lowest level, 100 the"
        " highest. Unanswered items stay in the coverage and widen the bounds."
    ),
    "dyads": (
        "Mean over the tiers of the chain of the mean over the dyads of a tier, so that many"
        " dyads of one tier do not outweigh another."
    ),
    "parts": "Weighted mean of the parts that have a score; coverage and bounds likewise.",
}

OUTSIDE = (
    "The whole may lie outside its two lenses: each lens is a mean of its own components, and"
    " what does not apply or is not answered in a lens leaves the sum of that lens only."
)


@dataclass(frozen=True)
class Line:
    """One line of the sum; `query` leads to the line's own arithmetic, empty for an item."""

    name: str
    query: str
    weight: str
    share: str
    score: str
    product: str
    coverage: str
    bounds: str
    note: str
    lens: str = ""
    parties: str = ""
    said: Said | None = None


@dataclass(frozen=True)
class Arithmetic:
    node: Node
    min_coverage: str
    place: str
    lines: tuple[Line, ...]
    formulas: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    lenses: tuple[tuple[str, str, bool], ...]

    @property
    def big(self) -> str:
        """Return the score, or its bounds where too little is answered for one."""
        if self.node.published:
            return figure(self.node.score)
        return f"{figure(self.node.lower)}–{figure(self.node.upper)}"

    @property
    def rule(self) -> str:
        if self.holds_items:
            return RULES["items"]
        kinds = {part.kind for part in self.node.children}
        return RULES["dyads" if "dyad" in kinds else "parts"]

    @property
    def outside(self) -> str:
        """Say why the whole may lie outside its lenses, where there are two."""
        is_whole = self.node.lens == "all" and len(self.lenses) == len(LENSES)
        return OUTSIDE if is_whole and not self.holds_items else ""

    @property
    def holds_items(self) -> bool:
        return bool(self.node.items_detail)


@dataclass(frozen=True)
class Names:
    """What keys are called, and the answers behind each item."""

    shorts: Mapping[str, str]
    dyads: Mapping[str, str]
    parties: Mapping[str, str]
    said: Mapping[tuple[str, str | None], Said]


def query(path: str, lens: str = "all", dyad: str | None = None) -> str:
    """Return the query string that names a node, the defaults left out."""
    named = {"path": path, "lens": lens if lens != "all" else "", "dyad": dyad or ""}
    return "?" + urlencode({key: value for key, value in named.items() if value}, safe="/")


def arithmetic(
    node: Node,
    scorecard: Scorecard,
    definition: Definition,
    *,
    dyads: Mapping[str, str],
    parties: Mapping[str, str],
    answers: Answers | None = None,
) -> Arithmetic:
    """Lay out a node for readers who may see items, with the answers behind them if given."""
    said = wordings(node, definition, answers or {})
    names = Names(_shorts(definition) if node.items_detail else {}, dyads, parties, said)
    return Arithmetic(
        node=node,
        min_coverage=f"{figure(scorecard.min_coverage)} %",
        place=dyads.get(node.dyad, "") if node.dyad else "the whole relationship",
        lines=_lines(node, names),
        formulas=formulas(node),
        ways=_ways(node, scorecard),
        lenses=_lenses(node, scorecard),
    )


def _lenses(node: Node, scorecard: Scorecard) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (lens, query(node.path, lens, node.dyad), lens == node.lens)
        for lens in LENSES
        if scorecard.get(node.path, lens=lens, dyad=node.dyad)
    )


def _shorts(definition: Definition) -> dict[str, str]:
    return {indicator.key: indicator.short for indicator in definition.indicators()}


def _lines(node: Node, names: Names) -> tuple[Line, ...]:
    items = {(item.indicator, item.dyad): item for item in node.items_detail}
    return tuple(
        _item_line(part, items[part.path, part.dyad], names)
        if part.kind == "indicator"
        else _part_line(part, node, names)
        for part in node.children
    )


def _part_line(part: Part, node: Node, names: Names) -> Line:
    is_known = part.coverage is not None
    return Line(
        name=names.dyads.get(part.dyad, part.name) if part.kind == "dyad" else part.name,
        query=query(part.path, node.lens, part.dyad) if is_known else "",
        weight=f"{part.weight:.4g}",
        share=_share(part),
        score=figure(part.score),
        product=_product(part),
        coverage=f"{figure(part.coverage)} %" if is_known else "–",
        bounds=f"{figure(part.lower)}–{figure(part.upper)}" if is_known else "–",
        note=_note(part, None),
    )


def _item_line(part: Part, item: ItemResult, names: Names) -> Line:
    return Line(
        name=names.shorts.get(part.path, part.name),
        query="",
        weight=f"{part.weight:.4g}",
        share=_share(part),
        score=figure(part.score),
        product=_product(part),
        coverage="",
        bounds="",
        note=_note(part, item),
        lens=item.lens,
        parties=_parties(item, names.parties),
        said=names.said.get((item.indicator, item.dyad)),
    )


def _share(part: Part) -> str:
    return f"{part.share:.3g}" if part.share else "–"


def _product(part: Part) -> str:
    return figure(part.share * part.score) if part.share and part.score is not None else "–"


def _note(part: Part, item: ItemResult | None) -> str:
    if part.note:
        return NOTES.get(part.note, part.note)
    return NOTES.get(item.state, "") if item else ""


def _parties(item: ItemResult, names: Mapping[str, str]) -> str:
    said = (
        f"{names.get(value.party, value.party)}"
        f" {value.state.replace('-', ' ') if value.value is None else figure(value.value)}"
        for value in item.parties
    )
    return ", ".join(said)


def _ways(node: Node, scorecard: Scorecard) -> tuple[tuple[str, str], ...]:
    """Return the links upward: the node above, and the relationship's figure of a dyad's."""
    ways = []
    if node.path != "overall":
        parent = node.path.rpartition("/")[0] or "overall"
        above = scorecard.get(parent, lens=node.lens, dyad=node.dyad)
        if above:
            ways.append((above.name, query(parent, node.lens, node.dyad)))
    if node.dyad and scorecard.get(node.path, lens=node.lens):
        ways.append(("Whole relationship", query(node.path, node.lens)))
    return tuple(ways)
