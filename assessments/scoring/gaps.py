"""The gap between two parties, over what both answered (rule 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .errors import ScoringError
from .forests import Forest, plant, units_of
from .inputs import ALL, Answer, Chain, Instrument, RespondentSpec
from .items import ItemsByLeaf, merge_items
from .nodes import OVERALL, ItemResult
from .outlines import outline
from .sittings import Sitting, open_sitting
from .trees import Nodes
from .validation import check_lenses


@dataclass(frozen=True)
class Gap:
    """One party's score minus the other's, in [-1, 1]; None without a shared item."""

    path: str
    difference: float | None
    a: float | None
    b: float | None
    shared: int


def gap(
    instrument: Instrument,
    chain: Chain,
    respondents: Iterable[RespondentSpec],
    answers: Iterable[Answer],
    *,
    upstream: str,
    downstream: str,
    stages_reached: Iterable[str],
    path: str = OVERALL,
    lens: str = ALL,
    dyad: str | None = None,
) -> Gap:
    """Return the gap at one node; swapping the parties flips the sign and nothing else."""
    found = gaps(
        instrument,
        chain,
        respondents,
        answers,
        upstream=upstream,
        downstream=downstream,
        stages_reached=stages_reached,
        lens=lens,
        dyad=dyad,
    )
    for one in found:
        if one.path == path:
            return one
    raise ScoringError(f"unknown path {path!r}")


def gaps(
    instrument: Instrument,
    chain: Chain,
    respondents: Iterable[RespondentSpec],
    answers: Iterable[Answer],
    *,
    upstream: str,
    downstream: str,
    stages_reached: Iterable[str],
    lens: str = ALL,
    dyad: str | None = None,
) -> tuple[Gap, ...]:
    """Return the gap at every path, in the order of the framework, reading the input once.

    Each side is scored by the ordinary rules on the items both answered; `dyad` None takes
    every dyad between the two.
    """
    check_lenses((lens,))
    sitting = open_sitting(instrument, chain, respondents, answers, stages_reached=stages_reached)
    between = _dyads_between(sitting, upstream, downstream, dyad)
    trunk = outline(instrument)
    sides = _shared_items(merge_items(sitting), upstream, downstream)
    units = units_of(chain, between)
    if dyad is not None:
        units = tuple(unit for unit in units if unit.dyad == dyad)
    a, b = (plant(Forest(trunk, side, units, 0.0), lens)[0] for side in sides)
    return tuple(_gap_at(branch.path, a, b) for branch in trunk.walk())


def _dyads_between(
    sitting: Sitting, upstream: str, downstream: str, dyad: str | None
) -> tuple[str, ...]:
    parties = {party.key for party in sitting.chain.parties}
    for key in (upstream, downstream):
        if key not in parties:
            raise ScoringError(f"unknown party {key!r}")
    sides = {upstream, downstream}
    dyads = sitting.chain.dyads
    found = tuple(one.key for one in dyads if {one.upstream, one.downstream} == sides)
    if dyad is None:
        return found
    if dyad not in found:
        raise ScoringError(f"dyad {dyad!r} is not between {upstream!r} and {downstream!r}")
    return (dyad,)


def _shared_items(found: ItemsByLeaf, a: str, b: str) -> tuple[ItemsByLeaf, ItemsByLeaf]:
    """Return the items both answered, twice: with the one's values and with the other's."""
    sides: tuple[ItemsByLeaf, ItemsByLeaf] = ({}, {})
    for path, items in found.items():
        shared = [item for item in items if {a, b} <= _answering(item)]
        for side, party in zip(sides, (a, b), strict=True):
            side[path] = [_seen_by(item, party) for item in shared]
    return sides


def _answering(item: ItemResult) -> set[str]:
    return {party.party for party in item.parties if party.value is not None}


def _seen_by(item: ItemResult, party: str) -> ItemResult:
    own = tuple(value for value in item.parties if value.party == party)
    return replace(item, value=own[0].value, parties=own)


def _gap_at(path: str, a: Nodes, b: Nodes) -> Gap:
    one, other = a.get(path), b.get(path)
    if one is None or other is None or one.score is None or other.score is None:
        return Gap(path, None, None, None, 0)
    return Gap(path, one.score - other.score, one.score, other.score, one.items)
