"""Who may see, answer and manage: the cast against every rule."""

import pytest

from assessments.models import Assessment, Evidence, Relationship, Respondent, Response
from assessments.permissions import is_of_owner, may_manage, may_see_scores, may_work_on
from assessments.services.assessments import submit_stage
from assessments.services.evidence import add_evidence
from tests.builders import Seat, make_relationship, open_round

CAST = ["owner", "colleague", "viewer", "counterpart", "stranger", "operator", "anonymous"]


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in CAST}


def those(cast, rule):
    return {name for name, user in cast.items() if rule(user)}


def test_relationship_rules(cast, relationship):
    def may(rule):
        return those(cast, lambda user: rule(user, relationship))

    assert may(may_manage) == {"owner"}
    assert may(may_work_on) == {"owner", "colleague"}
    assert may(is_of_owner) == {"owner", "colleague", "viewer"}


def test_relationship_is_visible_to_its_sides(cast, relationship, assessment):
    sides = {"owner", "colleague", "viewer", "counterpart"}

    assert those(cast, lambda user: Relationship.objects.visible_to(user).exists()) == sides
    assert those(cast, lambda user: Assessment.objects.visible_to(user).exists()) == sides


def test_published_case_is_visible_to_everybody_signed_in_and_nobody_manages_it(cast, framework):
    case = make_relationship(owner=None, name="Published case")
    opened = open_round(case, framework)
    seat = Seat(opened, "client")
    seat.answer_all(3)
    seat.submit()
    signed_in = set(CAST) - {"anonymous"}

    assert those(cast, lambda user: Relationship.objects.visible_to(user).exists()) == signed_in
    assert those(cast, lambda user: Response.objects.readable_by(user).exists()) == signed_in
    assert those(cast, lambda user: may_manage(user, case) or may_work_on(user, case)) == set()
    assert those(cast, lambda user: Respondent.objects.answerable_by(user).exists()) == set()


def test_scores_of_an_open_assessment_are_for_the_owner(cast, answered_assessment):
    assert those(cast, lambda user: may_see_scores(user, answered_assessment)) == {
        "owner",
        "colleague",
        "viewer",
    }


def test_scores_of_a_closed_assessment_are_for_the_counterpart_too(counterpart, closed_assessment):
    assert may_see_scores(counterpart, closed_assessment)


@pytest.mark.parametrize(
    ("party", "answering"),
    [
        ("client", {"counterpart"}),
        ("intermediary", {"owner"}),
        ("telecentre", {"owner", "colleague"}),
    ],
)
def test_respondent_is_answered_by_themselves_or_by_writers_of_the_side(
    cast, seats, party, answering
):
    pk = seats[party].respondent.pk

    found = those(cast, lambda user: Respondent.objects.answerable_by(user).filter(pk=pk).exists())

    assert found == answering


def test_member_who_left_the_side_answers_no_more(seats, counterpart):
    pk = seats["client"].respondent.pk
    assert Respondent.objects.answerable_by(counterpart).filter(pk=pk).exists()

    counterpart.memberships.all().delete()

    assert not Respondent.objects.answerable_by(counterpart).filter(pk=pk).exists()


def readers(cast, respondent):
    def reads(user):
        return Response.objects.readable_by(user).filter(respondent=respondent).exists()

    return those(cast, reads)


def test_responses_are_read_once_submitted_and_never_across_sides(cast, seats):
    for seat in seats.values():
        seat.answer_all(3)
    before = [readers(cast, seat.respondent) for seat in seats.values()]

    for seat in seats.values():
        seat.submit()

    ours = {"owner", "colleague", "viewer"}
    assert before == [set(), set(), set()]
    assert {key: readers(cast, seat.respondent) for key, seat in seats.items()} == {
        "client": ours | {"counterpart"},
        "intermediary": ours,
        "telecentre": ours,
    }


def evidence_readers(cast, seat):
    def reads(user):
        return (
            Evidence.objects.readable_by(user).filter(response__respondent=seat.respondent).exists()
        )

    return those(cast, reads)


def test_evidence_is_for_its_side_and_for_the_owner_once_submitted(cast, seats):
    for seat in seats.values():
        link = Evidence(kind="link", title="Minutes", url="https://example.org/")
        question = seat.questions[0]
        add_evidence(question=question, respondent=seat.respondent, evidence=link, by=seat.member)
    ours = {"owner", "colleague", "viewer"}
    before = {key: evidence_readers(cast, seat) for key, seat in seats.items()}

    for seat in seats.values():
        submit_stage(
            respondent=seat.respondent, stage="pre-contract", by=seat.member, accept_missing=True
        )

    assert before == {"client": {"counterpart"}, "intermediary": ours, "telecentre": ours}
    assert {key: evidence_readers(cast, seat) for key, seat in seats.items()} == {
        "client": {"counterpart"} | ours,
        "intermediary": ours,
        "telecentre": ours,
    }
