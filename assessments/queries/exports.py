"""What a reader may export of some assessments, respondent by respondent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from assessments import scoring
from assessments.models import Assessment, Dyad, Evidence, Respondent, Response
from assessments.queries.instruments import chain_from, instrument_of
from frameworks.definitions import Location

ORDER = (
    "assessment__round__as_of",
    "assessment__created_at",
    "assessment",
    "party__tier",
    "party__key",
    "key",
    "pk",
)
FIELDS = (
    "respondent",
    "pk",
    "indicator__key",
    "dyad__upstream__key",
    "dyad__downstream__key",
    "state",
    "value",
    "reason",
    "comment",
)
FETCH = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """One item a respondent was asked and what they said; skipped when they said nothing."""

    item: scoring.AskedItem
    state: str = Response.State.SKIPPED.value
    value: int | None = None
    reason: str = ""
    comment: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One respondent with the entries of the stages they submitted."""

    respondent: Respondent
    assessment: Assessment
    submitted: Mapping[str, datetime]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Extract:
    """Assessments with their dyads, and the respondents whose answers the reader may have."""

    assessments: Mapping[object, Assessment]
    dyads: Mapping[object, tuple[Dyad, ...]]
    people: tuple[Respondent, ...]
    responses: object

    def sheets(self) -> Iterator[Sheet]:
        """Yield one sheet a respondent; the responses are fetched while they are read."""
        rows = self.responses.values_list(*FIELDS).iterator(chunk_size=FETCH)
        for person, said in _side_by_side(self.people, rows):
            yield self._sheet(person, {_item(row): self._said(row) for row in said})

    def _said(self, row):
        _, pk, _, _, _, *words = row
        return *words, self._evidence.get(pk, ())

    def _sheet(self, person, said) -> Sheet:
        assessment = self.assessments[person.assessment_id]
        submitted = {one.stage: one.submitted_at for one in person.submissions.all() if one.counts}
        entries = tuple(
            Entry(item, *said.get((item.indicator, item.dyad), ()))
            for item in self._asked(assessment, person, said)
            if item.stage in submitted
        )
        return Sheet(person, assessment, submitted, entries)

    @cached_property
    def _evidence(self) -> Mapping[object, tuple[str, ...]]:
        """Return the title and address of each piece of evidence, by response."""
        found = defaultdict(tuple)
        pieces = Evidence.objects.current().filter(
            response__respondent__assessment__in=self.assessments
        )
        pieces = pieces.order_by("added_at", "title", "pk")
        for pk, title, url in pieces.values_list("response", "title", "url"):
            found[pk] += (f"{title} {url}".strip(),)
        return dict(found)

    @cached_property
    def _kept(self) -> dict:
        return {}

    def _asked(self, assessment, person, said):
        """Return what the respondent is asked, worked out once a party where nothing depends."""
        instrument = instrument_of(assessment.framework_version)
        if any(one.condition for one in instrument.indicators()):
            return self._worked_out(assessment, instrument, person, said)
        key = (assessment.pk, person.party_id)
        if key not in self._kept:
            self._kept[key] = self._worked_out(assessment, instrument, person, {})
        return self._kept[key]

    def _worked_out(self, assessment, instrument, person, said):
        return scoring.asked(
            instrument,
            chain_from(self.dyads[assessment.round.relationship_id]),
            scoring.RespondentSpec(person.key, person.party.key, frozenset()),
            stages_reached=assessment.stages_reached,
            answers=tuple(
                scoring.Answer(person.key, indicator, dyad, state, value)
                for (indicator, dyad), (state, value, *_) in said.items()
            ),
        )

    def locations(self, assessment: Assessment) -> Mapping[str, Location]:
        """Return where each indicator of the assessment's version stands."""
        key = assessment.framework_version.content_hash
        if key not in self._kept:
            definition = assessment.definition
            self._kept[key] = {one.indicator.key: one for one in definition.locations()}
        return self._kept[key]


def extract_of(assessments, *, user=None) -> Extract:
    """Return what `user` may export of `assessments`; everything submitted for None.

    Six queries, however much there is, and one for each framework version not seen yet.
    """
    held = {
        one.pk: one
        for one in assessments.with_place().defer("framework_version__content", "scorecard")
    }
    people = Respondent.objects if user is None else Respondent.objects.readable_by(user)
    counted = people.filter(
        assessment__in=held, submissions__state__in=["submitted", "accepted"]
    ).distinct()
    return Extract(
        assessments=held,
        dyads=_dyads({one.round.relationship_id for one in held.values()}),
        people=tuple(
            counted.select_related("party").prefetch_related("submissions").order_by(*ORDER)
        ),
        responses=_responses(held, user),
    )


def _dyads(relationships: Iterable) -> Mapping[object, tuple[Dyad, ...]]:
    found = defaultdict(list)
    for dyad in Dyad.objects.with_parties().filter(relationship__in=relationships):
        found[dyad.relationship_id].append(dyad)
    return {pk: tuple(found[pk]) for pk in relationships}


def _responses(held, user):
    submitted = Response.objects.submitted() if user is None else Response.objects.readable_by(user)
    found = submitted.filter(respondent__assessment__in=held)
    return found.order_by(*(f"respondent__{name}" for name in ORDER))


def _side_by_side(people, rows):
    """Yield each person with their rows, both being in the same order; some have none."""
    places = {person.pk: place for place, person in enumerate(people)}
    following = 0
    for pk, group in groupby(rows, key=itemgetter(0)):
        place = places.get(pk, -1)
        if place < following:
            continue
        for person in people[following:place]:
            yield person, ()
        yield people[place], group
        following = place + 1
    for person in people[following:]:
        yield person, ()


def _item(row):
    _, _, indicator, upstream, downstream, *_ = row
    return indicator, f"{upstream}--{downstream}" if upstream else None
