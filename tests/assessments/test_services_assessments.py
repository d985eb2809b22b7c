"""Submitting, taking back, closing and reopening."""

import json

import pytest
from django.db import DatabaseError, transaction

from assessments.models import Assessment, AssessmentEvent, StageSubmission
from assessments.queries.scorecards import scorecard_of
from assessments.services.assessments import (
    close_assessment,
    reopen_assessment,
    submit_stage,
    take_back_stage,
)
from assessments.services.errors import AssessmentClosed, NotReady, StageIncomplete
from frameworks.services import PUBLISHED, load_definition, retire_version
from tests.conftest import TRIAL


def history(assessment):
    return list(assessment.events.values_list("kind", "actor__name", "detail"))


def stored(assessment):
    """Return what a closed assessment keeps, as bytes."""
    row = Assessment.objects.filter(pk=assessment.pk).values(
        "scorecard", "headline", "definition_hash", "scoring_version", "closed_at"
    )
    return json.dumps(row.get(), default=str, sort_keys=True)


def test_submit_stage_refuses_missing_answers(seats, assessment):
    seat = seats["client"]

    with pytest.raises(StageIncomplete, match="2 questions of this stage have no answer") as found:
        submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    assert found.value.missing == 2
    assert seat.respondent.submissions.filter(state="open").count() == 3
    assert [kind for kind, _, _ in history(assessment)] == ["opened"]


def test_submit_stage_accepted_with_gaps_logs_how_many(seats, assessment):
    seat = seats["client"]
    seat.answer(seat.questions[0], 4)

    submission = submit_stage(
        respondent=seat.respondent, stage="pre-contract", by=seat.member, accept_missing=True
    )

    assert (submission.state, submission.submitted_by) == ("submitted", seat.member)
    assert submission.submitted_at is not None
    label = seat.respondent.label
    assert history(assessment)[-1] == (
        "submitted",
        "Counterpart",
        {"respondent": label, "stage": "pre-contract", "missing": 1},
    )


def test_submit_stage_takes_dont_know_as_a_decision(seats):
    seat = seats["client"]
    seat.answer_all(4)
    row = seat.respondent.responses.filter(indicator__key="strategy.objectives")
    row.update(state="dont-know", value=None)

    submission = submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    assert submission.counts


def test_submit_stage_twice_logs_once(seats, assessment):
    seat = seats["client"]
    for _ in range(2):
        submit_stage(
            respondent=seat.respondent, stage="pre-contract", by=seat.member, accept_missing=True
        )

    assert [kind for kind, _, _ in history(assessment)] == ["opened", "submitted"]


def test_stage_not_reached_cannot_be_submitted(relationship, framework, seats):
    seat = seats["client"]
    StageSubmission.objects.filter(respondent=seat.respondent, stage="post-contract").delete()

    with pytest.raises(NotReady, match="not been reached"):
        submit_stage(respondent=seat.respondent, stage="post-contract", by=seat.member)


def test_submitting_brings_answers_into_the_scores(seats, assessment):
    seat = seats["client"]
    seat.answer_all(5)
    assert scorecard_of(assessment) is None

    seat.submit()

    assert scorecard_of(assessment).get("overall").score == 1.0
    assessment.refresh_from_db()
    assert assessment.headline is not None


def test_take_back_stage_opens_it_and_takes_it_from_the_scores(seats, assessment):
    seat = seats["client"]
    seat.answer_all(5)
    seat.submit()

    taken = take_back_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    assert (taken.state, taken.submitted_at, taken.submitted_by) == ("open", None, None)
    found = scorecard_of(assessment)
    taken_back, kept = found.get("pre-contract"), found.get("post-contract")
    assert (taken_back.score, taken_back.coverage, kept.score) == (None, 0.0, 1.0)
    assert history(assessment)[-1] == (
        "taken back",
        "Counterpart",
        {"respondent": seat.respondent.label, "stage": "pre-contract"},
    )


def test_take_back_of_an_open_stage_does_nothing(seats, assessment):
    seat = seats["client"]

    take_back_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    assert [kind for kind, _, _ in history(assessment)] == ["opened"]


def test_closed_assessment_is_neither_submitted_nor_taken_back(closed_assessment, seats):
    seat = seats["client"]

    with pytest.raises(AssessmentClosed):
        submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)
    with pytest.raises(AssessmentClosed):
        take_back_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)


def test_close_assessment_keeps_scores_hash_and_versions(answered_assessment, framework, owner):
    expected = scorecard_of(answered_assessment).to_json()

    closed = close_assessment(assessment=answered_assessment, by=owner)

    closed.refresh_from_db()
    assert (closed.state, closed.closed_by, closed.scorecard) == ("closed", owner, expected)
    assert closed.definition_hash == framework.content_hash
    assert closed.definition_hash.startswith("sha256:")
    assert closed.scoring_version == 1
    assert closed.headline is not None
    assert history(closed)[-1] == ("closed", "Owner", {})


def test_close_assessment_twice_logs_once_and_changes_nothing(closed_assessment, stranger):
    before = stored(closed_assessment)

    again = close_assessment(assessment=closed_assessment, by=stranger)

    assert stored(again) == before
    assert AssessmentEvent.objects.filter(kind="closed").count() == 1


def test_close_assessment_with_nothing_submitted_is_refused(assessment, seats):
    seats["client"].answer_all(4)

    with pytest.raises(NotReady, match="Nothing has been submitted"):
        close_assessment(assessment=assessment)

    assessment.refresh_from_db()
    assert assessment.is_open


def test_closed_scores_stand_when_the_framework_moves_on(closed_assessment, framework, editor):
    before = stored(closed_assessment)
    text = TRIAL.read_text().replace('number: "1"', 'number: "2"').replace("weight: 2", "weight: 9")
    load_definition(text=text, name="trial-2.yaml", status=PUBLISHED)
    retire_version(version=framework, by=editor)

    fresh = Assessment.objects.get(pk=closed_assessment.pk)

    assert stored(fresh) == before
    assert scorecard_of(fresh).to_json() == closed_assessment.scorecard


def test_closed_scores_come_from_what_is_kept_not_from_the_formula(closed_assessment, monkeypatch):
    before = scorecard_of(closed_assessment).to_json()

    def changed(*parts, **named):
        raise AssertionError("a closed assessment was scored again")

    monkeypatch.setattr("assessments.scoring.score", changed)

    fresh = Assessment.objects.get(pk=closed_assessment.pk)
    assert scorecard_of(fresh).to_json() == before


def test_reopen_assessment_logs_the_reason_and_the_scores_it_had(closed_assessment, owner):
    kept = closed_assessment.scorecard

    opened = reopen_assessment(assessment=closed_assessment, reason=" A typing error. ", by=owner)

    opened.refresh_from_db()
    assert (opened.state, opened.closed_at, opened.closed_by) == ("open", None, None)
    assert (opened.scorecard, opened.definition_hash, opened.scoring_version) == (None, "", None)
    kind, who, detail = history(opened)[-1]
    assert (kind, who) == ("reopened", "Owner")
    assert detail == {
        "reason": "A typing error.",
        "closed_at": closed_assessment.closed_at.isoformat(),
        "definition_hash": closed_assessment.definition_hash,
        "scoring_version": 1,
        "scorecard": kept,
    }


def test_reopen_assessment_without_a_reason_is_refused(closed_assessment, owner):
    with pytest.raises(NotReady, match="reason"):
        reopen_assessment(assessment=closed_assessment, reason="  ", by=owner)

    assert not Assessment.objects.get(pk=closed_assessment.pk).is_open


def test_reopen_of_an_open_assessment_does_nothing(assessment, owner):
    reopen_assessment(assessment=assessment, reason="Again", by=owner)

    assert [kind for kind, _, _ in history(assessment)] == ["opened"]


def test_reopened_changed_and_closed_again_gives_new_scores(closed_assessment, owner, seats):
    before = closed_assessment.scorecard
    opened = reopen_assessment(assessment=closed_assessment, reason="Wrong level", by=owner)
    seat = seats["client"]
    take_back_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)
    seat.answer(seat.questions[0], 1)
    submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    closed = close_assessment(assessment=opened, by=owner)

    assert closed.scorecard != before
    assert AssessmentEvent.objects.get(kind="reopened").detail["scorecard"] == before


def test_history_is_only_ever_added(closed_assessment):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AssessmentEvent.objects.update(kind="opened")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AssessmentEvent.objects.filter(kind="closed").delete()

    assert AssessmentEvent.objects.filter(kind="closed").count() == 1


def test_database_keeps_a_closed_assessment_as_it_is(closed_assessment, seats):
    before = stored(closed_assessment)
    responses = seats["client"].respondent.responses

    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        Assessment.objects.filter(pk=closed_assessment.pk).update(headline=None)
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        responses.update(value=1)
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        responses.all().delete()

    assert stored(closed_assessment) == before
    assert set(responses.values_list("value", flat=True)) == {4}
