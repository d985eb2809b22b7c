"""What the page's script sends, one answer at a time."""

import uuid

import pytest

from assessments.services.assessments import close_assessment, submit_stage
from tests.assessments.answering import address, autosave, events, question_of, replies
from tests.builders import Seat, make_relationship, open_round

OBJECTIVES = ("strategy.objectives", "client--intermediary")


@pytest.fixture
def seat(seats):
    found = seats["client"]
    assert found.respondent
    return found


@pytest.fixture
def browser(seat, sign_in):
    return sign_in(seat.member)


@pytest.fixture
def question(seat):
    return question_of(seat.respondent, *OBJECTIVES)


def test_autosave_keeps_an_answer_and_gives_its_version(seat, browser, question):
    answer = autosave(browser, seat.respondent, question, value="4", comment="Minutes.")

    assert answer.status_code == 200
    assert sorted(answer.json()) == ["saved_at", "version"]
    assert answer.json()["version"] == 1
    assert replies(seat.respondent) == {OBJECTIVES: ("answered", 4, "", "Minutes.")}


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ({"state": "dont-know", "value": ""}, ("dont-know", None, "", "")),
        ({"state": "skipped", "value": "", "comment": "Later."}, ("skipped", None, "", "Later.")),
        (
            {"state": "not-applicable", "value": "", "reason": "None."},
            ("not-applicable", None, "None.", ""),
        ),
    ],
)
def test_autosave_keeps_the_states_without_a_level(seat, browser, question, content, kept):
    assert autosave(browser, seat.respondent, question, **content).status_code == 200

    assert replies(seat.respondent) == {OBJECTIVES: kept}


def test_stale_autosave_gives_both_a_choice(seat, browser, question):
    seat.answer(question, 2, "Theirs.")

    answer = autosave(browser, seat.respondent, question, value="5")

    theirs = answer.json()["theirs"]
    assert answer.status_code == 409
    assert answer.json()["code"] == "stale"
    at = theirs.pop("at")
    assert at == question_of(seat.respondent, *OBJECTIVES).response.updated_at.isoformat()
    assert theirs == {
        "state": "answered",
        "value": 2,
        "reason": "",
        "comment": "Theirs.",
        "version": 1,
        "by": "Counterpart",
        "mine": True,
    }
    assert replies(seat.respondent) == {OBJECTIVES: ("answered", 2, "", "Theirs.")}
    assert len(events(seat.respondent)) == 1


def test_same_key_again_is_saved_once(seat, browser, question):
    key = str(uuid.uuid4())

    answers = [autosave(browser, seat.respondent, question, key=key) for _ in range(3)]

    assert [(one.status_code, one.json()["version"]) for one in answers] == [(200, 1)] * 3
    assert [str(one.client_key) for one in events(seat.respondent)] == [key]


def test_same_key_after_another_save_gives_the_version_it_made(seat, browser, question):
    """The page of the first must not take the second's version for its own."""
    key = str(uuid.uuid4())
    autosave(browser, seat.respondent, question, key=key)
    autosave(browser, seat.respondent, question, value="5", version=1)

    again = autosave(browser, seat.respondent, question, key=key)
    onwards = autosave(browser, seat.respondent, question, value="1", version=1)

    assert (again.status_code, again.json()["version"]) == (200, 1)
    assert (onwards.status_code, onwards.json()["theirs"]["value"]) == (409, 5)


def test_identical_answer_makes_no_new_version(seat, browser, question):
    autosave(browser, seat.respondent, question)

    answer = autosave(browser, seat.respondent, question, version=1)

    assert answer.json()["version"] == 1
    assert len(events(seat.respondent)) == 1


def test_key_of_another_answer_is_refused(seat, browser, question):
    key = str(uuid.uuid4())
    autosave(browser, seat.respondent, question, key=key)

    answer = autosave(browser, seat.respondent, question, value="5", version=1, key=key)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["answer"]
    assert replies(seat.respondent)[OBJECTIVES][1] == 3


NOT_ASKED = {"answer": "This question is not asked of you. Load the page again."}


@pytest.mark.parametrize(
    "content",
    [
        {"indicator": "no.such.indicator"},
        {"indicator": ""},
        {"indicator": "strategy.objectives\0"},
        {"indicator": "governance.style.voice"},
        {"dyad": "intermediary--telecentre"},
        {"dyad": "somewhere--else"},
        {"dyad": ""},
        {"dyad": "\0"},
    ],
)
def test_autosave_refuses_what_is_not_asked(seat, browser, question, content):
    answer = autosave(browser, seat.respondent, question, **content)

    assert (answer.status_code, answer.json()) == (422, {"errors": NOT_ASKED})
    assert replies(seat.respondent) == {}


def test_autosave_refuses_a_stage_that_is_not_reached(relationship, framework, owner, sign_in):
    made = open_round(relationship, framework, stages=("pre-contract",))
    seat = Seat(made, "intermediary", owner)
    question = question_of(seat.respondent, *OBJECTIVES)

    answer = autosave(sign_in(owner), seat.respondent, question, indicator="contract.scope")

    assert (answer.status_code, answer.json()) == (422, {"errors": NOT_ASKED})


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"value": "0"}, "answer"),
        ({"value": "6"}, "answer"),
        ({"value": "²"}, "answer"),
        ({"value": ""}, "answer"),
        ({"value": "3\0"}, "answer"),
        ({"state": ""}, "answer"),
        ({"state": "returned"}, "answer"),
        ({"state": "not-applicable"}, "reason"),
        ({"state": "not-applicable", "reason": "  "}, "reason"),
        ({"state": "not-applicable", "reason": "a\0b"}, "reason"),
        ({"state": "not-applicable", "reason": "x" * 501}, "reason"),
        ({"comment": "a\0b"}, "comment"),
        ({"comment": "x" * 10001}, "comment"),
        ({"version": "-1"}, "version"),
        ({"version": "9" * 40}, "version"),
        ({"version": "first"}, "version"),
        ({"key": "no key"}, "key"),
    ],
)
def test_autosave_refuses_bad_input(seat, browser, question, content, field):
    answer = autosave(browser, seat.respondent, question, **content)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert (replies(seat.respondent), events(seat.respondent)) == ({}, [])


def test_level_left_out_does_not_erase_an_answer(seat, browser, question):
    seat.answer(question, 4)

    answer = autosave(browser, seat.respondent, question, value="", version=1)

    assert answer.status_code == 422
    assert replies(seat.respondent)[OBJECTIVES][1] == 4


def test_not_applicable_is_refused_where_a_question_always_applies(seat, browser):
    scope = question_of(seat.respondent, "contract.scope")

    answer = autosave(browser, seat.respondent, scope, state="not-applicable", reason="None.")

    assert answer.status_code == 422
    assert "always applies" in answer.json()["errors"]["answer"]


def test_version_of_a_response_that_is_not_there(seat, browser, question):
    answer = autosave(browser, seat.respondent, question, version=7)

    assert (answer.status_code, answer.json()["version"]) == (200, 1)


@pytest.mark.parametrize("stop", ["closed", "submitted"])
def test_autosave_after_the_end_is_refused(seat, browser, question, owner, stop):
    seat.answer(question, 4)
    submit_stage(
        respondent=seat.respondent, stage="pre-contract", by=seat.member, accept_missing=True
    )
    if stop == "closed":
        close_assessment(assessment=seat.assessment, by=owner)

    answer = autosave(browser, seat.respondent, question, value="1", version=1)

    words = {"closed": "This assessment is closed", "submitted": "This stage has been submitted"}
    assert answer.status_code == 409
    assert answer.json()["code"] == "closed"
    assert answer.json()["message"].startswith(words[stop])
    assert replies(seat.respondent)[OBJECTIVES][1] == 4


def test_autosave_for_another_side_is_not_found(seat, question, owner, viewer, stranger, sign_in):
    for user in (owner, viewer, stranger):
        answer = autosave(sign_in(user), seat.respondent, question, value="1")
        assert answer.status_code == 404

    assert replies(seat.respondent) == {}


def test_colleagues_share_one_sheet(seats, owner, colleague, sign_in):
    shared = seats["telecentre"].respondent
    livelihoods = question_of(shared, "strategy.livelihoods", "intermediary--telecentre")
    autosave(sign_in(owner), shared, livelihoods, value="2")

    answer = autosave(sign_in(colleague), shared, livelihoods, value="3")

    assert answer.status_code == 409
    assert answer.json()["theirs"]["by"] == "Owner"


def test_autosave_by_get_is_refused(seat, browser):
    assert browser.get(address("answer-save", seat.respondent.pk)).status_code == 405


@pytest.mark.parametrize("centres", [1, 10])
def test_autosave_takes_8_queries_and_a_transaction(
    organisation, framework, owner, centres, sign_in, django_assert_num_queries
):
    """Session, person, respondent, dyads, sheet, response; then the response and its event."""
    made = open_round(make_relationship(owner=organisation, centres=centres), framework)
    seat = Seat(made, "intermediary", owner)
    browser = sign_in(owner)
    autosave(browser, seat.respondent, question_of(seat.respondent, *OBJECTIVES))
    question = question_of(seat.respondent, *OBJECTIVES)

    with django_assert_num_queries(8 + 2):
        answer = autosave(browser, seat.respondent, question, value="5")

    assert answer.json()["version"] == 2
