"""Import an assessment document: everything in it, or nothing."""

import uuid
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from assessments import documents
from assessments.documents import Document, Kind, Problem, Reading
from assessments.models import (
    Assessment,
    AssessmentEvent,
    Dyad,
    Evidence,
    Party,
    Relationship,
    Respondent,
    Response,
    ResponseEvent,
    Round,
    StageSubmission,
)
from assessments.queries.instruments import indicator_ids, instrument_of
from assessments.services.assessments import close_assessment, refresh_headline
from assessments.services.errors import NotReady
from assessments.services.relationships import PartyDraft, create_relationship
from assessments.services.responses import Reply
from frameworks.models import FrameworkVersion


def check_document(*, reading: Reading[Document], owner: Organisation | None = None) -> None:
    """Raise DocumentErrors for what `import_document` would refuse; change nothing."""
    _checked_version(reading, owner)


@transaction.atomic
def import_document(
    *,
    reading: Reading[Document],
    owner: Organisation | None = None,
    by=None,
    close: bool = False,
) -> Assessment:
    """Make the relationship, its parties and the assessment with all its responses.

    With an `owner` it becomes their own relationship; without, the case or example it says it
    is. A case that is here already, with the same parties, gets another round. Raises
    DocumentErrors with the place of everything that does not fit.
    """
    version = _checked_version(reading, owner)
    relationship = _relationship(reading, owner)
    assessment = _assessment(reading.content, relationship, version)
    _Importer(reading.content, assessment, by).add_respondents()
    AssessmentEvent.objects.create(
        assessment=assessment, actor=by, kind="imported", detail={"file": reading.name[-200:]}
    )
    assessment = Assessment.objects.with_place().get(pk=assessment.pk)
    refresh_headline(assessment)
    if close:
        return _closed(reading, assessment, by)
    assessment.refresh_from_db(fields=["headline"])
    return assessment


def _checked_version(reading, owner) -> FrameworkVersion:
    document, wanted = reading.content, reading.content.framework
    version = (
        FrameworkVersion.objects.select_related("framework")
        .filter(framework__key=wanted.key, number=wanted.number)
        .exclude(status=FrameworkVersion.Status.DRAFT)
        .first()
    )
    if version is None:
        message = f"The framework {wanted.key}, version {wanted.number}, is not published here."
        remedy = "Load and publish it first, or correct its key and number."
        raise reading.errors([Problem(("framework",), message, remedy)])
    problems = list(_provenance(document, owner, version))
    problems += documents.misfits(document, version.definition, instrument_of(version))
    if problems:
        raise reading.errors(problems)
    return version


def _provenance(document, owner, version):
    if document.kind == Kind.OWN and owner is None:
        message = "An own relationship needs an organisation that owns it."
        remedy = "Name the organisation (--owner), or write kind: case or kind: example."
        yield Problem(("kind",), message, remedy)
    if document.definition_hash not in ("", version.content_hash):
        message = f"{version} differs from the one this document was answered by."
        remedy = "Load that one, or remove this line if the answers fit this one."
        yield Problem(("definition_hash",), message, remedy)


def _relationship(reading, owner) -> Relationship:
    document = reading.content
    if owner is None:
        found = Relationship.objects.filter(
            kind=document.kind.value, name=document.relationship.name
        ).first()
        if found is not None:
            return _same(reading, found)
    part = document.relationship
    made = Relationship(
        owner=owner,
        kind=Kind.OWN.value if owner else document.kind.value,
        name=part.name,
        service=part.service,
        country=part.country,
        started=part.started,
        ended=part.ended,
        facts=dict(part.facts),
        about=part.about,
    )
    drafts = [
        PartyDraft(one.organisation, one.role.value, one.tier, note=one.note, key=one.key)
        for one in document.parties
    ]
    return create_relationship(relationship=made, parties=drafts)


def _same(reading, found: Relationship) -> Relationship:
    """Return a case that is here for another round; refuse other parties or the same round."""
    document, kind = reading.content, reading.content.kind
    parties = {(one.key, one.role.value, one.tier) for one in document.parties}
    if parties != set(found.parties.values_list("key", "role", "tier")):
        message = f"The {kind} `{found.name}` is here already, with other parties."
        place = ("parties",)
        raise reading.errors([Problem(place, message, "Give it another name, or its parties.")])
    if found.rounds.filter(label=document.round.label).exists():
        message = f"The {kind} `{found.name}` has a round `{document.round.label}` already."
        place = ("round", "label")
        raise reading.errors([Problem(place, message, "Give the round another label.")])
    return found


def _assessment(document, relationship, version) -> Assessment:
    stages = [one.key for one in version.definition.stages if one.key in document.stages_reached]
    held = Round.objects.create(
        relationship=relationship, label=document.round.label, as_of=document.round.as_of
    )
    return Assessment.objects.create(
        round=held,
        framework_version=version,
        phase=document.phase.value,
        stages_reached=stages,
    )


def _closed(reading, assessment, by) -> Assessment:
    try:
        return close_assessment(assessment=assessment, by=by)
    except NotReady as error:
        raise reading.errors([Problem(("respondents",), str(error), "Import it open.")]) from error


@dataclass
class _Importer:
    document: Document
    assessment: Assessment
    by: object

    def __post_init__(self):
        relationship = self.assessment.round.relationship
        version = self.assessment.framework_version
        self.now = timezone.now()
        self.parties = {one.key: one for one in Party.objects.filter(relationship=relationship)}
        rows = Dyad.objects.with_parties().filter(relationship=relationship)
        self.dyads = {one.key: one for one in rows}
        self.indicators = indicator_ids(version)
        self.stages = {
            location.indicator.key: location.stage.key
            for location in version.definition.locations()
        }

    def add_respondents(self) -> None:
        """Insert respondents, then their stages, responses, events and evidence in bulk."""
        people = [(self._respondent(one), one) for one in self.document.respondents]
        Respondent.objects.bulk_create(row for row, _ in people)
        StageSubmission.objects.bulk_create(
            self._submission(row, stage, stage in self._submitted(part))
            for row, part in people
            for stage in self.assessment.stages_reached
        )
        said = [(self._response(row, one), one) for row, part in people for one in part.responses]
        Response.objects.bulk_create((row for row, _ in said), batch_size=500)
        ResponseEvent.objects.bulk_create((self._event(row) for row, _ in said), batch_size=500)
        Evidence.objects.bulk_create(
            self._evidence(row, proof) for row, part in said for proof in part.evidence
        )

    def _respondent(self, part):
        return Respondent(
            assessment=self.assessment,
            party=self.parties[part.party],
            key=part.key,
            label=part.label,
            entered_by=self.by,
        )

    def _submitted(self, part):
        if part.submitted is not None:
            return part.submitted
        return {self.stages[one.indicator] for one in part.responses}

    def _submission(self, respondent, stage, is_submitted):
        sheet = StageSubmission(respondent=respondent, stage=stage)
        if is_submitted:
            sheet.state = StageSubmission.State.SUBMITTED
            sheet.submitted_at, sheet.submitted_by = self.now, self.by
        return sheet

    def _response(self, respondent, part):
        return Response(
            respondent=respondent,
            indicator_id=self.indicators[part.indicator],
            dyad=self.dyads.get(part.dyad),
            state=part.state.value,
            value=part.value,
            reason=part.reason,
            comment=part.comment,
            updated_by=self.by,
        )

    def _event(self, response):
        return ResponseEvent(
            respondent=response.respondent,
            indicator_id=response.indicator_id,
            dyad=response.dyad,
            client_key=uuid.uuid4(),
            version=response.version,
            actor=self.by,
            after=asdict(Reply.of(response)),
        )

    def _evidence(self, response, part):
        return Evidence(
            response=response,
            kind=Evidence.Kind.LINK,
            title=part.title,
            url=part.url,
            note=part.note,
            filename=part.file,
            sha256=part.sha256,
            added_by=self.by,
        )
