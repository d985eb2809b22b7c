"""What the frameworks pages show, read in as few queries as they need."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q

from frameworks.comparison import Change, compare
from frameworks.definitions import Definition, Indicator, Lens, Location, SourceKind
from frameworks.models import Framework, FrameworkVersion


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """A framework with the versions the reader may see, newest first."""

    key: str
    versions: tuple[FrameworkVersion, ...]

    @property
    def name(self) -> str:
        """Return what its newest published version is called, else its newest."""
        published = (version for version in self.versions if version.is_published)
        return next(published, self.versions[0]).name


def frameworks_for(user) -> list[FrameworkView]:
    """Return the frameworks `user` may see, by key."""
    versions = (
        FrameworkVersion.objects.visible_to(user)
        .without_content()
        .annotate(
            indicator_count=Count("indicators"),
            social_count=Count("indicators", filter=Q(indicators__lens=Lens.SOCIAL.value)),
        )
        .order_by("-created_at", "-number")
    )
    shown = Prefetch("versions", queryset=versions, to_attr="shown_versions")
    visible = FrameworkVersion.objects.visible_to(user)
    found = Framework.objects.filter(versions__in=visible).distinct().prefetch_related(shown)
    return [FrameworkView(one.key, tuple(one.shown_versions)) for one in found]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a version changes against the newest published one, by kind."""

    version: FrameworkVersion
    groups: tuple[tuple[str, tuple[Change, ...]], ...]


def comparison_of(version: FrameworkVersion) -> Comparison | None:
    """Return the comparison of a draft; None when no other version is published."""
    others = FrameworkVersion.objects.published().filter(framework=version.framework)
    newest = others.exclude(pk=version.pk).order_by("-published_at").first()
    if newest is None:
        return None
    changes = compare(newest.definition, version.definition)
    grouped = groupby(changes, key=lambda change: change.kind.value)
    return Comparison(newest, tuple((kind, tuple(group)) for kind, group in grouped))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a version holds, in figures."""

    stages: int
    elements: int
    indicators: int
    conventional: int
    social: int
    model: int
    finding: int
    extension: int


def outlook(definition: Definition) -> Outlook:
    indicators = list(definition.indicators())
    lenses = Counter(indicator.lens for indicator in indicators)
    kinds = Counter(indicator.provenance.kind for indicator in indicators)
    return Outlook(
        stages=len(definition.stages),
        elements=sum(len(stage.elements) for stage in definition.stages),
        indicators=len(indicators),
        conventional=lenses[Lens.CONVENTIONAL],
        social=lenses[Lens.SOCIAL],
        model=kinds[SourceKind.MODEL],
        finding=kinds[SourceKind.FINDING],
        extension=kinds[SourceKind.EXTENSION],
    )


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator with the names its own lines only refer to."""

    indicator: Indicator
    dyads: str
    levels: tuple[tuple[int, str, str], ...]
    wordings: tuple[tuple[str, str], ...]
    source: str | None


def indicator_view(definition: Definition, location: Location) -> IndicatorView:
    indicator = location.indicator
    names: dict[int, str] = {}
    if indicator.scale:
        names = {level.value: level.name for level in definition.scale(indicator.scale).levels}
    return IndicatorView(
        indicator=indicator,
        dyads=", ".join(dyad.replace("--", "–") for dyad in indicator.dyads),
        levels=tuple(
            (value, names.get(value, ""), text) for value, text in sorted(indicator.levels.items())
        ),
        wordings=_wordings(indicator),
        source=indicator.provenance.source or _model_source(location),
    )


def _wordings(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """Return who reads which words; nothing when all read the same."""
    if not indicator.text_by_party:
        return ()
    return tuple(
        (role, indicator.text_by_party.get(role, "as above")) for role in indicator.asked_of
    )


def _model_source(location: Location) -> str | None:
    is_model = location.indicator.provenance.kind == SourceKind.MODEL
    return location.element.source if is_model else None


@dataclass(frozen=True, slots=True)
class LeafView:
    """What holds indicators: a component, or an element that has none."""

    shape: object
    anchor: str
    is_component: bool
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    element: object
    leaves: tuple[LeafView, ...]

    @property
    def count(self) -> int:
        return sum(len(leaf.indicators) for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class StageView:
    stage: object
    elements: tuple[ElementView, ...]

    @property
    def count(self) -> int:
        return sum(element.count for element in self.elements)


def contents(definition: Definition) -> tuple[StageView, ...]:
    """Return the whole instrument in the order of the document, ready to be shown."""
    views: dict[str, list[IndicatorView]] = {}
    for location in definition.locations():
        views.setdefault(location.path, []).append(indicator_view(definition, location))
    return tuple(
        StageView(stage, tuple(_element_view(stage, element, views) for element in stage.elements))
        for stage in definition.stages
    )


def _element_view(stage, element, views: dict[str, list[IndicatorView]]) -> ElementView:
    path = f"{stage.key}/{element.key}"
    if not element.components:
        return ElementView(element, (LeafView(element, element.key, False, tuple(views[path])),))
    return ElementView(
        element,
        tuple(
            LeafView(part, f"{element.key}.{part.key}", True, tuple(views[f"{path}/{part.key}"]))
            for part in element.components
        ),
    )
