"""The trees of one lens: one for each dyad, then the relationship's, tier by tier (rule 6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .figures import Child
from .inputs import ALL, Chain
from .items import ItemsByLeaf
from .nodes import ItemResult, Node
from .outlines import Branch
from .trees import Nodes, Twig, View, grow, item_twig, node_figure, why_left_out


@dataclass(frozen=True)
class Unit:
    """What one tree is about: a dyad, or the relationship where no first-tier dyad is at hand."""

    dyad: str | None
    tier: int
    is_first: bool

    def owns(self, item: ItemResult) -> bool:
        """Return whether the item is scored here; one without a dyad is scored in tier one."""
        return self.is_first if item.dyad is None else item.dyad == self.dyad


@dataclass(frozen=True)
class Forest:
    """Items ready to be scored, with the tree they hang on and the units they are about."""

    trunk: Branch
    items: ItemsByLeaf
    units: tuple[Unit, ...]
    min_coverage: float


def units_of(chain: Chain, dyads: Sequence[str] | None = None) -> tuple[Unit, ...]:
    """Return one unit a dyad, all of the chain's or those named, in the chain's order.

    A unit without a dyad is added when none of them is of the first tier, so that indicators
    naming no dyad have a place.
    """
    first = min((dyad.tier for dyad in chain.dyads), default=1)
    units = tuple(
        Unit(dyad.key, dyad.tier, dyad.tier == first)
        for dyad in chain.dyads
        if dyads is None or dyad.key in dyads
    )
    if any(unit.is_first for unit in units):
        return units
    return (Unit(None, first, True), *units)


def plant(forest: Forest, lens: str) -> list[Nodes]:
    """Return the relationship's nodes for the lens, followed by those of each dyad."""
    trees = [(unit, _unit_nodes(forest, unit, lens)) for unit in forest.units]
    if len(trees) == 1 and trees[0][0].dyad is None:
        return [trees[0][1]]
    view = View(lens, None, forest.min_coverage)
    combined = grow(forest.trunk, view, lambda branch: _dyads_twig(branch, forest, lens, trees))
    by_dyad = [nodes for unit, nodes in trees if unit.dyad is not None]
    return [_with_weakest_dyads(combined, by_dyad), *by_dyad]


def _unit_nodes(forest: Forest, unit: Unit, lens: str) -> Nodes:
    def leaf(branch: Branch) -> Twig:
        return item_twig(*_own_items(forest, branch, (unit,), lens))

    return grow(forest.trunk, View(lens, unit.dyad, forest.min_coverage), leaf)


def _own_items(
    forest: Forest, branch: Branch, units: Sequence[Unit], lens: str
) -> tuple[tuple[ItemResult, ...], str]:
    """Return the leaf's items of these units, and why the leaf would be left out."""
    found = forest.items.get(branch.path)
    own = tuple(
        item
        for item in found or ()
        if lens in (ALL, item.lens) and any(unit.owns(item) for unit in units)
    )
    return own, why_left_out(own, is_reached=found is not None)


def _dyads_twig(
    branch: Branch, forest: Forest, lens: str, trees: Sequence[tuple[Unit, Nodes]]
) -> Twig:
    """Return the dyads of a leaf as terms; the weights make it a mean over tiers of means."""
    pairs = [(unit, nodes.get(branch.path)) for unit, nodes in trees]
    applicable = Counter(unit.tier for unit, node in pairs if node is not None)
    scored = Counter(unit.tier for unit, node in pairs if node and node.score is not None)
    children = []
    for unit, node in pairs:
        if node is None:
            note = _own_items(forest, branch, (unit,), lens)[1]
            children.append(_dyad_child(branch, unit, None, (0.0, 0.0), note))
            continue
        reach = 1 / applicable[unit.tier]
        weight = reach if node.score is None else 1 / scored[unit.tier]
        children.append(_dyad_child(branch, unit, node, (weight, reach), ""))
    items, note = _own_items(forest, branch, [unit for unit, _ in trees], lens)
    return Twig(tuple(children), items, (), note)


def _dyad_child(
    branch: Branch, unit: Unit, node: Node | None, weights: tuple[float, float], note: str
) -> Child:
    figure = None if node is None else node_figure(node)
    return Child(branch.path, unit.dyad or "", "dyad", unit.dyad, *weights, figure, note)


def _with_weakest_dyads(combined: Nodes, by_dyad: Sequence[Nodes]) -> Nodes:
    return {
        path: replace(
            node,
            weakest_dyad=_weakest_dyad([nodes[path] for nodes in by_dyad if path in nodes]),
        )
        for path, node in combined.items()
    }


def _weakest_dyad(nodes: Sequence[Node]) -> str | None:
    scored = [(node.score, node) for node in nodes if node.score is not None]
    if len(scored) < 2:
        return None
    published = [pair for pair in scored if pair[1].published]
    return min(published or scored, key=lambda pair: pair[0])[1].dyad
