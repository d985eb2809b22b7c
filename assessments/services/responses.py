"""Save one response: once, never over somebody else's, and never without its event."""

import uuid
from dataclasses import asdict, dataclass

from django.db import IntegrityError, InternalError, transaction

from assessments.models import Assessment, Response, ResponseEvent, StageSubmission
from assessments.queries.questionnaires import Question
from assessments.services.errors import (
    AssessmentClosed,
    KeyReused,
    StageSubmitted,
    StaleResponse,
)


@dataclass(frozen=True)
class Reply:
    """What a respondent says to one question."""

    state: str
    value: int | None = None
    reason: str = ""
    comment: str = ""

    @property
    def is_empty(self):
        return self.state == Response.State.SKIPPED and not self.comment

    @classmethod
    def of(cls, response: Response | None) -> "Reply":
        if response is None:
            return cls(Response.State.SKIPPED)
        return cls(response.state, response.value, response.reason, response.comment)


def save_response(*, question: Question, respondent, reply: Reply, base: int, by, key=None):
    """Save `reply` on top of version `base` (0 for none yet) and return the response.

    The same `key` sent again gives the response it made the first time. Raises
    StaleResponse when somebody saved a different reply since `base`, StageSubmitted
    and AssessmentClosed when answers stand still, KeyReused when `key` belongs to
    another save.
    """
    key = key or uuid.uuid4()
    try:
        return _save(question, respondent, reply, base, by, key)
    except (IntegrityError, InternalError):
        _explain(respondent, key)
        raise


def _explain(respondent, key):
    """Raise the named error behind what the database itself refused, if there is one."""
    if Assessment.objects.filter(pk=respondent.assessment_id, state="closed").exists():
        raise AssessmentClosed from None
    if ResponseEvent.objects.filter(client_key=key).exists():
        raise KeyReused from None


@transaction.atomic
def _save(question, respondent, reply, base, by, key):
    _lock_stage(respondent, question.stage.key)
    current = _current(question, respondent)
    if current is not None and Reply.of(current) == reply:
        return current
    if current is not None and current.version != base:
        return _replay(current, key)
    response = _write(question, respondent, reply, current, by)
    ResponseEvent.objects.create(
        respondent=respondent,
        indicator_id=question.indicator_id,
        dyad=question.dyad,
        client_key=key,
        version=response.version,
        actor=by,
        before=asdict(Reply.of(current)) if current else None,
        after=asdict(reply),
    )
    return response


def _lock_stage(respondent, stage):
    """Hold the stage's submission, so that submitting, closing and saving take turns.

    A save that waited behind a closing may still see the assessment open; the
    database's own guard refuses it then.
    """
    submission = (
        StageSubmission.objects.select_for_update(of=("self",))
        .select_related("respondent__assessment")
        .get(respondent=respondent, stage=stage)
    )
    if not submission.respondent.assessment.is_open:
        raise AssessmentClosed
    if submission.counts:
        raise StageSubmitted


def _current(question, respondent):
    return (
        Response.objects.select_related("updated_by")
        .filter(respondent=respondent, indicator=question.indicator_id, dyad=question.dyad)
        .first()
    )


def _replay(current, key):
    """Return the response that `key` made; what others saved since is for the next save to meet."""
    place = {name: getattr(current, name) for name in ("respondent_id", "indicator_id", "dyad_id")}
    event = ResponseEvent.objects.filter(client_key=key, **place).first()
    if event is None:
        raise StaleResponse(current)
    return Response(pk=current.pk, version=event.version, **place, **event.after)


def _write(question, respondent, reply, current, by):
    response = Response(
        respondent=respondent,
        indicator_id=question.indicator_id,
        dyad=question.dyad,
        version=current.version + 1 if current else 1,
        updated_by=by,
        **asdict(reply),
    )
    if current:
        response.pk = current.pk
        response._state.adding = False
    response.save(force_insert=current is None, force_update=current is not None)
    return response
