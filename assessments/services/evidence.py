"""Add and remove the evidence behind a response."""

import hashlib

from django.db import transaction
from django.utils import timezone

from assessments.models import Evidence, Response, StageSubmission
from assessments.queries.questionnaires import Question
from assessments.services.errors import AssessmentClosed, StageSubmitted
from assessments.services.responses import Reply, save_response


@transaction.atomic
def add_evidence(*, question: Question, respondent, evidence: Evidence, by) -> Evidence:
    """Put a link or a checked file behind the response, making an empty response if need be."""
    response = Response.objects.filter(
        respondent=respondent, indicator=question.indicator_id, dyad=question.dyad
    ).first()
    if response is None:
        reply = Reply(Response.State.SKIPPED)
        response = save_response(
            question=question, respondent=respondent, reply=reply, base=0, by=by
        )
    _check_open(respondent, question.stage.key)
    evidence.response = response
    evidence.added_by = by
    if evidence.kind == Evidence.Kind.FILE:
        evidence.size = evidence.file.size
        evidence.sha256 = digest(evidence.file)
    evidence.save()
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, respondent, stage: str) -> Evidence:
    """Take evidence from view; the row and the file stay for the record."""
    _check_open(respondent, stage)
    evidence.removed_at = timezone.now()
    evidence.save(update_fields=["removed_at"])
    return evidence


def _check_open(respondent, stage):
    submission = (
        StageSubmission.objects.select_for_update(of=("self",))
        .select_related("respondent__assessment")
        .get(respondent=respondent, stage=stage)
    )
    if not submission.respondent.assessment.is_open:
        raise AssessmentClosed
    if submission.counts:
        raise StageSubmitted


def digest(file) -> str:
    """Return the SHA-256 of an uploaded file, read in pieces, and rewind it."""
    found = hashlib.sha256()
    for piece in file.chunks():
        found.update(piece)
    file.seek(0)
    return found.hexdigest()
