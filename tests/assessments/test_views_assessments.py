"""One assessment: its people, closing and reopening."""

import pytest

from accounts.models import User
from assessments.models import Assessment, Respondent
from assessments.services.assessments import close_assessment, submit_stage
from frameworks.services import PUBLISHED, load_definition, retire_version
from tests.assessments.answering import ESCAPED, SCRIPT, address
from tests.builders import Seat, make_person, make_relationship, open_round
from tests.conftest import TRIAL


@pytest.mark.parametrize("people", [1, 30])
def test_assessment_detail_takes_15_queries(
    assessment, owner, people, sign_in, django_assert_num_queries
):
    for number in range(people):
        seat = Seat(assessment, "telecentre")
        seat.respondent.label = f"Person {number}"
        seat.answer(seat.questions[0], 3)
    browser = sign_in(owner)
    browser.get(address("assessment-detail", assessment.pk))

    with django_assert_num_queries(15):
        answer = browser.get(address("assessment-detail", assessment.pk))

    assert answer.content.decode().count("1 of 5") == people


def test_counterpart_sees_no_counts_no_names_of_pages_and_no_history(
    answered_assessment, seats, counterpart, owner, sign_in
):
    theirs = sign_in(owner).get(address("assessment-detail", answered_assessment.pk))
    ours = sign_in(counterpart).get(address("assessment-detail", answered_assessment.pk))

    page = ours.content.decode()
    for secret in ("10 of 10", "History", str(seats["telecentre"].respondent.pk)):
        assert secret in theirs.content.decode()
        assert secret not in page
    assert "5 of 5" in page and page.count("seen by their side only") == 2
    assert str(seats["client"].respondent.pk) in page


def test_assessment_of_strangers_is_not_found(assessment, stranger, sign_in):
    browser = sign_in(stranger)
    names = ["assessment-detail", "respondent-create", "assessment-close", "assessment-reopen"]

    assert {name: browser.get(address(name, assessment.pk)).status_code for name in names} == {
        name: 404 for name in names
    }


def add(browser, assessment, party, **parts):
    found = assessment.relationship.parties.get(key=party)
    content = {"party": found.pk, "who": "other", "label": "Owner of the telecentre"} | parts
    return browser.post(address("respondent-create", assessment.pk), content)


def test_respondent_create_for_somebody_else_leads_to_the_questions(assessment, colleague, sign_in):
    answer = add(sign_in(colleague), assessment, "telecentre")

    made = Respondent.objects.get()
    assert answer.url == address("answer-tasks", made.pk)
    assert (made.label, made.member, made.entered_by) == (
        "Owner of the telecentre",
        None,
        colleague,
    )


def test_respondent_create_for_oneself(assessment, colleague, sign_in):
    answer = add(sign_in(colleague), assessment, "intermediary", who="me", label="")

    made = Respondent.objects.get()
    assert answer.url == address("answer-tasks", made.pk)
    assert (made.label, made.member, made.entered_by) == ("Colleague", colleague, None)


def test_respondent_create_for_a_party_with_people_of_its_own_is_refused(
    assessment, owner, sign_in
):
    answer = add(sign_in(owner), assessment, "client")

    assert answer.status_code == 422
    assert "you cannot enter for them" in answer.content.decode()
    assert Respondent.objects.count() == 0


def test_respondent_with_a_long_name_is_added(assessment, owner, sign_in):
    User.objects.filter(pk=owner.pk).update(name="x" * 150)

    add(sign_in(owner), assessment, "intermediary", who="me", label="")

    assert Respondent.objects.get().label == "x" * 120


def test_respondent_create_with_an_error_keeps_what_was_typed(assessment, owner, sign_in):
    answer = add(sign_in(owner), assessment, "client", who="me", label="Typed")

    assert answer.status_code == 422
    assert "You do not belong to Archive." in answer.content.decode()
    assert 'value="Typed"' in answer.content.decode()
    assert Respondent.objects.count() == 0


def test_respondent_create_in_a_closed_assessment_says_so(closed_assessment, owner, sign_in):
    before = Respondent.objects.count()

    answer = add(sign_in(owner), closed_assessment, "telecentre")

    assert answer.status_code == 422
    assert "This assessment is closed" in answer.content.decode()
    assert Respondent.objects.count() == before


def test_respondent_create_is_not_for_viewers(assessment, viewer, sign_in):
    assert add(sign_in(viewer), assessment, "telecentre").status_code == 403
    assert Respondent.objects.count() == 0


def test_counterpart_joins_for_their_own_party_only(assessment, counterpart, sign_in):
    browser = sign_in(counterpart)

    for party, who in (("telecentre", "me"), ("client", "other"), ("intermediary", "me")):
        assert add(browser, assessment, party, who=who, label="x").status_code == 422
    assert Respondent.objects.count() == 0
    assert add(browser, assessment, "client", who="me").status_code == 302

    joined = Respondent.objects.get()
    assert (joined.party.key, joined.member) == ("client", counterpart)


def test_assessment_close_names_who_has_not_submitted(assessment, seats, owner, sign_in):
    seats["client"].answer_all(4)
    submit_stage(respondent=seats["client"].respondent, stage="pre-contract", by=None)

    page = sign_in(owner).get(address("assessment-close", assessment.pk)).content.decode()

    assert "1 person has" in page
    assert "Person of Archive, Archive: Contract development Post-contract" in page


def test_assessment_close_wants_a_yes(answered_assessment, owner, sign_in):
    answer = sign_in(owner).post(
        address("assessment-close", answered_assessment.pk), {"csrfmiddlewaretoken": "x"}
    )

    assert answer.status_code == 422
    assert Assessment.objects.get().is_open


def test_assessment_close_keeps_the_scores(answered_assessment, owner, sign_in):
    answer = sign_in(owner).post(
        address("assessment-close", answered_assessment.pk), {"confirm": "on"}
    )

    closed = Assessment.objects.get()
    assert answer.url == closed.relationship.get_absolute_url()
    assert (closed.state, closed.closed_by) == ("closed", owner)


def test_assessment_close_with_nothing_submitted_says_so(assessment, owner, sign_in):
    answer = sign_in(owner).post(address("assessment-close", assessment.pk), {"confirm": "on"})

    assert answer.status_code == 422
    assert "Nothing has been submitted yet" in answer.content.decode()
    assert Assessment.objects.get().is_open


def test_closing_and_reopening_are_for_managers(
    answered_assessment, colleague, viewer, counterpart, sign_in
):
    for user in (colleague, viewer, counterpart):
        browser = sign_in(user)
        for name in ("assessment-close", "assessment-reopen"):
            answer = browser.post(
                address(name, answered_assessment.pk), {"confirm": "on", "reason": "x"}
            )
            assert answer.status_code == 403

    assert Assessment.objects.get().is_open


def test_assessment_reopen_wants_a_reason(closed_assessment, owner, sign_in):
    browser = sign_in(owner)

    refused = browser.post(address("assessment-reopen", closed_assessment.pk), {"reason": " "})
    assert refused.status_code == 422
    assert not Assessment.objects.get().is_open

    answer = browser.post(
        address("assessment-reopen", closed_assessment.pk), {"reason": SCRIPT}, follow=True
    )
    assert Assessment.objects.get().is_open
    assert ESCAPED in answer.content.decode() and SCRIPT not in answer.content.decode()


def page_bytes(browser, assessment):
    """Return the dashboard without the token that changes each time."""
    answer = browser.get(address("relationship-detail", assessment.relationship.pk))
    lines = answer.content.splitlines()
    return b"\n".join(line for line in lines if b"csrfmiddlewaretoken" not in line)


def test_dashboard_of_a_closed_assessment_is_the_same_after_the_framework_moved_on(
    closed_assessment, framework, owner, editor, sign_in
):
    browser = sign_in(owner)
    kept = Assessment.objects.values("scorecard", "headline", "definition_hash").get()
    before = page_bytes(browser, closed_assessment)
    text = TRIAL.read_text().replace('number: "1"', 'number: "2"')
    text = text.replace("weight: 2", "weight: 9").replace("objectives are agreed", "aims are set")
    load_definition(text=text, name="trial-2.yaml", status=PUBLISHED)
    retire_version(version=framework, by=editor)

    after = page_bytes(browser, closed_assessment)

    assert Assessment.objects.values("scorecard", "headline", "definition_hash").get() == kept
    assert after == before


def test_dashboard_of_a_closed_assessment_does_not_follow_the_formula(
    closed_assessment, owner, sign_in, monkeypatch
):
    browser = sign_in(owner)
    before = page_bytes(browser, closed_assessment)

    def changed(*parts, **named):
        raise AssertionError("a closed assessment was scored again")

    monkeypatch.setattr("assessments.scoring.score", changed)

    assert page_bytes(browser, closed_assessment) == before


def test_counterpart_sees_the_scores_once_it_is_closed(
    answered_assessment, owner, counterpart, sign_in
):
    browser = sign_in(counterpart)
    pages = [
        address("relationship-detail", answered_assessment.relationship.pk),
        address("assessment-detail", answered_assessment.pk),
    ]
    link, arithmetic = "?round=", address("score-xray", answered_assessment.pk)
    assert arithmetic in sign_in(owner).get(pages[0]).content.decode()
    open_pages = [browser.get(page).content.decode() for page in pages]

    close_assessment(assessment=answered_assessment, by=owner)

    closed_pages = [browser.get(page).content.decode() for page in pages]
    assert (link in open_pages[1], link in closed_pages[1]) == (False, True)
    assert arithmetic not in open_pages[0] + closed_pages[0]


def test_names_of_people_are_escaped(organisation, framework, sign_in):
    manager = make_person("manager", organisation, "manager")
    User.objects.filter(pk=manager.pk).update(name=SCRIPT)
    opened = open_round(make_relationship(owner=organisation), framework, by=manager)
    add(sign_in(manager), opened, "telecentre", label=SCRIPT)

    for name in ("assessment-detail", "assessment-close"):
        page = sign_in(manager).get(address(name, opened.pk)).content.decode()
        assert SCRIPT not in page and ESCAPED in page
