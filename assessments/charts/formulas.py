"""Sums written out in figures, from the parts a score was made of."""

from assessments.scoring import Node, Part

DECIMALS = 2


def figure(value: float | None) -> str:
    """Return a share as points of 100 with two decimals at most."""
    return "–" if value is None else f"{round(value * 100, DECIMALS):g}"


def formulas(node: Node) -> tuple[tuple[str, str], ...]:
    """Return score, coverage and bounds as sums in figures."""
    scored = [part for part in node.children if part.counted and part.score is not None]
    covered = [part for part in node.children if part.coverage_share]
    return (
        ("Score", _score(node, scored)),
        ("Coverage", _items_coverage(node, covered) or _coverage(node, covered)),
        ("Bounds", _bounds(node)),
    )


def _score(node: Node, scored: list[Part]) -> str:
    if not scored:
        return "nothing is answered, so there is no score"
    terms = " + ".join(f"{part.weight:.4g} × {figure(part.score)}" for part in scored)
    return f"({terms}) ÷ {sum(part.weight for part in scored):.4g} = {figure(node.score)}"


def _items_coverage(node: Node, covered: list[Part]) -> str:
    if not node.items_detail:
        return ""
    answered = sum(part.weight for part in covered if part.coverage)
    applicable = sum(part.weight for part in covered)
    return f"{answered:.4g} ÷ {applicable:.4g} of the weight answered = {figure(node.coverage)} %"


def _coverage(node: Node, covered: list[Part]) -> str:
    terms = " + ".join(f"{part.coverage_share:.4g} × {figure(part.coverage)}" for part in covered)
    return f"{terms} = {figure(node.coverage)} %"


def _bounds(node: Node) -> str:
    if node.coverage == 1:
        return "nothing is open, so the score cannot move"
    if not node.items_detail:
        return f"{figure(node.lower)} to {figure(node.upper)}, from the bounds of the parts"
    return (
        f"{figure(node.lower)} if every open item came out lowest,"
        f" {figure(node.upper)} if every one came out highest"
    )
