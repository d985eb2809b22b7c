"""Who answers an assessment, and how far each has come."""

from dataclasses import dataclass

from django.db.models import Count, Q

from assessments import scoring
from assessments.models import Assessment, Dyad, Respondent, StageSubmission
from assessments.queries.instruments import chain_from, instrument_of


@dataclass(frozen=True)
class Sheet:
    """One stage of one respondent."""

    stage: str
    name: str
    submission: StageSubmission | None

    @property
    def is_submitted(self):
        return self.submission is not None and self.submission.counts


@dataclass(frozen=True)
class Person:
    """A respondent with the progress of their sheets, as far as the reader may know it.

    `answered` is None for another side until every sheet of theirs is submitted.
    """

    respondent: Respondent
    asked: int
    answered: int | None
    sheets: tuple[Sheet, ...]
    may_answer: bool
    may_read: bool

    @property
    def has_finished(self):
        return all(sheet.is_submitted for sheet in self.sheets)


@dataclass(frozen=True)
class Side:
    party: object
    people: tuple[Person, ...]


def sides(assessment: Assessment, user) -> tuple[Side, ...]:
    """Return every party with its respondents, in six queries whatever their number."""
    respondents = assessment.respondents
    mine = set(respondents.of_side(user).values_list("pk", flat=True))
    answerable = set(respondents.answerable_by(user).values_list("pk", flat=True))
    readable = set(respondents.readable_by(user).values_list("pk", flat=True))
    rows = (
        respondents.select_related("party", "member", "entered_by")
        .prefetch_related("submissions")
        .annotate(said=Count("responses", filter=~Q(responses__state="skipped")))
    )
    counts = _asked_by_party(assessment)
    people = {}
    for row in rows:
        row.assessment = assessment
        sheets = _sheets(assessment, row)
        is_told = row.pk in readable and all(sheet.is_submitted for sheet in sheets)
        person = Person(
            respondent=row,
            asked=counts.get(row.party.key, 0),
            answered=row.said if row.pk in mine or is_told else None,
            sheets=sheets,
            may_answer=row.pk in answerable and assessment.is_open,
            may_read=row.pk in readable,
        )
        people.setdefault(row.party_id, []).append(person)
    parties = assessment.relationship.parties.in_order()
    return tuple(Side(party, tuple(people.get(party.pk, ()))) for party in parties)


def _sheets(assessment, respondent):
    names = {stage.key: stage.name for stage in assessment.definition.stages}
    kept = {one.stage: one for one in respondent.submissions.all()}
    return tuple(Sheet(key, names[key], kept.get(key)) for key in assessment.stages_reached)


def _asked_by_party(assessment):
    """Return how many items a respondent of each party is asked, conditions aside."""
    dyads = Dyad.objects.with_parties().filter(relationship=assessment.relationship.pk)
    chain = chain_from(list(dyads))
    instrument = instrument_of(assessment.framework_version)
    return {
        party.key: len(
            scoring.asked(
                instrument,
                chain,
                scoring.RespondentSpec("count", party.key, frozenset()),
                stages_reached=tuple(assessment.stages_reached),
            )
        )
        for party in chain.parties
    }
