"""The page of one element when something is wrong: conflicts, errors, and coming too late."""

import pytest

from assessments.models import Evidence
from assessments.services.assessments import close_assessment, submit_stage
from tests.assessments.answering import address, as_typed, events, evidence_of, page_of, replies

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


WRONG = [
    ({"answer": "9"}, "Choose one of the levels shown"),
    ({"answer": "not-applicable", "reason": ""}, "Give a reason"),
    ({"answer": "3", "comment": "x" * 10001}, "at most 10000 characters"),
    ({"answer": "3", "comment": "a\0b"}, "Null characters are not allowed."),
    ({"answer": "not-applicable", "reason": "a\0b"}, "Null characters are not allowed."),
    ({"answer": "3", "version": "two"}, "Enter a whole number."),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG)
def test_one_wrong_answer_keeps_the_others(seat, browser, wrong, message):
    right = {"answer": "4", "comment": "This one is kept."}

    answer = post(browser, seat, {0: right, 1: {"comment": "Typed beside it."} | wrong})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert replies(seat.respondent) == {OBJECTIVES: ("answered", 4, "", "This one is kept.")}
    assert "One answer needs a look; the rest of the page is saved" in page
    assert message in page
    assert "<title>Error:" in page
    assert "This one is kept." in page
    assert wrong.get("comment", "Typed beside it.")[:5000] in page
    first = strategy(seat)[0]
    assert f'name="{first.prefix}-version" value="1"' in page


def test_wrong_page_leaves_what_was_chosen(seat, browser):
    typed = {0: {"answer": "5"}, 1: {"answer": "not-applicable", "comment": "Typed."}}

    page = post(browser, seat, typed).content.decode()

    first, second = strategy(seat)
    assert f'id="{first.prefix}-5" value="5" checked' in page
    assert f'id="{second.prefix}-na" value="not-applicable" checked' in page
    assert f'href="#{second.prefix}-reason"' in page
    assert 'aria-invalid="true"' in page


def test_page_mended_after_an_error_is_saved(seat, browser):
    post(browser, seat, {0: {"answer": "4"}, 1: {"answer": "9"}})

    answer = post(browser, seat, {0: {"answer": "4"}, 1: {"answer": "2"}})

    assert answer.status_code == 302
    assert [one[1] for one in replies(seat.respondent).values()] == [4, 2]
    assert len(events(seat.respondent)) == 2


def test_answers_of_other_pages_and_dyads_are_not_taken(seats, seat, browser):
    foreign = [one for one in seats["intermediary"].questions if one.leaf == "strategy"]
    elsewhere = [one for one in seat.questions if one.leaf == "contract"]
    content = as_typed(elsewhere + foreign[2:], {0: {"answer": "5"}, 1: {"answer": "5"}})

    answer = browser.post(page_of(seat.respondent, "strategy"), content)

    assert answer.status_code == 302
    assert replies(seat.respondent) == {}


@pytest.fixture
def disputed(seat, browser):
    """The page was opened; then somebody saved 2 and this person sends 5. Gives the refusal."""
    content = as_typed(
        strategy(seat),
        {0: {"answer": "5", "comment": "Mine."}, 1: {"answer": "1", "comment": "Fresh."}},
    )
    seat.answer(seat.questions[0], 2, "Theirs.")
    return browser.post(page_of(seat.respondent, "strategy"), content), content


def test_conflict_shows_both_and_saves_the_rest(seat, disputed):
    answer, _ = disputed

    page = answer.content.decode()
    first = strategy(seat)[0]
    assert answer.status_code == 409
    assert "5. It is measured and made better. Mine." in page
    assert "2. It happens, mostly the same way. Theirs." in page
    assert "You changed this in another window." in page
    assert f'name="{first.prefix}-keep" id="{first.prefix}-keep" value="1">' in page
    assert f'name="{first.prefix}-keep" id="{first.prefix}-take" value="theirs">' in page
    assert replies(seat.respondent) == {
        OBJECTIVES: ("answered", 2, "", "Theirs."),
        LIVELIHOODS: ("answered", 1, "", "Fresh."),
    }


@pytest.mark.parametrize(
    ("keep", "kept", "count"), [("1", (5, "Mine."), 3), ("theirs", (2, "Theirs."), 2)]
)
def test_choice_in_a_conflict_is_done(seat, browser, disputed, keep, kept, count):
    _, content = disputed
    first, second = strategy(seat)
    content |= {f"{first.prefix}-keep": keep, f"{second.prefix}-version": "1"}

    answer = browser.post(page_of(seat.respondent, "strategy"), content)

    state, value, _, comment = replies(seat.respondent)[OBJECTIVES]
    assert answer.status_code == 302
    assert (state, value, comment) == ("answered", *kept)
    assert len(events(seat.respondent)) == count


def test_conflict_left_undecided_is_shown_again(seat, browser, disputed):
    _, content = disputed
    first, second = strategy(seat)
    shown = {f"{first.prefix}-conflict": "1", f"{first.prefix}-version": "1"}
    content |= shown | {f"{second.prefix}-version": "1", f"{second.prefix}-answer": "4"}

    answer = browser.post(page_of(seat.respondent, "strategy"), content)

    kept = {place: values[1] for place, values in replies(seat.respondent).items()}
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Choose which answer stays." in page and "Mine." in page and "Theirs." in page
    assert kept == {OBJECTIVES: 2, LIVELIHOODS: 4}


def test_conflict_names_somebody_else(seat, browser, owner, disputed):
    _, content = disputed
    seat.respondent.responses.filter(value=2).update(updated_by=owner)

    page = browser.post(page_of(seat.respondent, "strategy"), content).content.decode()

    assert "Owner changed this answer meanwhile." in page
    assert "Somebody else changed this answer: choose which one stays" in page


def test_third_answer_during_the_choice_is_a_conflict_again(seat, browser, disputed):
    _, content = disputed
    seat.answer(strategy(seat)[0], 3, "Third.")
    content |= {f"{strategy(seat)[0].prefix}-keep": "1"}

    answer = browser.post(page_of(seat.respondent, "strategy"), content)

    assert answer.status_code == 409
    assert "3. It is written down and followed. Third." in answer.content.decode()
    assert replies(seat.respondent)[OBJECTIVES][1] == 3


def test_choice_that_makes_no_sense_is_a_conflict_again(seat, browser, disputed):
    _, content = disputed
    content |= {f"{strategy(seat)[0].prefix}-keep": "²"}

    assert browser.post(page_of(seat.respondent, "strategy"), content).status_code == 409


@pytest.mark.parametrize("stop", ["closed", "submitted"])
def test_answers_that_come_too_late_are_kept_on_the_page(seat, browser, owner, stop):
    content = as_typed(strategy(seat), {0: {"answer": "5", "comment": "Too late."}})
    submit_stage(
        respondent=seat.respondent, stage="pre-contract", by=seat.member, accept_missing=True
    )
    if stop == "closed":
        close_assessment(assessment=seat.assessment, by=owner)

    answer = browser.post(page_of(seat.respondent, "strategy"), content)

    page = answer.content.decode()
    words = {"closed": "This assessment is closed", "submitted": "This stage has been submitted"}
    assert answer.status_code == 409
    assert words[stop] in page and "Too late." in page
    assert "the rest of the page is saved" not in page
    assert replies(seat.respondent) == {}


def test_locked_page_has_no_fields_to_change(seat, browser):
    seat.answer_all(4)
    seat.submit()

    page = browser.get(page_of(seat.respondent, "strategy")).content.decode()

    assert page.count("<fieldset") == page.count(" disabled>") == 2
    assert "answering.js" not in page
    assert "Add evidence" in page  # inside a disabled fieldset
    assert "This stage is submitted" in page


def test_enter_in_a_field_presses_save(seat, browser):
    """The first button of a form is the one that Enter presses: it must do no harm."""
    page = browser.get(page_of(seat.respondent, "strategy")).content.decode()

    first = page.split("<form", 2)[-1].split("<button", 1)[1].split("</button>", 1)[0]
    assert 'name="go" value="stay"' in first


def test_evidence_button_saves_the_page_first(seat, browser):
    first, second = strategy(seat)

    answer = post(browser, seat, {0: {"answer": "4"}}, go=f"evidence {second.prefix}")

    assert answer.url == address("evidence-create", seat.respondent.pk, *LIVELIHOODS)
    assert replies(seat.respondent) == {OBJECTIVES: ("answered", 4, "", "")}


def test_evidence_button_with_an_error_stays_on_the_page(seat, browser):
    answer = post(browser, seat, {0: {"answer": "9"}}, go=f"evidence {strategy(seat)[0].prefix}")

    assert answer.status_code == 422


@pytest.mark.parametrize("go", ["evidence i0", "remove x", f"remove {'0' * 32}"])
def test_button_for_what_is_not_there(seat, browser, go):
    answer = post(browser, seat, {0: {"answer": "4"}}, go=go)

    assert answer.status_code == 404
    assert replies(seat.respondent) == {OBJECTIVES: ("answered", 4, "", "")}


def test_remove_button_saves_the_page_first(seat, browser):
    evidence = evidence_of(seat)
    assert f'value="remove {evidence.pk}"' in (
        browser.get(page_of(seat.respondent, "strategy")).content.decode()
    )

    answer = post(browser, seat, {1: {"answer": "4"}}, go=f"remove {evidence.pk}")

    assert answer.url == page_of(seat.respondent, "strategy")
    assert replies(seat.respondent)[LIVELIHOODS] == ("answered", 4, "", "")
    assert Evidence.objects.get().removed_at is not None
