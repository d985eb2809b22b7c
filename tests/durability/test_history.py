"""The database itself refuses to rewrite history, whatever the code above it does."""

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.services.assessments import close_assessment, reopen_assessment

EVENTS = ["assessments_responseevent", "assessments_assessmentevent"]
CHANGES = [
    "UPDATE assessments_response SET value = 5",
    "DELETE FROM assessments_response",
    "UPDATE assessments_assessment SET headline = NULL",
    "UPDATE assessments_assessment SET definition_hash = 'x'",
    "DELETE FROM assessments_assessment",
    "UPDATE assessments_stagesubmission SET state = 'open'",
    "DELETE FROM assessments_stagesubmission",
    "UPDATE assessments_respondent SET label = 'somebody else'",
    "INSERT INTO assessments_stagesubmission (respondent_id, stage, state) "
    "SELECT id, 'one-more', 'submitted' FROM assessments_respondent LIMIT 1",
]
REOPEN = (
    "UPDATE assessments_assessment SET state = 'open', closed_at = NULL, scorecard = NULL, "
    "scoring_version = NULL, definition_hash = ''"
)
KEPT = [*EVENTS, "assessments_response", "assessments_stagesubmission", "assessments_assessment"]
ONE_MORE = """
    INSERT INTO assessments_response
    (id, respondent_id, indicator_id, state, reason, comment, version, updated_at)
    SELECT respondent_id, respondent_id, indicator_id, 'skipped', '', '', 1, updated_at
    FROM assessments_response LIMIT 1
"""


def refusal(statement):
    """Return why the database refuses `statement`; undo it and return nothing when it does not."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(statement)
                assert cursor.rowcount, f"{statement!r} touched nothing, so nothing was tried"
                transaction.set_rollback(True)
        except DatabaseError as error:
            return str(error)
    return ""


@pytest.mark.parametrize("table", EVENTS)
def test_events_are_only_added(answered_assessment, table):
    assert "is append-only" in refusal(f"UPDATE {table} SET at = at")
    assert "is append-only" in refusal(f"DELETE FROM {table}")


@pytest.mark.parametrize("statement", [*CHANGES, ONE_MORE])
def test_closed_assessment_stands_still(closed_assessment, statement):
    assert "the assessment is closed" in refusal(statement)


def test_closed_assessment_is_not_reopened_without_its_event(closed_assessment, owner):
    assert "the assessment is closed" in refusal(REOPEN)

    reopened = reopen_assessment(assessment=closed_assessment, reason="A late answer", by=owner)

    assert reopened.is_open
    close_assessment(assessment=reopened, by=owner)
    assert "the assessment is closed" in refusal(REOPEN)


@pytest.mark.sqlite
@pytest.mark.parametrize("table", KEPT)
def test_replace_cannot_rewrite_what_is_closed(closed_assessment, table):
    assert refusal(f"REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("statement", [CHANGES[0], CHANGES[2], CHANGES[5], ONE_MORE])
def test_open_assessment_can_change(answered_assessment, statement):
    assert refusal(statement) == ""


@pytest.mark.parametrize(
    "table", ["stage", "element", "component", "indicator", "frameworkversion"]
)
def test_published_version_stands_still(framework, table):
    assert "never changes" in refusal(f"DELETE FROM frameworks_{table}")


def test_published_wording_stands_still(framework):
    assert "never changes" in refusal("UPDATE frameworks_indicator SET text = 'easier'")
    assert "never changes" in refusal("UPDATE frameworks_frameworkversion SET content = '{}'")
