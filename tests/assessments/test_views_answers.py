"""The task list and the page of one element, without the page's script."""

import pytest
from django.core.files.base import ContentFile

from assessments.services.assessments import submit_stage
from assessments.services.relationships import add_respondent
from frameworks.services import PUBLISHED, load_definition
from tests.assessments.answering import (
    ESCAPED,
    SCRIPT,
    address,
    as_typed,
    events,
    evidence_of,
    page_of,
    question_of,
    replies,
)
from tests.builders import Seat, make_relationship, open_round
from tests.conftest import TRIAL

STYLE = "governance.style"
OBJECTIVES = ("strategy.objectives", "client--intermediary")
LIVELIHOODS = ("strategy.livelihoods", "client--intermediary")


@pytest.fixture
def seat(seats):
    found = seats["client"]
    assert found.respondent
    return found


@pytest.fixture
def browser(seat, sign_in):
    return sign_in(seat.member)


def strategy(seat):
    return [one for one in seat.questions if one.leaf == "strategy"]


def post(browser, seat, answers, leaf="strategy", **more):
    questions = [one for one in seat.questions if one.leaf == leaf]
    return browser.post(page_of(seat.respondent, leaf), as_typed(questions, answers, **more))


def test_tasks_count_honestly(seat, browser):
    seat.answer(seat.questions[0], 4)
    seat.respondent.responses.create(
        indicator_id=seat.questions[2].indicator_id,
        dyad=seat.questions[2].dyad,
        state="skipped",
        comment="Later.",
    )

    page = browser.get(address("answer-tasks", seat.respondent.pk)).content.decode()

    assert "1 of 5 questions are answered" in page
    assert '<progress value="1" max="5"' in page
    assert "<small>1 of 2</small>" in page
    assert page.count("<small>0 of 1</small>") == 3
    assert [f"<small>{left} left</small>" in page for left in (1, 2)] == [True, True]
    assert 'class="done"' not in page


def test_tasks_of_a_submitted_stage_lead_to_reading_it(seat, browser):
    seat.answer_all(4)
    submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    page = browser.get(address("answer-tasks", seat.respondent.pk)).content.decode()

    assert page.count("read it") == 1
    assert page.count("Check and submit this stage") == 2


def test_stages_not_reached_stand_nowhere(relationship, framework, owner, sign_in):
    made = open_round(relationship, framework, stages=("pre-contract",))
    respondent = Seat(made, "intermediary", owner).respondent
    browser = sign_in(owner)

    page = browser.get(address("answer-tasks", respondent.pk)).content.decode()

    assert "0 of 3 questions" in page and "Governance" not in page
    assert browser.get(page_of(respondent, STYLE)).status_code == 404
    assert browser.get(page_of(respondent, "strategy")).status_code == 200
    assert browser.get(page_of(respondent, "strategy\0")).status_code == 400


def test_element_page_speaks_to_the_party_that_answers(relationship, owner, counterpart, sign_in):
    text = TRIAL.read_text().replace(
        "            text: The objectives are agreed.",
        "            text: The objectives are agreed.\n"
        "            text_by_party: {intermediary: We agreed the objectives with our client.}",
        1,
    )
    version = load_definition(text=text, name="trial-1.yaml", status=PUBLISHED)
    made = open_round(relationship, version)
    pages = {
        key: sign_in(user).get(page_of(Seat(made, key, user).respondent, "strategy"))
        for key, user in {"client": counterpart, "intermediary": owner}.items()
    }

    found = {
        key: [
            words in page.content.decode()
            for words in ("The objectives are agreed.", "We agreed the objectives with our client.")
        ]
        for key, page in pages.items()
    }

    assert found == {"client": [True, False], "intermediary": [False, True]}


def test_page_is_saved_and_the_next_one_follows(seat, browser):
    typed = {0: {"answer": "4", "comment": "Minutes."}, 1: {"answer": "dont-know"}}

    answer = post(browser, seat, typed, go="next")

    assert answer.url == page_of(seat.respondent, "contract")
    assert replies(seat.respondent) == {
        OBJECTIVES: ("answered", 4, "", "Minutes."),
        LIVELIHOODS: ("dont-know", None, "", ""),
    }
    assert [one.actor for one in events(seat.respondent)] == [seat.member] * 2


@pytest.mark.parametrize(
    ("leaf", "go", "target"),
    [
        ("contract", "previous", "strategy"),
        ("contract", "next", STYLE),
        ("contract", "stay", "contract"),
        ("contract", "", None),
        ("contract", "elsewhere", None),
        ("strategy", "previous", None),
        ("governance.skills", "next", None),
    ],
)
def test_buttons_lead_on(seat, browser, leaf, go, target):
    answer = post(browser, seat, {}, leaf, go=go)

    expected = page_of(seat.respondent, target) if target else None
    assert answer.url == (expected or address("answer-tasks", seat.respondent.pk))


def test_questions_left_alone_leave_no_rows(seat, browser):
    post(browser, seat, {})

    assert (replies(seat.respondent), events(seat.respondent)) == ({}, [])


def test_page_sent_again_saves_nothing_new(seat, browser):
    content = as_typed(strategy(seat), {0: {"answer": "4"}})

    for _ in range(2):
        assert browser.post(page_of(seat.respondent, "strategy"), content).status_code == 302

    assert len(events(seat.respondent)) == 1


@pytest.mark.parametrize("name", ["answer-tasks", "answer-element", "answer-save"])
def test_pages_are_for_those_who_answer(
    seats, owner, colleague, viewer, counterpart, stranger, sign_in, name
):
    users = (owner, colleague, viewer, counterpart, stranger)

    def statuses(key):
        place = ["strategy"] if name == "answer-element" else []
        path = address(name, seats[key].respondent.pk, *place)
        method = "post" if name == "answer-save" else "get"
        return {user.name: getattr(sign_in(user), method)(path).status_code for user in users}

    reached = 422 if name == "answer-save" else 200
    nobody = dict.fromkeys(["Owner", "Colleague", "Viewer", "Counterpart", "Stranger"], 404)
    assert statuses("client") == nobody | {"Counterpart": reached}
    assert statuses("intermediary") == nobody | {"Owner": reached}
    assert statuses("telecentre") == nobody | {"Owner": reached, "Colleague": reached}


def test_post_of_a_stranger_saves_nothing(seat, stranger, sign_in):
    answer = post(sign_in(stranger), seat, {0: {"answer": "1"}})

    assert answer.status_code == 404
    assert replies(seat.respondent) == {}


def test_text_of_answers_is_escaped_everywhere(assessment, owner, sign_in):
    party = assessment.relationship.parties.get(key="telecentre")
    party.name = SCRIPT
    party.save()
    respondent = add_respondent(assessment=assessment, party=party, label=SCRIPT)
    seat = Seat(assessment, "telecentre")
    seat.respondent = respondent
    seat.answer_all(3, SCRIPT)
    respondent.responses.filter(indicator__key="strategy.livelihoods").update(
        state="not-applicable", value=None, reason=SCRIPT
    )
    evidence_of(seat, title=SCRIPT, url="https://example.org/?<script>")
    evidence_of(
        seat,
        kind="file",
        title=SCRIPT,
        url="",
        file=ContentFile(b"text", name="a.txt"),
        filename="<script>.txt",
    )
    browser = sign_in(owner)
    pages = [
        address("answer-tasks", respondent.pk),
        page_of(respondent, "strategy"),
        address("answer-check", respondent.pk, "pre-contract"),
        address("answer-preview", respondent.pk),
        address("evidence-create", respondent.pk, "contract.scope", "intermediary--telecentre"),
        address("assessment-detail", assessment.pk),
    ]
    found = {page: browser.get(page).content.decode() for page in pages}
    found["conflict"] = browser.post(
        page_of(respondent, "strategy"),
        as_typed(seat.questions[:1], {0: {"answer": "1", "comment": SCRIPT, "version": "9"}}),
    ).content.decode()
    found["error"] = browser.post(
        page_of(respondent, "strategy"),
        as_typed(seat.questions[:1], {0: {"answer": SCRIPT, "reason": SCRIPT, "comment": SCRIPT}}),
    ).content.decode()

    leaks = [name for name, page in found.items() if SCRIPT in page or "?<script>" in page]
    assert leaks == []
    assert [name for name, page in found.items() if ESCAPED not in page] == []


@pytest.mark.parametrize("centres", [1, 10])
def test_answer_tasks_takes_6_queries(
    organisation, framework, owner, centres, sign_in, django_assert_num_queries
):
    made = open_round(make_relationship(owner=organisation, centres=centres), framework)
    seat = Seat(made, "intermediary", owner)
    seat.answer_all(3)
    browser = sign_in(owner)
    browser.get(address("answer-tasks", seat.respondent.pk))

    with django_assert_num_queries(6):
        answer = browser.get(address("answer-tasks", seat.respondent.pk))

    asked = 5 + 5 * centres
    assert f"{asked} of {asked} questions" in answer.content.decode()


@pytest.mark.parametrize("centres", [1, 10])
def test_answer_element_takes_7_queries(
    organisation, framework, owner, centres, sign_in, django_assert_num_queries
):
    made = open_round(make_relationship(owner=organisation, centres=centres), framework)
    seat = Seat(made, "intermediary", owner)
    seat.answer_all(3)
    for place in range(1 + centres):
        evidence_of(seat, place)
    browser = sign_in(owner)
    browser.get(page_of(seat.respondent, "strategy"))

    with django_assert_num_queries(7):
        answer = browser.get(page_of(seat.respondent, "strategy"))

    assert answer.content.decode().count("https://example.org/") == 1 + centres
    assert question_of(seat.respondent, *OBJECTIVES).is_answered
