"""Who is asked what: the checked input, indexed, and the items each respondent is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .errors import ScoringError
from .inputs import ANSWERED, Answer, Chain, IndicatorSpec, Instrument, PartySpec, RespondentSpec
from .validation import (
    check_answer,
    check_chain,
    check_instrument,
    check_respondents,
    check_stages,
)

Address = tuple[str, str, str | None]


class AskedItem(NamedTuple):
    """The keys of one item a respondent is asked; component is empty on an undivided element."""

    stage: str
    element: str
    component: str
    indicator: str
    dyad: str | None


@dataclass(frozen=True)
class Sitting:
    """Checked input; answers are indexed by (respondent, indicator, dyad)."""

    instrument: Instrument
    chain: Chain
    respondents: tuple[RespondentSpec, ...]
    answers: dict[Address, Answer]
    stages_reached: frozenset[str]

    @cached_property
    def indicators(self) -> dict[str, IndicatorSpec]:
        return {indicator.key: indicator for indicator in self.instrument.indicators()}

    @cached_property
    def _parties(self) -> dict[str, PartySpec]:
        return {party.key: party for party in self.chain.parties}

    @cached_property
    def _counted(self) -> dict[tuple[str, str], list[RespondentSpec]]:
        found: dict[tuple[str, str], list[RespondentSpec]] = {}
        for respondent in self.respondents:
            for stage in respondent.stages:
                found.setdefault((respondent.party, stage), []).append(respondent)
        return found

    def counted(self, party: str, stage: str) -> list[RespondentSpec]:
        """Return the party's respondents who count for the stage, by key."""
        return self._counted.get((party, stage), [])

    def places(self, indicator: IndicatorSpec) -> Iterator[tuple[str | None, list[str]]]:
        """Yield each dyad the indicator is about, with the keys of the parties asked there."""
        if not indicator.dyad_kinds:
            yield None, self._asked_among(indicator, [party.key for party in self.chain.parties])
            return
        for dyad in self.chain.dyads:
            if dyad.kind in indicator.dyad_kinds:
                yield dyad.key, self._asked_among(indicator, [dyad.upstream, dyad.downstream])

    def is_open(self, indicator: IndicatorSpec, respondent: str, dyad: str | None) -> bool:
        """Return whether the condition, if any, holds in the respondent's own answers.

        An answer whose own condition fails opens nothing. The stage it stands in need not be
        submitted, so that a page and a score ask the same.
        """
        if indicator.condition is None:
            return True
        key, at_least = indicator.condition
        opener = self.indicators[key]
        for place in self._opening_places(opener, dyad):
            answer = self.answers.get((respondent, key, place))
            is_reached = (
                answer is not None
                and answer.state == ANSWERED
                and answer.value is not None
                and answer.value >= at_least
            )
            if is_reached and self.is_open(opener, respondent, place):
                return True
        return False

    def _opening_places(self, opener: IndicatorSpec, dyad: str | None) -> list[str | None]:
        if not opener.dyad_kinds:
            return [None]
        if dyad is not None:
            return [dyad]
        return [place.key for place in self.chain.dyads]

    def _asked_among(self, indicator: IndicatorSpec, parties: list[str]) -> list[str]:
        return [key for key in parties if self._parties[key].role in indicator.asked_of]


def open_sitting(
    instrument: Instrument,
    chain: Chain,
    respondents: Iterable[RespondentSpec],
    answers: Iterable[Answer],
    *,
    stages_reached: Iterable[str],
) -> Sitting:
    """Check the whole input once and index it; ScoringError names what is wrong."""
    reached = frozenset(stages_reached)
    ordered = tuple(sorted(respondents, key=lambda respondent: respondent.key))
    check_instrument(instrument)
    check_chain(chain)
    check_respondents(ordered, instrument, chain)
    check_stages(sorted(reached), instrument)
    sitting = Sitting(instrument, chain, ordered, {}, reached)
    _take(sitting, answers)
    return sitting


def _take(sitting: Sitting, answers: Iterable[Answer]) -> None:
    keys = {respondent.key for respondent in sitting.respondents}
    dyads = {dyad.key for dyad in sitting.chain.dyads}
    for answer in answers:
        check_answer(answer, keys, sitting.indicators, dyads)
        address = (answer.respondent, answer.indicator, answer.dyad)
        if address in sitting.answers:
            said = f"{answer.respondent!r} to {answer.indicator!r} about {answer.dyad!r}"
            raise ScoringError(f"two answers of {said}")
        sitting.answers[address] = answer


def asked(
    instrument: Instrument,
    chain: Chain,
    respondent: RespondentSpec,
    *,
    stages_reached: Iterable[str],
    answers: Iterable[Answer] = (),
) -> tuple[AskedItem, ...]:
    """Return what the respondent is asked in the stages reached, in order (rule 2).

    Submission does not matter here. Answers of other respondents are ignored; an item under a
    condition appears once the respondent's own answers open it.
    """
    own = [answer for answer in answers if answer.respondent == respondent.key]
    sitting = open_sitting(instrument, chain, (respondent,), own, stages_reached=stages_reached)
    return tuple(
        AskedItem(stage.key, element.key, component.key, indicator.key, dyad)
        for stage, element, component in instrument.leaves()
        if stage.key in sitting.stages_reached
        for indicator in component.indicators
        for dyad, parties in sitting.places(indicator)
        if respondent.party in parties and sitting.is_open(indicator, respondent.key, dyad)
    )
