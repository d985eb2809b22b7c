"""Nodes of the tree, from items up to overall, for one dyad or for the relationship."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .figures import Child, Figure, answered, is_published, parts_of, unanswered, weighted_mean
from .inputs import ANSWERED, NOT_APPLICABLE
from .nodes import NOT_ASKED, NOT_REACHED, ZERO_WEIGHT, ItemResult, Node, Part
from .outlines import Branch


@dataclass(frozen=True)
class View:
    """What a set of nodes is about: one lens and one dyad (None: the relationship)."""

    lens: str
    dyad: str | None
    min_coverage: float


@dataclass(frozen=True)
class Twig:
    """What stands under a leaf: its terms, its counts, and why it would be left out."""

    children: tuple[Child, ...]
    items: tuple[ItemResult, ...]
    detail: tuple[ItemResult, ...]
    note: str


Nodes = dict[str, Node]
Leaf = Callable[[Branch], Twig]


def grow(branch: Branch, view: View, leaf: Leaf) -> Nodes:
    """Return the nodes of the branch and all below it by path; those left out are absent."""
    nodes: Nodes = {}
    _grow(branch, view, leaf, nodes)
    return nodes


def item_twig(items: tuple[ItemResult, ...], note: str) -> Twig:
    """Return the items of one leaf about one dyad as the terms of its mean (rule 3)."""
    return Twig(tuple(_item_child(item) for item in items), items, items, note)


def why_left_out(items: Sequence[ItemResult], *, is_reached: bool) -> str:
    """Return the reason a leaf holding these items would be left out."""
    if not is_reached:
        return NOT_REACHED
    if not items:
        return NOT_ASKED
    is_silent = all(item.state == NOT_APPLICABLE for item in items)
    return NOT_APPLICABLE if is_silent else ZERO_WEIGHT


def _item_child(item: ItemResult) -> Child:
    figure: Figure | None = None
    note = ""
    if item.value is not None:
        figure = answered(item.value)
    elif item.state == NOT_APPLICABLE:
        note = NOT_APPLICABLE
    else:
        figure = unanswered()
    weight = item.weight
    return Child(item.indicator, "", "indicator", item.dyad, weight, weight, figure, note)


def _grow(branch: Branch, view: View, leaf: Leaf, nodes: Nodes) -> str:
    """Add the branch's nodes to `nodes`; return why the branch is left out, or nothing."""
    if not branch.children:
        twig = leaf(branch)
        return _add(branch, view, twig, _counts(twig.items), nodes)
    notes = [_grow(child, view, leaf, nodes) for child in branch.children]
    pairs = zip(branch.children, notes, strict=True)
    children = tuple(_branch_child(child, note, view, nodes) for child, note in pairs)
    below = [nodes[c.path] for c in branch.children if c.path in nodes and c.weight]
    counts = (sum(node.items for node in below), sum(node.answered for node in below))
    return _add(branch, view, Twig(children, (), (), _shared_note(notes)), counts, nodes)


def _shared_note(notes: Iterable[str]) -> str:
    present = set(notes)
    for note in (NOT_APPLICABLE, NOT_ASKED, NOT_REACHED):
        if present == {note}:
            return note
    if "" in present or ZERO_WEIGHT in present:
        return ZERO_WEIGHT
    return NOT_APPLICABLE if NOT_APPLICABLE in present else NOT_ASKED


def _branch_child(branch: Branch, note: str, view: View, nodes: Nodes) -> Child:
    node = nodes.get(branch.path)
    figure = None if node is None else node_figure(node)
    weight = branch.weight
    return Child(branch.path, branch.name, branch.level, view.dyad, weight, weight, figure, note)


def node_figure(node: Node) -> Figure:
    """Return the four figures of a node."""
    return Figure(node.score, node.coverage, node.lower, node.upper)


def _counts(items: Iterable[ItemResult]) -> tuple[int, int]:
    states = [item.state for item in items if item.weight and item.state != NOT_APPLICABLE]
    return len(states), states.count(ANSWERED)


def _add(branch: Branch, view: View, twig: Twig, counts: tuple[int, int], nodes: Nodes) -> str:
    figure = weighted_mean(twig.children)
    if figure is None:
        return twig.note
    parts = parts_of(twig.children, view.min_coverage)
    nodes[branch.path] = Node(
        branch.path,
        branch.name,
        branch.level,
        view.lens,
        view.dyad,
        *figure,
        is_published(figure, view.min_coverage),
        *counts,
        weakest_of(parts),
        None,
        parts,
        twig.detail,
    )
    return ""


def weakest_of(parts: Sequence[Part]) -> str | None:
    """Return the path of the lowest published part, else of the lowest counted one (rule 5).

    None with fewer than two counted; the first in order wins a tie. Dyads are named by
    `Node.weakest_dyad` instead.
    """
    counted = [(p.score, p) for p in parts if p.score is not None and p.counted]
    if len(counted) < 2 or counted[0][1].kind == "dyad":
        return None
    published = [pair for pair in counted if not pair[1].note]
    return min(published or counted, key=lambda pair: pair[0])[1].path
