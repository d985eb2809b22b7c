"""Saving a response: once, never over somebody else's, and with its event."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.models import Response, ResponseEvent
from assessments.services.assessments import close_assessment, submit_stage
from assessments.services.errors import (
    AssessmentClosed,
    AssessmentError,
    KeyReused,
    StageSubmitted,
    StaleResponse,
)
from assessments.services.responses import Reply, save_response
from tests.assessments.answering import events, question_of, replies

STATES = [
    Reply("answered", 4, comment="Minutes of May."),
    Reply("not-applicable", reason="No staff moved."),
    Reply("dont-know"),
    Reply("skipped", comment="Later."),
]


def save(seat, question, reply, base=0, key=None):
    return save_response(
        question=question,
        respondent=seat.respondent,
        reply=reply,
        base=base,
        by=seat.member,
        key=key,
    )


@pytest.fixture
def seat(seats):
    found = seats["intermediary"]
    assert found.respondent
    return found


@pytest.fixture
def question(seat):
    return question_of(seat.respondent, "strategy.objectives")


@pytest.mark.parametrize("reply", STATES, ids=lambda reply: reply.state)
def test_save_response_keeps_each_state_apart(seat, question, reply):
    response = save(seat, question, reply)

    assert replies(seat.respondent) == {
        ("strategy.objectives", "client--intermediary"): (
            reply.state,
            reply.value,
            reply.reason,
            reply.comment,
        )
    }
    assert (response.version, response.updated_by) == (1, seat.member)


def test_save_response_logs_before_and_after(seat, question):
    save(seat, question, Reply("answered", 2, comment="Old."))

    save(seat, question, Reply("dont-know"), base=1)

    first, second = events(seat.respondent)
    old = {"state": "answered", "value": 2, "reason": "", "comment": "Old."}
    new = {"state": "dont-know", "value": None, "reason": "", "comment": ""}
    assert [first.before, first.after] == [None, old]
    assert [second.before, second.after] == [old, new]
    assert [(one.version, one.actor) for one in (first, second)] == [
        (1, seat.member),
        (2, seat.member),
    ]


def test_same_key_again_is_saved_once(seat, question):
    key = uuid.uuid4()

    answers = [save(seat, question, Reply("answered", 3), key=key) for _ in range(3)]

    assert [one.version for one in answers] == [1, 1, 1]
    assert [one.client_key for one in events(seat.respondent)] == [key]


def test_same_key_after_another_save_gives_the_answer_of_the_first_time(seat, question):
    key = uuid.uuid4()
    save(seat, question, Reply("answered", 3), key=key)
    save(seat, question, Reply("answered", 5), base=1)

    again = save(seat, question, Reply("answered", 3), key=key)

    assert (again.version, again.value) == (1, 3)
    assert replies(seat.respondent)["strategy.objectives", "client--intermediary"][1] == 5
    assert len(events(seat.respondent)) == 2


def test_key_of_another_question_does_not_excuse_a_stale_save(seat, question):
    key = uuid.uuid4()
    other = question_of(seat.respondent, "strategy.livelihoods")
    save(seat, other, Reply("answered", 1), key=key)
    save(seat, question, Reply("answered", 2))

    with pytest.raises(StaleResponse):
        save(seat, question, Reply("answered", 5), key=key)


def test_key_used_for_another_answer_is_refused_and_nothing_is_saved(seat, question):
    key = uuid.uuid4()
    save(seat, question, Reply("answered", 2), key=key)

    with pytest.raises(KeyReused):
        save(seat, question, Reply("answered", 5), base=1, key=key)

    assert replies(seat.respondent)["strategy.objectives", "client--intermediary"][1] == 2
    assert len(events(seat.respondent)) == 1


def test_identical_reply_makes_no_new_version(seat, question):
    save(seat, question, Reply("answered", 3, comment="Same."))

    again = save(seat, question, Reply("answered", 3, comment="Same."), base=1)

    assert again.version == 1
    assert len(events(seat.respondent)) == 1


def test_stale_save_carries_the_other_answer(seat, question):
    save(seat, question, Reply("answered", 2, comment="Theirs."))

    with pytest.raises(StaleResponse) as refusal:
        save(seat, question, Reply("answered", 5, comment="Mine."))

    assert Reply.of(refusal.value.current) == Reply("answered", 2, comment="Theirs.")
    assert len(events(seat.respondent)) == 1


def test_identical_reply_on_a_stale_version_is_no_conflict(seat, question):
    save(seat, question, Reply("answered", 2))
    save(seat, question, Reply("answered", 4), base=1)

    assert save(seat, question, Reply("answered", 4), base=0).version == 2


def test_version_of_a_response_that_is_not_there_overwrites_nobody(seat, question):
    assert save(seat, question, Reply("answered", 2), base=7).version == 1


def test_submitted_stage_takes_no_answers(seat, question):
    save(seat, question, Reply("answered", 2))
    submit_stage(
        respondent=seat.respondent, stage="pre-contract", by=seat.member, accept_missing=True
    )

    with pytest.raises(StageSubmitted):
        save(seat, question, Reply("answered", 5), base=1)

    assert replies(seat.respondent)["strategy.objectives", "client--intermediary"][1] == 2


def test_other_stages_stay_open_when_one_is_submitted(seat):
    submit_stage(
        respondent=seat.respondent, stage="pre-contract", by=seat.member, accept_missing=True
    )

    assert save(seat, question_of(seat.respondent, "contract.scope"), Reply("answered", 2))


def test_closed_assessment_takes_no_answers(closed_assessment, seats):
    seat = seats["client"]
    question = question_of(seat.respondent, "strategy.objectives")

    with pytest.raises(AssessmentClosed):
        save(seat, question, Reply("answered", 1), base=1)

    assert replies(seat.respondent)["strategy.objectives", "client--intermediary"][1] == 4


def test_closing_while_a_save_waits_is_named(seat, question, monkeypatch):
    """The save looked before the closing; the database refuses it and the person learns why."""
    save(seat, question, Reply("answered", 2))
    submit_stage(
        respondent=seat.respondent, stage="post-contract", by=seat.member, accept_missing=True
    )
    close_assessment(assessment=seat.assessment)
    monkeypatch.setattr("assessments.services.responses._lock_stage", lambda *place: None)

    with pytest.raises(AssessmentClosed):
        save(seat, question, Reply("answered", 5), base=1)

    assert replies(seat.respondent)["strategy.objectives", "client--intermediary"][1] == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "answered", "value": None},
        {"state": "dont-know", "value": 3},
        {"state": "not-applicable", "reason": ""},
    ],
    ids=lambda wrong: wrong["state"],
)
def test_database_refuses_a_state_that_contradicts_its_value(seat, question, wrong):
    place = {"respondent": seat.respondent, "indicator_id": question.indicator_id}

    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(**place, dyad=question.dyad, **wrong)


def test_database_refuses_a_second_response_to_one_question(seat, question):
    save(seat, question, Reply("answered", 2))
    place = {"respondent": seat.respondent, "indicator_id": question.indicator_id}

    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(**place, dyad=question.dyad, state="dont-know")


def test_events_are_only_ever_added(seat, question):
    save(seat, question, Reply("answered", 2))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ResponseEvent.objects.update(after={})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ResponseEvent.objects.all().delete()

    assert events(seat.respondent)[0].after["value"] == 2


MOVES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([*STATES, Reply("answered", 1), Reply("skipped")]),
        st.integers(-1, 1),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=MOVES)
def test_last_event_is_the_response_after_any_saves(seat, moves):
    """Fresh and stale versions, and keys used again, in any order."""
    keys = [uuid.uuid4() for _ in range(4)]
    with transaction.atomic():
        for place, reply, drift, key in moves:
            question = seat.questions[place]
            now = question.response.version if question.response else 0
            try:
                save(seat, question, reply, base=max(0, now + drift), key=keys[key])
            except AssessmentError:
                continue

        last = {(one.indicator_id, one.dyad_id): one for one in events(seat.respondent)}
        stored = Response.objects.filter(respondent=seat.respondent)
        found = {(one.indicator_id, one.dyad_id): one for one in stored}
        assert last.keys() == found.keys()
        for address, event in last.items():
            assert Reply(**event.after) == Reply.of(found[address])
            assert event.version == found[address].version
        transaction.set_rollback(True)
