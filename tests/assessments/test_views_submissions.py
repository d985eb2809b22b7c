"""Checking and submitting a stage, taking it back, and the preview of one's own figures."""

import pytest

from assessments.models import Evidence, StageSubmission
from assessments.services.assessments import close_assessment, submit_stage
from assessments.services.evidence import add_evidence
from tests.assessments.answering import address, question_of
from tests.builders import Seat, make_relationship, open_round

STAGE = "pre-contract"


@pytest.fixture
def seat(seats):
    found = seats["client"]
    assert found.respondent
    return found


@pytest.fixture
def browser(seat, sign_in):
    return sign_in(seat.member)


def check_of(seat, stage=STAGE):
    return address("answer-check", seat.respondent.pk, stage)


def take_back_of(seat, stage=STAGE):
    return address("answer-take-back", seat.respondent.pk, stage)


def state_of(seat, stage=STAGE):
    return seat.respondent.submissions.get(stage=stage).state


def test_check_shows_every_answer_and_what_is_missing(seat, browser):
    seat.answer(seat.questions[0], 4, "Minutes of May.")
    link = Evidence(kind="link", title="The minutes", url="https://example.org/may")
    add_evidence(
        question=seat.questions[0], respondent=seat.respondent, evidence=link, by=seat.member
    )

    page = browser.get(check_of(seat)).content.decode()

    assert "1 of 2 questions has no answer yet" in page
    assert "4. It is measured." in page and "Minutes of May." in page
    assert '<a href="https://example.org/may" rel="noopener noreferrer">The minutes</a>' in page
    assert '<a href="#unanswered">1 unanswered</a>' in page
    assert page.count(f"{seat.questions[1].indicator.short}</a>") == 1
    assert "Submit without the 1 unanswered question<" in page


def test_check_of_a_complete_stage(seat, browser):
    seat.answer_all(4)

    page = browser.get(check_of(seat)).content.decode()

    assert "All 2 questions are answered." in page
    assert "accept_missing" not in page


def test_four_states_read_differently(seat, browser):
    seat.answer_all(4)
    rows = seat.respondent.responses
    rows.filter(indicator__key="governance.style.meetings").update(
        state="not-applicable", value=None, reason="We never met."
    )
    rows.filter(indicator__key="governance.skills.training").update(state="dont-know", value=None)
    rows.filter(indicator__key="contract.scope").update(state="skipped", value=None)

    post, contract = (
        browser.get(check_of(seat, stage)).content.decode()
        for stage in ("post-contract", "contract-development")
    )

    assert "not applicable: We never met." in post and "don’t know" in post
    assert "All 2 questions are answered." in post
    assert "1 of 1 question has no answer yet" in contract


def test_submit_with_gaps_is_refused_until_accepted(seat, browser):
    seat.answer(seat.questions[0], 4)

    refused = browser.post(check_of(seat))

    assert refused.status_code == 422
    assert "1 question of this stage has no answer yet" in refused.content.decode()
    assert state_of(seat) == "open"

    accepted = browser.post(check_of(seat), {"accept_missing": "1"})

    assert accepted.url == address("answer-tasks", seat.respondent.pk)
    assert state_of(seat) == "submitted"
    event = seat.assessment.events.get(kind="submitted")
    assert (event.actor, event.detail["missing"]) == (seat.member, 1)


def test_submit_of_a_complete_stage(seat, browser):
    seat.answer_all(4)

    answer = browser.post(check_of(seat), follow=True)

    assert "The stage is submitted." in answer.content.decode()
    assert seat.assessment.events.get(kind="submitted").detail["missing"] == 0
    assert state_of(seat, "post-contract") == "open"


def test_submitted_stage_can_be_read_and_taken_back(seat, browser):
    seat.answer_all(4)
    browser.post(check_of(seat))

    page = browser.get(check_of(seat)).content.decode()
    assert "Pre-contract, as submitted" in page and take_back_of(seat) in page

    answer = browser.post(take_back_of(seat), follow=True)
    assert "The stage is open again." in answer.content.decode()
    assert state_of(seat) == "open"
    assert seat.assessment.events.filter(kind="taken back").count() == 1


def test_closed_assessment_is_neither_submitted_nor_taken_back(seat, browser):
    seat.answer_all(4)
    browser.post(check_of(seat))
    close_assessment(assessment=seat.assessment)

    late = browser.post(check_of(seat, "post-contract"))
    back = browser.post(take_back_of(seat), follow=True)

    assert late.status_code == 422
    assert "This assessment is closed" in late.content.decode()
    assert "This assessment is closed" in back.content.decode()
    assert [state_of(seat), state_of(seat, "post-contract")] == ["submitted", "open"]
    assert take_back_of(seat) not in browser.get(check_of(seat)).content.decode()


def test_stage_that_is_not_reached_is_not_found(relationship, framework, owner, sign_in):
    made = open_round(relationship, framework, stages=(STAGE,))
    seat = Seat(made, "intermediary", owner)
    browser = sign_in(owner)

    for stage in ("post-contract", "afterlife"):
        assert browser.get(check_of(seat, stage)).status_code == 404
        assert browser.post(check_of(seat, stage), {"accept_missing": "1"}).status_code == 404
    assert StageSubmission.objects.filter(state="submitted").count() == 0


CAST = ["owner", "colleague", "viewer", "counterpart", "stranger"]


def statuses(request, sign_in, path, method="get"):
    browsers = {name: sign_in(request.getfixturevalue(name)) for name in CAST}
    return {name: getattr(one, method)(path).status_code for name, one in browsers.items()}


@pytest.mark.parametrize(
    ("party", "draft", "submitted"),
    [
        ("client", {"counterpart"}, {"owner", "colleague", "viewer", "counterpart"}),
        ("intermediary", {"owner", "colleague", "viewer"}, {"owner", "colleague", "viewer"}),
        ("telecentre", {"owner", "colleague", "viewer"}, {"owner", "colleague", "viewer"}),
    ],
)
def test_answers_are_read_by_their_side_and_by_the_owner_once_submitted(
    request, seats, sign_in, party, draft, submitted
):
    seat = seats[party]
    seat.answer_all(4, "Marzipan")

    def readers():
        found = statuses(request, sign_in, check_of(seat))
        return {name for name, status in found.items() if status == 200}

    before = readers()
    submit_stage(respondent=seat.respondent, stage=STAGE, by=seat.member)

    assert (before, readers()) == (draft, submitted)
    for name in set(CAST) - submitted:
        answer = sign_in(request.getfixturevalue(name)).get(check_of(seat))
        assert "Marzipan" not in answer.content.decode()


@pytest.mark.parametrize(
    ("party", "submitting"),
    [("client", {"counterpart"}), ("intermediary", {"owner"}), ("telecentre", {"colleague"})],
)
def test_stage_is_submitted_and_taken_back_by_who_answers_it(
    request, seats, sign_in, party, submitting
):
    seat = seats[party]
    seat.answer_all(4)
    refused = [name for name in CAST if name not in submitting | {"owner"}] + (
        ["owner"] if party == "client" else []
    )
    (one,) = submitting
    for name in refused:
        browser = sign_in(request.getfixturevalue(name))
        assert browser.post(check_of(seat)).status_code == 404, name
    assert state_of(seat) == "open"

    assert sign_in(request.getfixturevalue(one)).post(check_of(seat)).status_code == 302
    assert state_of(seat) == "submitted"

    for name in refused:
        browser = sign_in(request.getfixturevalue(name))
        assert browser.post(take_back_of(seat)).status_code == 404, name
    assert state_of(seat) == "submitted"


def test_reader_gets_no_button(seats, owner, viewer, sign_in):
    seats["client"].answer_all(4)
    seats["client"].submit()
    seats["telecentre"].answer_all(4)

    pages = [
        sign_in(owner).get(check_of(seats["client"])).content.decode(),
        sign_in(viewer).get(check_of(seats["telecentre"])).content.decode(),
    ]

    assert [page.count('method="post"') for page in pages] == [1, 1]  # to sign out
    assert [take_back_of(seats["client"]) in page for page in pages] == [False, False]


def test_preview_is_for_ones_own_side(request, seats, sign_in):
    seats["client"].answer_all(5)

    found = statuses(request, sign_in, address("answer-preview", seats["client"].respondent.pk))

    assert found == {
        "owner": 404,
        "colleague": 404,
        "viewer": 404,
        "counterpart": 200,
        "stranger": 404,
    }


def test_preview_counts_drafts_and_says_so(seat, browser):
    path = address("answer-preview", seat.respondent.pk)
    empty = browser.get(path).content.decode()
    seat.answer_all(5)

    page = browser.get(path).content.decode()

    assert "Nothing is answered yet" in empty
    assert "Preview." in page and "Nothing is answered yet" not in page
    assert '<span class="big">100' in page


@pytest.mark.parametrize("centres", [1, 10])
def test_answer_check_takes_9_queries(
    organisation, framework, owner, centres, sign_in, django_assert_num_queries
):
    made = open_round(make_relationship(owner=organisation, centres=centres), framework)
    seat = Seat(made, "intermediary", owner)
    seat.answer_all(3)
    link = Evidence(kind="link", title="Minutes", url="https://example.org/")
    add_evidence(
        question=question_of(seat.respondent, "contract.scope"),
        respondent=seat.respondent,
        evidence=link,
        by=owner,
    )
    browser = sign_in(owner)
    browser.get(check_of(seat))

    with django_assert_num_queries(9):
        answer = browser.get(check_of(seat, "contract-development"))

    assert f"All {1 + centres} questions are answered." in answer.content.decode()
