"""What the scoring core returns about one item, one part of a sum and one node."""

from dataclasses import dataclass

UNANSWERED = "unanswered"

NOT_REACHED = "not-reached"
NOT_ASKED = "not-asked"
ZERO_WEIGHT = "zero-weight"
BELOW_COVERAGE = "below-coverage"

OVERALL = "overall"


@dataclass(frozen=True)
class PartyValue:
    """One party's answer to one item, with each respondent's (key, state, raw value)."""

    party: str
    value: float | None
    state: str
    respondents: tuple[tuple[str, str, float | None], ...]


@dataclass(frozen=True)
class ItemResult:
    """One indicator about one dyad; the value is in [0, 1], None unless answered."""

    indicator: str
    dyad: str | None
    lens: str
    weight: float
    state: str
    value: float | None
    parties: tuple[PartyValue, ...]


@dataclass(frozen=True)
class Part:
    """One line of a node's arithmetic.

    `kind` is stage, element, component, dyad or indicator; `path` is a node's path or an
    indicator's key. Over the parts of a node, score = Σ share * score and
    coverage = Σ coverage_share * coverage (bounds likewise). `note` says why a part is left
    out, or that it counts on too few answers (below-coverage).
    """

    path: str
    name: str
    kind: str
    dyad: str | None
    weight: float
    score: float | None
    coverage: float | None
    lower: float | None
    upper: float | None
    counted: bool
    share: float
    coverage_share: float
    note: str = ""


@dataclass(frozen=True)
class Node:
    """The figures of one overall, stage, element or component, for one lens and one dyad.

    `dyad` None is the whole relationship. `items` counts the applicable items that carry
    weight, `answered` those of them with an answer.
    """

    path: str
    name: str
    level: str
    lens: str
    dyad: str | None
    score: float | None
    coverage: float
    lower: float
    upper: float
    published: bool
    items: int
    answered: int
    weakest: str | None
    weakest_dyad: str | None
    children: tuple[Part, ...]
    items_detail: tuple[ItemResult, ...] = ()


@dataclass(frozen=True)
class CountedRespondent:
    """A respondent who counts, with the reached stages that do, in the framework's order."""

    key: str
    party: str
    stages: tuple[str, ...]
