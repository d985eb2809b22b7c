"""The chain strip: parties in their order, and between two neighbours how their dyad stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.charts.arithmetic import query
from assessments.charts.keyfigures import sureness
from assessments.charts.marks import figure
from assessments.queries.disclosures import withhold
from assessments.queries.headline import LENSES, Measure, Standing
from assessments.scoring import Scorecard


@dataclass(frozen=True)
class PartyBox:
    role: str
    name: str
    note: str
    turnout: str


@dataclass(frozen=True)
class DyadLine:
    """A dyad with the two parties it joins; `is_shown` is whether it has a score to show."""

    name: str
    upstream: PartyBox
    downstream: PartyBox
    is_shown: bool
    big: str
    sureness: str
    lenses: str
    query: str


@dataclass(frozen=True)
class Joint:
    """A dyad as records know it: its key and the keys of its parties."""

    key: str
    upstream: str
    downstream: str


@dataclass(frozen=True)
class Chain:
    """`trunk` is the client's dyad and `branches` those below, in the shape most chains have."""

    trunk: DyadLine | None
    branches: tuple[DyadLine, ...]
    others: tuple[DyadLine, ...]


def chain(
    joints: Sequence[Joint],
    boxes: Mapping[str, PartyBox],
    scorecard: Scorecard | None,
    without: str,
    *,
    sees_items: bool = True,
) -> Chain:
    """Return one client, one intermediary and its dyads as a tree, anything else as a list.

    `without` says why a dyad has no figures. A reader who may not see items sees no figures
    of few of them, and no way to the arithmetic.
    """
    lines = tuple(
        _line(joint, boxes, _standing(joint, scorecard, sees_items), without, sees_items)
        for joint in joints
    )
    first = joints[0] if joints else None
    below = [joint for joint in joints[1:] if first and joint.upstream == first.downstream]
    if first and len(below) == len(joints) - 1:
        return Chain(lines[0], lines[1:], ())
    return Chain(None, (), lines)


def _standing(joint: Joint, scorecard: Scorecard | None, sees_items: bool) -> Standing | None:
    if scorecard is None:
        return None
    measures = (Measure.of(scorecard.get("overall", lens=lens, dyad=joint.key)) for lens in LENSES)
    standing = Standing("overall", joint.key, joint.key, "overall", *measures)
    return standing if sees_items else withhold([standing])[0]


def _line(
    joint: Joint,
    boxes: Mapping[str, PartyBox],
    standing: Standing | None,
    without: str,
    sees_items: bool,
) -> DyadLine:
    upstream, downstream = boxes[joint.upstream], boxes[joint.downstream]
    whole = standing and standing.all
    return DyadLine(
        name=f"{upstream.name} – {downstream.name}",
        upstream=upstream,
        downstream=downstream,
        is_shown=whole is not None and whole.shown is not None,
        big=figure(whole) if whole else "–",
        sureness=sureness(whole) if whole else without,
        lenses=_lenses(standing.conventional, standing.social) if standing else "",
        query=query("overall", dyad=joint.key) if whole and sees_items else "",
    )


def _lenses(conventional: Measure | None, social: Measure | None) -> str:
    said = (
        f"{name} {figure(measure)}"
        for name, measure in (("conventional", conventional), ("social", social))
        if measure and measure.shown is not None
    )
    return ", ".join(said)
