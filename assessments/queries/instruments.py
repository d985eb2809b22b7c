"""The scoring core's view of a framework version and of a relationship's chain."""

from functools import lru_cache

from assessments import scoring
from assessments.models import Dyad, Relationship
from frameworks.definitions import Definition
from frameworks.models import FrameworkVersion, Indicator

_instruments: dict[str, scoring.Instrument] = {}


def instrument_of(version: FrameworkVersion) -> scoring.Instrument:
    """Return what the scoring core reads of a version, made once a process for each hash."""
    found = _instruments.get(version.content_hash)
    if found is None:
        found = _instruments[version.content_hash] = instrument_from(version.definition)
    return found


def instrument_from(definition: Definition) -> scoring.Instrument:
    """Return the instrument in a definition: its indicators with a scale."""
    stages = tuple(
        scoring.StageSpec(
            key=stage.key,
            name=stage.name,
            elements=tuple(_element(definition, element) for element in stage.elements),
        )
        for stage in definition.stages
    )
    return scoring.Instrument(stages=stages, min_coverage=definition.min_coverage)


def _element(definition, element):
    return scoring.ElementSpec(
        key=element.key,
        name=element.name,
        short=element.short,
        weight=element.weight,
        components=tuple(
            scoring.ComponentSpec(
                key=leaf.key if element.components else "",
                name=leaf.name,
                weight=leaf.weight if element.components else 1.0,
                indicators=tuple(
                    _indicator(definition, one) for one in leaf.indicators if one.scale
                ),
            )
            for leaf in element.leaves
        ),
    )


def _indicator(definition, indicator):
    scale = definition.scale(indicator.scale)
    condition = indicator.condition
    return scoring.IndicatorSpec(
        key=indicator.key,
        lens=indicator.lens.value,
        weight=indicator.weight,
        minimum=scale.minimum,
        maximum=scale.maximum,
        reversed=indicator.reversed,
        dyad_kinds=tuple(kind.value for kind in indicator.dyads),
        asked_of=tuple(role.value for role in indicator.asked_of),
        condition=condition and (condition.indicator, condition.at_least),
    )


@lru_cache(maxsize=32)
def _rows(version_id, content_hash) -> dict[str, int]:
    return dict(Indicator.objects.filter(version=version_id).values_list("key", "pk"))


def indicator_ids(version: FrameworkVersion) -> dict[str, int]:
    """Return the row of each indicator key; remembered, as a content hash never changes."""
    return _rows(version.pk, version.content_hash)


def chain_of(relationship: Relationship) -> scoring.Chain:
    """Return the parties and dyads of a relationship, parties with no dyad left out."""
    return chain_from(Dyad.objects.with_parties().filter(relationship=relationship))


def chain_from(dyads) -> scoring.Chain:
    parties = {}
    for dyad in dyads:
        for party in (dyad.upstream, dyad.downstream):
            parties[party.key] = scoring.PartySpec(party.key, party.role, party.tier)
    return scoring.Chain(
        parties=tuple(sorted(parties.values(), key=lambda party: (party.tier, party.key))),
        dyads=tuple(
            scoring.DyadSpec(
                key=dyad.key,
                upstream=dyad.upstream.key,
                downstream=dyad.downstream.key,
                tier=dyad.upstream.tier,
                kind=dyad.kind,
            )
            for dyad in dyads
        ),
    )
