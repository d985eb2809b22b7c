"""Checks that refuse what cannot be scored, naming it."""

import math
from collections.abc import Collection, Iterable, Mapping

from .errors import ScoringError
from .inputs import (
    ANSWER_STATES,
    ANSWERED,
    CONVENTIONAL,
    LENSES,
    SOCIAL,
    Answer,
    Chain,
    ElementSpec,
    IndicatorSpec,
    Instrument,
    RespondentSpec,
)
from .nodes import OVERALL


def check_instrument(instrument: Instrument) -> None:
    """Refuse bad weights, scales, lenses, conditions and repeated keys."""
    if not 0 <= instrument.min_coverage <= 1:
        raise ScoringError(f"min_coverage {instrument.min_coverage!r} is not between 0 and 1")
    _unique("stage", (stage.key for stage in instrument.stages))
    for stage in instrument.stages:
        if stage.key == OVERALL:
            raise ScoringError(f"stage {stage.key!r} has the path of the whole")
        _check_weight(f"stage {stage.key!r}", stage.weight)
        _unique(f"stage {stage.key!r}: element", (element.key for element in stage.elements))
        for element in stage.elements:
            _check_element(element)
    indicators = {indicator.key: indicator for indicator in instrument.indicators()}
    _unique("indicator", (indicator.key for indicator in instrument.indicators()))
    for indicator in indicators.values():
        _check_indicator(indicator)
        _check_condition(indicator, indicators)


def check_chain(chain: Chain) -> None:
    """Refuse repeated keys and dyads between unknown parties."""
    parties = {party.key for party in chain.parties}
    _unique("party", (party.key for party in chain.parties))
    _unique("dyad", (dyad.key for dyad in chain.dyads))
    for dyad in chain.dyads:
        for party in (dyad.upstream, dyad.downstream):
            _known(party, parties, f"dyad {dyad.key!r}: unknown party")
        if dyad.upstream == dyad.downstream:
            raise ScoringError(f"dyad {dyad.key!r} has {dyad.upstream!r} on both sides")


def check_respondents(
    respondents: Iterable[RespondentSpec], instrument: Instrument, chain: Chain
) -> None:
    """Refuse repeated respondents and those naming an unknown party or stage."""
    respondents = tuple(respondents)
    parties = {party.key for party in chain.parties}
    stages = {stage.key for stage in instrument.stages}
    _unique("respondent", (respondent.key for respondent in respondents))
    for respondent in respondents:
        _known(respondent.party, parties, f"respondent {respondent.key!r}: unknown party")
        for stage in sorted(respondent.stages - stages):
            raise ScoringError(f"respondent {respondent.key!r}: unknown stage {stage!r}")


def check_stages(stages_reached: Iterable[str], instrument: Instrument) -> None:
    """Refuse a reached stage that the instrument does not have."""
    stages = {stage.key for stage in instrument.stages}
    for stage in stages_reached:
        _known(stage, stages, "stages reached: unknown stage")


def check_lenses(lenses: Iterable[str]) -> None:
    """Refuse a lens other than all, conventional and social."""
    for lens in lenses:
        _known(lens, LENSES, "unknown lens")


def check_answer(
    answer: Answer,
    respondents: Collection[str],
    indicators: Mapping[str, IndicatorSpec],
    dyads: Collection[str],
) -> None:
    """Refuse an answer about something unknown, or with a value off its scale."""
    where = f"answer of {answer.respondent!r} to {answer.indicator!r}"
    _known(answer.respondent, respondents, f"{where}: unknown respondent")
    _known(answer.indicator, indicators, f"{where}: unknown indicator")
    _known(answer.state, ANSWER_STATES, f"{where}: unknown state")
    indicator = indicators[answer.indicator]
    if answer.dyad is not None:
        _known(answer.dyad, dyads, f"{where}: unknown dyad")
    if (answer.dyad is None) == bool(indicator.dyad_kinds):
        verb = "needs" if indicator.dyad_kinds else "names no dyad but has"
        raise ScoringError(f"{where}: {verb} a dyad")
    if answer.state == ANSWERED:
        _check_value(answer.value, indicator, where)


def _check_value(value: float | None, indicator: IndicatorSpec, where: str) -> None:
    if value is None:
        raise ScoringError(f"{where}: answered without a value")
    if not indicator.minimum <= value <= indicator.maximum:
        scale = f"{indicator.minimum:g} to {indicator.maximum:g}"
        raise ScoringError(f"{where}: value {value!r} is outside {scale}")


def _check_element(element: ElementSpec) -> None:
    where = f"element {element.key!r}"
    _check_weight(where, element.weight)
    _unique(f"{where}: component", (component.key for component in element.components))
    for component in element.components:
        _check_weight(f"component {component.key!r} of {where}", component.weight)
        if not component.key and len(element.components) > 1:
            raise ScoringError(f"{where} has both components and direct indicators")


def _check_indicator(indicator: IndicatorSpec) -> None:
    where = f"indicator {indicator.key!r}"
    _check_weight(where, indicator.weight)
    _known(indicator.lens, (CONVENTIONAL, SOCIAL), f"{where}: unknown lens")
    if not -math.inf < indicator.minimum < indicator.maximum < math.inf:
        scale = f"{indicator.minimum!r} to {indicator.maximum!r}"
        raise ScoringError(f"{where}: {scale} is not a scale")


def _check_condition(indicator: IndicatorSpec, indicators: Mapping[str, IndicatorSpec]) -> None:
    seen = {indicator.key}
    here = indicator
    while here.condition is not None:
        key = here.condition[0]
        _known(key, indicators, f"condition of {here.key!r}: unknown indicator")
        if key in seen:
            raise ScoringError(f"condition of {indicator.key!r} depends on itself")
        seen.add(key)
        here = indicators[key]


def _check_weight(where: str, weight: float) -> None:
    if not 0 <= weight < math.inf:
        raise ScoringError(f"{where}: weight {weight!r} is not a finite number of zero or more")


def _known(key: str, keys: Collection[str], message: str) -> None:
    if key not in keys:
        raise ScoringError(f"{message} {key!r}")


def _unique(what: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ScoringError(f"{what} {key!r} occurs twice")
        seen.add(key)
