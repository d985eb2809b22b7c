"""The shapes of a definition: frozen, with no field left unnamed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

from frameworks.definitions.words import (
    DyadKind,
    Lens,
    ReportedDyad,
    Response,
    Role,
    SourceKind,
    Subject,
)

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
INDICATOR_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*){1,2}$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
IndicatorKey = Annotated[str, Field(pattern=INDICATOR_KEY, max_length=190)]
Number = Annotated[str, Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){0,2}$")]
FindingId = Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}[a-z]?$")]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
LevelValue = Annotated[int, Field(ge=0, le=100)]
Wordings = Annotated[
    Mapping[Role, Text],
    AfterValidator(MappingProxyType),
    PlainSerializer(dict, return_type=dict),
]
Descriptors = Annotated[
    Mapping[int, Text],
    AfterValidator(MappingProxyType),
    PlainSerializer(dict, return_type=dict),
]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    # Written even when they hold the default, so that a reader of the file sees them.
    always_written: ClassVar[frozenset[str]] = frozenset()


class Source(Shape):
    key: Slug
    kind: SourceKind
    citation: Text
    note: Text | None = None


class ScaleLevel(Shape):
    value: LevelValue
    name: Name


class Scale(Shape):
    key: Slug
    name: Name
    levels: Annotated[tuple[ScaleLevel, ...], Field(min_length=2)]

    @property
    def minimum(self) -> int:
        return self.levels[0].value

    @property
    def maximum(self) -> int:
        return self.levels[-1].value


class Provenance(Shape):
    kind: SourceKind
    id: FindingId | None = None
    source: Slug | None = None
    reason: Text | None = None
    reported: ReportedDyad | None = None


class NotApplicable(Shape):
    allowed: bool
    when: Text | None = None


class Condition(Shape):
    indicator: IndicatorKey
    at_least: LevelValue


class Recommendation(Shape):
    levels: Annotated[tuple[LevelValue, ...], Field(min_length=1)]
    text: Text


class Indicator(Shape):
    always_written = frozenset({"response"})

    key: IndicatorKey
    lens: Lens
    provenance: Provenance
    dyads: tuple[DyadKind, ...]
    asked_of: Annotated[tuple[Role, ...], Field(min_length=1)]
    subject: Subject
    short: Annotated[str, Field(min_length=1, max_length=40)]
    text: Text
    text_by_party: Wordings = Field(default_factory=dict, validate_default=True)
    help: Text
    evidence: Text
    response: Response = Response.SCALE
    scale: Slug | None = None
    weight: Weight
    reversed: bool = False
    levels: Descriptors = Field(default_factory=dict, validate_default=True)
    not_applicable: NotApplicable
    condition: Condition | None = None
    recommend: tuple[Recommendation, ...] = ()

    def text_for(self, role: str) -> str:
        """Return the wording a party in `role` is shown."""
        return self.text_by_party.get(Role(role), self.text)

    def recommendation_for(self, value: float | None) -> str | None:
        """Return the next step from this level; None when unanswered or when there is none."""
        for recommendation in self.recommend:
            if value in recommendation.levels:
                return recommendation.text
        return None


class Component(Shape):
    key: Slug
    name: Name
    short: Annotated[str, Field(min_length=1, max_length=24)]
    intro: Text
    weight: Weight
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]


class Element(Shape):
    key: Slug
    name: Name
    short: Annotated[str, Field(min_length=1, max_length=24)]
    intro: Text
    weight: Weight
    source: Slug | None = None
    components: tuple[Component, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def leaves(self) -> "tuple[Component, ...] | tuple[Element]":
        """Return what holds the indicators: the components, or the element itself."""
        return self.components or (self,)


class Stage(Shape):
    key: Slug
    name: Name
    intro: Text
    elements: Annotated[tuple[Element, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Location:
    """Where an indicator stands; `component` is None when its element has no components."""

    stage: Stage
    element: Element
    component: Component | None
    indicator: Indicator

    @property
    def path(self) -> str:
        keys = [self.stage.key, self.element.key]
        return "/".join(keys + ([self.component.key] if self.component else []))


class Definition(Shape):
    document: Literal["framework/1"]
    key: Slug
    number: Number
    name: Name
    summary: Text
    scale_note: Text
    change_note: Annotated[str, Field(max_length=4000)] = ""
    min_coverage: Share
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    scales: tuple[Scale, ...]
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]

    def locations(self) -> Iterator[Location]:
        """Yield every indicator with its place, in the order of the document."""
        for stage in self.stages:
            for element in stage.elements:
                for leaf in element.leaves:
                    component = leaf if isinstance(leaf, Component) else None
                    for indicator in leaf.indicators:
                        yield Location(stage, element, component, indicator)

    def indicators(self) -> Iterator[Indicator]:
        return (location.indicator for location in self.locations())

    def locate(self, indicator_key: str) -> Location:
        """Return where the indicator stands; raise KeyError when it is not in this version."""
        for location in self.locations():
            if location.indicator.key == indicator_key:
                return location
        raise KeyError(indicator_key)

    def scale(self, key: str) -> Scale:
        return next(scale for scale in self.scales if scale.key == key)

    def source(self, key: str) -> Source:
        return next(source for source in self.sources if source.key == key)
