"""Adding and removing what stands behind a response."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from assessments.models import Evidence
from assessments.services.assessments import submit_stage
from assessments.services.errors import AssessmentClosed, StageSubmitted
from assessments.services.evidence import add_evidence, digest, remove_evidence
from tests.assessments.answering import events, question_of, replies

CONTENT = b"Minutes of the meeting in May."


def link(**fields):
    return Evidence(kind="link", title="Minutes", url="https://example.org/minutes", **fields)


def file(content=CONTENT):
    return Evidence(
        kind="file",
        title="Minutes",
        file=ContentFile(content, name="../../etc/minutes.txt"),
        filename="minutes.txt",
        content_type="text/plain",
    )


@pytest.fixture
def seat(seats):
    return seats["intermediary"]


def add(seat, evidence):
    question = question_of(seat.respondent, "strategy.objectives")
    return add_evidence(
        question=question, respondent=seat.respondent, evidence=evidence, by=seat.member
    )


def test_add_evidence_to_an_unanswered_question_makes_a_skipped_response(seat):
    evidence = add(seat, link())

    assert replies(seat.respondent) == {
        ("strategy.objectives", "client--intermediary"): ("skipped", None, "", "")
    }
    assert evidence.added_by == seat.member
    assert len(events(seat.respondent)) == 1
    assert not question_of(seat.respondent, "strategy.objectives").is_answered


def test_add_evidence_leaves_the_answer_as_it_is(seat):
    seat.answer(seat.questions[0], 4)

    add(seat, link())
    add(seat, link())

    assert [one[1] for one in replies(seat.respondent).values()] == [4]
    assert len(events(seat.respondent)) == 1
    assert Evidence.objects.count() == 2


def test_file_is_kept_under_a_name_of_ours_with_its_size_and_digest(seat):
    evidence = add(seat, file())

    evidence.refresh_from_db()
    assert evidence.file.name == f"{evidence.pk.hex[:2]}/{evidence.pk.hex}"
    assert evidence.size == len(CONTENT)
    assert evidence.sha256 == hashlib.sha256(CONTENT).hexdigest()
    with evidence.file.open() as kept:
        assert kept.read() == CONTENT


def test_digest_rewinds_the_file():
    content = ContentFile(CONTENT)

    assert digest(content) == hashlib.sha256(CONTENT).hexdigest()
    assert content.read() == CONTENT


def test_remove_evidence_keeps_the_row_and_the_file(seat):
    evidence = add(seat, file())

    remove_evidence(evidence=evidence, respondent=seat.respondent, stage="pre-contract")

    kept = Evidence.objects.get()
    assert kept.removed_at is not None
    assert kept.file.storage.exists(kept.file.name)
    assert list(Evidence.objects.current()) == []


def test_submitted_stage_takes_no_evidence_and_gives_none_up(seat):
    seat.answer_all(3)
    evidence = add(seat, link())
    submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    with pytest.raises(StageSubmitted):
        add(seat, link())
    with pytest.raises(StageSubmitted):
        remove_evidence(evidence=evidence, respondent=seat.respondent, stage="pre-contract")

    assert Evidence.objects.current().count() == 1


def test_closed_assessment_takes_no_evidence(closed_assessment, seats):
    with pytest.raises(AssessmentClosed):
        add(seats["intermediary"], link())

    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "file", "title": "No file"},
        {"kind": "file", "title": "Both", "file": "a/b", "url": "https://example.org/"},
        {"kind": "link", "title": "With a file", "file": "a/b", "url": "https://example.org/"},
    ],
    ids=lambda fields: fields["title"],
)
def test_database_wants_a_link_or_a_file(seat, fields):
    response = add(seat, link()).response

    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(response=response, **fields)
