"""What the scoring core is given: the instrument, the chain, who answered, and what they said."""

from collections.abc import Iterator
from dataclasses import dataclass

ALL = "all"
CONVENTIONAL = "conventional"
SOCIAL = "social"
LENSES = (ALL, CONVENTIONAL, SOCIAL)

ANSWERED = "answered"
NOT_APPLICABLE = "not-applicable"
DONT_KNOW = "dont-know"
SKIPPED = "skipped"
ANSWER_STATES = (ANSWERED, NOT_APPLICABLE, DONT_KNOW, SKIPPED)


@dataclass(frozen=True)
class ScaleRange:
    """The lowest and highest raw value of a scale."""

    minimum: float
    maximum: float

    def normalise(self, value: float, *, is_reversed: bool = False) -> float:
        """Return s = (x - min) / (max - min), in [0, 1]; 1 - s on a reversed indicator (rule 1)."""
        share = (value - self.minimum) / (self.maximum - self.minimum)
        return 1.0 - share if is_reversed else share


@dataclass(frozen=True)
class IndicatorSpec:
    """One scored statement; `condition` is (indicator key, lowest raw value that opens it)."""

    key: str
    lens: str
    weight: float
    minimum: float
    maximum: float
    reversed: bool
    dyad_kinds: tuple[str, ...]
    asked_of: tuple[str, ...]
    condition: tuple[str, float] | None = None

    @property
    def scale(self) -> ScaleRange:
        return ScaleRange(self.minimum, self.maximum)


@dataclass(frozen=True)
class ComponentSpec:
    """A group of indicators; the key is empty when it stands for its element itself."""

    key: str
    name: str
    weight: float
    indicators: tuple[IndicatorSpec, ...]


@dataclass(frozen=True)
class ElementSpec:
    """An element and its components, or the one nameless component that is the element."""

    key: str
    name: str
    short: str
    weight: float
    components: tuple[ComponentSpec, ...]


@dataclass(frozen=True)
class StageSpec:
    """A stage of the relationship and its elements."""

    key: str
    name: str
    weight: float = 1.0
    elements: tuple[ElementSpec, ...] = ()


@dataclass(frozen=True)
class Instrument:
    """Everything a framework version says that changes a score."""

    stages: tuple[StageSpec, ...]
    min_coverage: float = 0.5

    def leaves(self) -> Iterator[tuple[StageSpec, ElementSpec, ComponentSpec]]:
        """Yield every component with its element and stage, in the order of the framework."""
        for stage in self.stages:
            for element in stage.elements:
                for component in element.components:
                    yield stage, element, component

    def indicators(self) -> Iterator[IndicatorSpec]:
        """Yield every indicator, in the order of the framework."""
        for _, _, component in self.leaves():
            yield from component.indicators


@dataclass(frozen=True)
class PartySpec:
    """One organisation in the chain, in its role."""

    key: str
    role: str
    tier: int


@dataclass(frozen=True)
class DyadSpec:
    """Two adjacent parties by key; `kind` is their pair of roles."""

    key: str
    upstream: str
    downstream: str
    tier: int
    kind: str


@dataclass(frozen=True)
class Chain:
    """The parties of a relationship and the dyads they form."""

    parties: tuple[PartySpec, ...]
    dyads: tuple[DyadSpec, ...] = ()


@dataclass(frozen=True)
class RespondentSpec:
    """One person answering for a party; `stages` are those that count, normally the submitted."""

    key: str
    party: str
    stages: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """What one respondent said to one item; the value is raw and read only when answered."""

    respondent: str
    indicator: str
    dyad: str | None
    state: str
    value: float | None = None
