"""Importing a document: everything in it or nothing, and out again as it came in."""

import re

import pytest

from assessments.documents import DocumentErrors, read, write
from assessments.models import Evidence, Relationship, Response, ResponseEvent, StageSubmission
from assessments.queries.documents import document_of
from assessments.queries.scorecards import scorecard_of
from assessments.services.assessments import close_assessment
from assessments.services.documents import check_document, import_document
from tests.assessments.factories_documents import (
    TEXT,
    hostile_text,
    imported,
    reading,
    row_counts,
)
from tests.builders import Seat

pytestmark = pytest.mark.django_db
MISFITS = {
    "unknown framework": ("key: trial", "key: trail", 17, "framework", "not published"),
    "another content": (
        "phase: in-flight", "phase: in-flight\ndefinition_hash: sha256:0",
        19, "definition_hash", "differs",
    ),
    "unknown stage": (
        "contract-development]", "afterlife]", 19, "stages_reached[1]", "no stage `afterlife`",
    ),
    "unknown indicator": (
        "strategy.objectives", "strategy.aims", 25, "R0.responses[0].indicator", "no indicator",
    ),
    "unknown dyad": (
        "dyad: client--mediator, state: answered", "dyad: client--centre-a, state: answered",
        25, "R0.responses[0].dyad", "no dyad",
    ),
    "dyad of others": (
        "dyad: mediator--centre-a, state: answered", "dyad: mediator--centre-b, state: answered",
        40, "respondents[1].responses[0].dyad", "not asked",
    ),
    "no dyad": (
        "dyad: client--mediator, state: answered", "state: answered",
        25, "R0.responses[0]", "none is named",
    ),
    "not asked of that party": (
        "strategy.livelihoods, dyad: mediator--centre-a, state: answered",
        "strategy.objectives, dyad: mediator--centre-a, state: answered",
        40, "respondents[1].responses[0].indicator", "sub-contractor is not asked",
    ),
    "out of range": ("value: 3", "value: 6", 25, "R0.responses[0].value", "not a level"),
    "always applies": (
        "state: answered\n        value: 5", "state: not-applicable\n        reason: Why?",
        32, "R0.responses[3].state", "always applies",
    ),
    "stage not reached": (
        "indicator: contract.scope", "indicator: governance.style.voice",
        30, "R0.responses[3].indicator", "not been reached",
    ),
    "an own one of nobody": ("kind: case", "kind: own", 2, "kind", "needs an organisation"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "path", "words"), MISFITS.values(), ids=MISFITS)
def test_import_of_a_misfit_changes_nothing(framework, old, new, line, path, words):
    before = row_counts()

    with pytest.raises(DocumentErrors) as caught:
        imported(TEXT.replace(old, new))

    error = caught.value.errors[0]
    assert (error.line, error.path) == (line, path.replace("R0", "respondents[0]"))
    assert words in error.message
    assert error.remedy
    assert row_counts() == before


def test_import_reports_all_misfits_at_once(framework):
    text = TEXT.replace("value: 3", "value: 6").replace("value: 2", "value: 0")

    with pytest.raises(DocumentErrors) as caught:
        check_document(reading=reading(text))

    assert [error.line for error in caught.value.errors] == [25, 40]


def test_import_that_fails_at_its_end_changes_nothing(framework):
    empty = TEXT[: TEXT.index("respondents:")]
    before = row_counts()

    with pytest.raises(DocumentErrors):
        imported(empty, close=True)

    assert row_counts() == before


def test_import_makes_rows_with_events_and_evidence(framework):
    assessment = imported()

    assert {name: count for name, count in row_counts().items() if count} == {
        "Assessment": 1,
        "AssessmentEvent": 1,
        "Dyad": 3,
        "Evidence": 2,
        "Party": 4,
        "Relationship": 1,
        "Respondent": 2,
        "Response": 5,
        "ResponseEvent": 5,
        "Round": 1,
        "StageSubmission": 4,
    }
    events = ResponseEvent.objects.values_list("after__state", "after__value", "version", "before")
    assert sorted(events)[0] == ("answered", 2, 1, None)
    assert Response.objects.submitted().count() == 5
    assert list(
        StageSubmission.objects.filter(state="submitted").values_list("respondent__key", "stage")
    ) == [
        ("case", "pre-contract"),
        ("case", "contract-development"),
        ("second", "pre-contract"),
    ]
    scored = scorecard_of(assessment).get("overall")
    assert assessment.headline["overall"] == {"coverage": scored.coverage}


def test_import_closes_when_asked_to(framework):
    assessment = imported(close=True)

    assert assessment.state == "closed"
    assert assessment.definition_hash == framework.content_hash


def test_import_for_an_owner_makes_it_their_own(framework, organisation, owner):
    assessment = imported(owner=organisation, by=owner)

    assert assessment.relationship.owner == organisation
    assert assessment.relationship.kind == "own"
    assert assessment.respondents.get(key="case").entered_by == owner


def test_import_of_another_round_joins_the_case(framework):
    first = imported()
    second = imported(TEXT.replace("label: Pilot", "label: Later"))

    assert second.relationship == first.relationship
    assert Relationship.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("name: Registers", "name: Registers", "round.label"),
        ("{key: centre-b, ", "{key: centre-c, ", "parties"),
    ],
)
def test_import_of_the_same_round_or_other_parties_is_refused(framework, old, new, path):
    imported()
    later = TEXT.replace("mediator--centre-b", "mediator--centre-a") if "parties" in path else TEXT
    before = row_counts()

    with pytest.raises(DocumentErrors) as caught:
        imported(later.replace(old, new))

    assert [error.path for error in caught.value.errors] == [path]
    assert row_counts() == before


def exported(assessment):
    assessment.refresh_from_db()
    return write(document_of(assessment))


@pytest.mark.parametrize("text", [TEXT, hostile_text()], ids=["case", "hostile"])
def test_export_of_an_import_of_an_export_is_identical(framework, text):
    first = exported(imported(text))
    name = "name: Registers"

    again = import_document(reading=read(first.replace(name, "name: Again"), "again.yaml"))

    assert exported(again).replace("name: Again", name) == first


def test_export_keeps_what_was_said(framework):
    given = reading().content
    document = document_of(imported())

    assert document.relationship == given.relationship
    assert document.parties == given.parties
    assert {one.key: one.responses for one in document.respondents} == {
        one.key: one.responses for one in given.respondents
    }


def test_export_holds_combined_scores_and_those_of_each_party(framework):
    assessment = imported()
    found = {
        (one.node, one.lens, one.dyad, one.party): one.score
        for one in document_of(assessment).scores
    }

    node = scorecard_of(assessment).get("overall")
    assert found["overall", "all", None, "combined"] == node.score
    assert found["pre-contract/strategy", "all", "client--mediator", "mediator"] == 0.5
    assert {party for *_, party in found} == {"combined", "mediator", "centre-a"}


def test_export_leaves_drafts_out(assessment, seats):
    seats["intermediary"].answer_all(3, comment="A draft.")
    seats["client"].answer_all(4)
    seats["client"].submit()

    text = exported(assessment)

    assert "A draft." not in text
    assert len(re.findall("state: answered", text)) == len(seats["client"].questions)


def test_export_of_a_closed_assessment_keeps_its_scores(answered_assessment, owner):
    before = exported(answered_assessment)

    close_assessment(assessment=answered_assessment, by=owner)

    assert exported(answered_assessment) == before


def test_export_names_a_file_that_stays_behind(framework):
    assessment = imported()
    Evidence.objects.filter(title="Minutes").update(filename="minutes.pdf", sha256="a" * 64)

    (file,) = [
        proof
        for one in document_of(assessment).respondents
        for response in one.responses
        for proof in response.evidence
        if proof.file
    ]
    assert (file.title, file.file, file.sha256) == ("Minutes", "minutes.pdf", "a" * 64)


def test_export_says_which_stages_were_submitted_when_it_is_not_plain(assessment):
    seat = Seat(assessment, "telecentre")
    seat.submit()

    (person,) = document_of(assessment).respondents

    assert person.submitted == ("pre-contract", "contract-development", "post-contract")
