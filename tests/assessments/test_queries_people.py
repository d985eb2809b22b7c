"""Who answers, how far each has come, and what of that a reader may know."""

import pytest

from assessments.queries.people import sides
from assessments.services.assessments import close_assessment
from tests.builders import Seat, open_round


def people(assessment, user):
    return {
        person.respondent.party.key: person
        for side in sides(assessment, user)
        for person in side.people
    }


@pytest.fixture
def begun(assessment, seats):
    """Everybody has begun: the client submitted one stage and left one question to later."""
    seats["client"].answer_all(4)
    seats["client"].respondent.responses.filter(indicator__key="contract.scope").update(
        state="skipped", value=None
    )
    seats["client"].respondent.submissions.filter(stage="pre-contract").update(state="submitted")
    seats["intermediary"].answer(seats["intermediary"].questions[0], 3)
    assert seats["telecentre"].respondent
    return assessment


def test_owner_knows_the_progress_of_its_side_alone(begun, owner):
    found = people(begun, owner)

    assert {key: (one.answered, one.asked) for key, one in found.items()} == {
        "client": (None, 5),
        "intermediary": (1, 10),
        "telecentre": (0, 5),
    }


def test_counterpart_knows_the_progress_of_its_side_alone(begun, counterpart):
    found = people(begun, counterpart)

    assert {key: one.answered for key, one in found.items()} == {
        "client": 4,
        "intermediary": None,
        "telecentre": None,
    }


def test_owner_knows_what_others_answered_once_all_of_it_is_submitted(
    answered_assessment, owner, counterpart
):
    def known(user):
        return {key: one.answered for key, one in people(answered_assessment, user).items()}

    assert known(owner) == {"client": 5, "intermediary": 10, "telecentre": 5}
    assert known(counterpart) == {"client": 5, "intermediary": None, "telecentre": None}


def test_counterpart_may_read_its_side_alone(begun, counterpart, owner, viewer):
    def readable(user):
        return {key for key, one in people(begun, user).items() if one.may_read}

    assert readable(counterpart) == {"client"}
    assert readable(owner) == readable(viewer) == {"client", "intermediary", "telecentre"}


def test_everybody_answers_for_themselves_and_writers_for_shared_ones(
    begun, owner, colleague, viewer, counterpart, stranger
):
    users = [owner, colleague, viewer, counterpart, stranger]

    found = {
        user.name: {key for key, one in people(begun, user).items() if one.may_answer}
        for user in users
    }

    assert found == {
        "Owner": {"intermediary", "telecentre"},
        "Colleague": {"telecentre"},
        "Viewer": set(),
        "Counterpart": {"client"},
        "Stranger": set(),
    }


def test_nobody_answers_once_it_is_closed(begun, owner):
    closed = close_assessment(assessment=begun)

    assert {one.may_answer for one in people(closed, owner).values()} == {False}


def test_sheets_are_the_stages_reached(relationship, framework, owner):
    made = open_round(relationship, framework, stages=("pre-contract",))
    Seat(made, "client").answer_all(3)

    person = people(made, owner)["client"]

    assert [(one.name, one.is_submitted) for one in person.sheets] == [("Pre-contract", False)]
    assert (person.asked, person.has_finished) == (2, False)


def test_person_has_finished_when_every_sheet_is_submitted(answered_assessment, owner):
    assert {one.has_finished for one in people(answered_assessment, owner).values()} == {True}


def test_party_without_people_stands_on_the_list(assessment, owner):
    found = [(side.party.key, side.people) for side in sides(assessment, owner)]

    assert found == [("client", ()), ("intermediary", ()), ("telecentre", ())]
