"""Submit a stage, take it back, close an assessment and reopen it."""

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, AssessmentEvent, Respondent, StageSubmission
from assessments.queries.headline import headline
from assessments.queries.questions import questionnaire
from assessments.queries.scorecards import scorecard_of
from assessments.services.errors import AssessmentClosed, NotReady, StageIncomplete


@transaction.atomic
def submit_stage(*, respondent: Respondent, stage: str, by, accept_missing: bool = False):
    """Submit one stage of a respondent; what has no answer counts as skipped from then on.

    Raises StageIncomplete when questions have no answer and `accept_missing` is false.
    """
    submission = _held(respondent, stage)
    if submission.counts:
        return submission
    questions = questionnaire(respondent).of_stage(stage)
    missing = sum(not question.is_answered for question in questions)
    if missing and not accept_missing:
        raise StageIncomplete(missing)
    submission.state = StageSubmission.State.SUBMITTED
    submission.submitted_at = timezone.now()
    submission.submitted_by = by
    submission.save()
    _log(respondent, by, "submitted", stage=stage, missing=missing)
    refresh_headline(respondent.assessment)
    return submission


@transaction.atomic
def take_back_stage(*, respondent: Respondent, stage: str, by):
    """Open a submitted stage for changes again; its answers leave the scores until resubmitted."""
    submission = _held(respondent, stage)
    if not submission.counts:
        return submission
    submission.state = StageSubmission.State.OPEN
    submission.submitted_at = None
    submission.submitted_by = None
    submission.save()
    _log(respondent, by, "taken back", stage=stage)
    refresh_headline(respondent.assessment)
    return submission


def _held(respondent, stage):
    """Lock the sheet, having made sure that the assessment is still open."""
    assessment = Assessment.objects.select_for_update().get(pk=respondent.assessment_id)
    if not assessment.is_open:
        raise AssessmentClosed
    sheets = StageSubmission.objects.select_for_update(of=("self",))
    found = sheets.filter(respondent=respondent, stage=stage).first()
    if found is None:
        raise NotReady("This stage has not been reached, so it is not asked.")
    return found


def _log(respondent, by, kind, **detail):
    AssessmentEvent.objects.create(
        assessment=respondent.assessment,
        actor=by,
        kind=kind,
        detail={"respondent": respondent.label, **detail},
    )


def refresh_headline(assessment: Assessment) -> None:
    """Keep the key figures of an open assessment up to date for lists."""
    scorecard = scorecard_of(assessment)
    figures = scorecard and headline(scorecard, assessment.definition)
    Assessment.objects.filter(pk=assessment.pk, state="open").update(headline=figures)


@transaction.atomic
def close_assessment(*, assessment: Assessment, by=None) -> Assessment:
    """Close for good: keep the scores, the definition's hash and the scoring version (rule 15)."""
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not assessment.is_open:
        return assessment
    list(
        StageSubmission.objects.select_for_update(of=("self",))
        .filter(respondent__assessment=assessment)
        .order_by("pk")
    )
    scorecard = scorecard_of(assessment)
    if scorecard is None:
        raise NotReady("Nothing has been submitted yet, so there is nothing to close.")
    assessment.state = Assessment.State.CLOSED
    assessment.closed_at = timezone.now()
    assessment.closed_by = by
    assessment.scorecard = scorecard.to_json()
    assessment.headline = headline(scorecard, assessment.definition)
    assessment.definition_hash = assessment.framework_version.content_hash
    assessment.scoring_version = scorecard.version
    assessment.save()
    AssessmentEvent.objects.create(assessment=assessment, actor=by, kind="closed")
    return assessment


@transaction.atomic
def reopen_assessment(*, assessment: Assessment, reason: str, by) -> Assessment:
    """Open a closed assessment again; who, why and the scores it had stay in its history."""
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if assessment.is_open:
        return assessment
    if not reason.strip():
        raise NotReady("Give a reason, so that a reader of the history can judge it.")
    detail = {
        "reason": reason.strip(),
        "closed_at": assessment.closed_at.isoformat(),
        "definition_hash": assessment.definition_hash,
        "scoring_version": assessment.scoring_version,
        "scorecard": assessment.scorecard,
    }
    AssessmentEvent.objects.create(assessment=assessment, actor=by, kind="reopened", detail=detail)
    assessment.state = Assessment.State.OPEN
    assessment.closed_at = None
    assessment.closed_by = None
    assessment.scorecard = None
    assessment.definition_hash = ""
    assessment.scoring_version = None
    assessment.save()
    return assessment
