"""Whether a document fits the framework version it names: what is asked, of whom, in what range."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assessments import scoring
from assessments.documents.shapes import Document, Respondent, Response, State
from frameworks.definitions import Definition, Indicator, Location, Place, Problem

NOT_ASKED_REMEDY = "Remove this response, or move it to a party that is asked."


@dataclass(frozen=True)
class Fit:
    """A document beside the version it is answered by."""

    document: Document
    definition: Definition
    instrument: scoring.Instrument

    @cached_property
    def locations(self) -> Mapping[str, Location]:
        return {location.indicator.key: location for location in self.definition.locations()}

    @cached_property
    def chain(self) -> scoring.Chain:
        return chain_of(self.document)

    @cached_property
    def roles(self) -> Mapping[str, str]:
        return {party.key: party.role.value for party in self.document.parties}

    def asked(self, respondent: Respondent) -> frozenset[tuple[str, str | None]]:
        """Return (indicator, dyad) of everything the respondent is asked."""
        answers = tuple(
            scoring.Answer(respondent.key, one.indicator, one.dyad, one.state.value, one.value)
            for one in respondent.responses
            if self._is_scorable(one)
        )
        items = scoring.asked(
            self.instrument,
            self.chain,
            scoring.RespondentSpec(respondent.key, respondent.party, frozenset()),
            stages_reached=self.document.stages_reached,
            answers=answers,
        )
        return frozenset((item.indicator, item.dyad) for item in items)

    def _is_scorable(self, response: Response) -> bool:
        """Return whether the scoring core takes the response; misfits are reported by place."""
        location = self.locations.get(response.indicator)
        if location is None or not location.indicator.scale:
            return False
        kinds = {dyad.key: dyad.kind for dyad in self.chain.dyads}
        if response.dyad is None:
            is_placed = not location.indicator.dyads
        else:
            is_placed = kinds.get(response.dyad) in location.indicator.dyads
        scale = self.definition.scale(location.indicator.scale)
        is_level = response.value is None or scale.minimum <= response.value <= scale.maximum
        return is_placed and is_level


def chain_of(document: Document) -> scoring.Chain:
    """Return the chain as the scoring core takes it; every intermediary pair counts downwards."""
    return scoring.Chain(
        parties=tuple(
            scoring.PartySpec(party.key, party.role.value, party.tier)
            for party in sorted(document.parties, key=lambda party: (party.tier, party.key))
        ),
        dyads=tuple(
            scoring.DyadSpec(key, upstream.key, downstream.key, upstream.tier, kind)
            for key, (upstream, downstream) in document.dyads().items()
            for kind in [_dyad_kind(upstream.role.value)]
        ),
    )


def _dyad_kind(upstream_role: str) -> str:
    return "client--intermediary" if upstream_role == "client" else "intermediary--sub-contractor"


def misfits(
    document: Document, definition: Definition, instrument: scoring.Instrument
) -> Iterator[Problem]:
    """Yield everything in the document that the framework version does not allow."""
    stages = [stage.key for stage in definition.stages]
    unknown = [stage for stage in document.stages_reached if stage not in stages]
    for stage in unknown:
        message = f"The framework has no stage `{stage}`."
        here = ("stages_reached", document.stages_reached.index(stage))
        yield Problem(here, message, f"Write one of {_listed(stages)}.")
    if unknown:
        return
    fit = Fit(document, definition, instrument)
    for number, respondent in enumerate(document.respondents):
        asked = fit.asked(respondent)
        for position, response in enumerate(respondent.responses):
            place = ("respondents", number, "responses", position)
            yield from _misfit(fit, respondent, response, place, asked)


def _misfit(
    fit: Fit,
    respondent: Respondent,
    response: Response,
    place: Place,
    asked: frozenset[tuple[str, str | None]],
) -> Iterator[Problem]:
    location = fit.locations.get(response.indicator)
    if location is None:
        message = f"The framework has no indicator `{response.indicator}`."
        remedy = f"Check the spelling against {fit.definition.key} {fit.definition.number}."
        yield Problem((*place, "indicator"), message, remedy)
        return
    if (response.indicator, response.dyad) not in asked:
        yield _not_asked(fit, respondent, response, place, location)
        return
    yield from _misvalued(fit.definition, response, place, location)


def _not_asked(
    fit: Fit, respondent: Respondent, response: Response, place: Place, location: Location
) -> Problem:
    """Return the first reason why this respondent is not asked this item."""
    indicator = location.indicator
    role = fit.roles[respondent.party]
    here = (*place, "indicator")
    if location.stage.key not in fit.document.stages_reached:
        message = f"The stage `{location.stage.key}` has not been reached, so it is not asked."
        remedy = "Add the stage to `stages_reached`, or remove this response."
        return Problem(here, message, remedy)
    if not indicator.scale:
        message = f"Responses of the kind {indicator.response} are not kept."
        return Problem(here, message, "Remove this response.")
    if role not in indicator.asked_of:
        return Problem(here, f"A {role} is not asked `{indicator.key}`.", NOT_ASKED_REMEDY)
    problem = _wrong_dyad(fit, respondent, response, place, indicator)
    if problem is None:
        message = f"The condition of `{indicator.key}` does not hold, so it is not asked."
        return Problem(here, message, "Remove this response.")
    return problem


def _wrong_dyad(
    fit: Fit, respondent: Respondent, response: Response, place: Place, indicator: Indicator
) -> Problem | None:
    dyads = {dyad.key: dyad for dyad in fit.chain.dyads}
    about = [key for key, dyad in dyads.items() if dyad.kind in indicator.dyads]
    own = [key for key in about if respondent.party in (dyads[key].upstream, dyads[key].downstream)]
    here = (*place, "dyad")
    if response.dyad is None and indicator.dyads:
        message = f"`{indicator.key}` is asked about a dyad, and none is named."
        return Problem(place, message, f"Add `dyad`: {_listed(own)}.")
    if response.dyad is not None and not indicator.dyads:
        return Problem(here, f"`{indicator.key}` is about no dyad.", "Remove `dyad`.")
    if response.dyad is not None and response.dyad not in dyads:
        message = f"There is no dyad `{response.dyad}`."
        return Problem(here, message, f"Write {_listed(own or about)}, the upstream party first.")
    if response.dyad is not None and response.dyad not in own:
        message = f"`{respondent.party}` is not asked `{indicator.key}` about `{response.dyad}`."
        return Problem(here, message, f"Write {_listed(own)}." if own else NOT_ASKED_REMEDY)
    return None


def _misvalued(
    definition: Definition, response: Response, place: Place, location: Location
) -> Iterator[Problem]:
    indicator = location.indicator
    if response.state == State.NOT_APPLICABLE and not indicator.not_applicable.allowed:
        message = f"`{indicator.key}` always applies."
        yield Problem((*place, "state"), message, "Answer it, or write dont-know or skipped.")
    values = [level.value for level in definition.scale(indicator.scale or "").levels]
    if response.value is not None and response.value not in values:
        message = f"{response.value} is not a level of `{indicator.key}`."
        yield Problem((*place, "value"), message, f"Write one of {_listed(values)}.")


def _listed(words: list[str] | list[int]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "nothing: none is possible here"
