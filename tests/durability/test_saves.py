"""What the server acknowledges is kept, once, whoever else is writing."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assessments.models import Response, ResponseEvent
from tests.builders import Seat
from tests.durability.writers import Save, new_key

WRITERS = 16
SAVES = 20

pytestmark = pytest.mark.xdist_group("durability")


@pytest.fixture
def places(assessment):
    """Return every question of four respondents of one telecentre, as a save with no content."""
    found = []
    for _ in range(4):
        seat = Seat(assessment, "telecentre")
        found += [
            Save(str(seat.respondent.pk), question.indicator.key, question.dyad_key)
            for question in seat.questions
        ]
    return found


def test_sixteen_writers_lose_nothing_that_was_acknowledged(writer, places):
    def write(number):
        mine, choose, kept, seen = writer(), random.Random(number), [], {}
        for turn in range(SAVES):
            place = choose.choice(places)
            save = replace(
                place,
                value=choose.randint(1, 5),
                comment=f"writer {number}, turn {turn}",
                version=seen.get(place, 0),
                key=new_key(),
            )
            status, said = mine.send(save)
            seen[place] = said.get("theirs", said).get("version", 0)
            kept.append((save, status, said))
        return kept

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = [one for kept in pool.map(write, range(WRITERS)) for one in kept]

    statuses = Counter(status for _, status, _ in outcomes)
    assert set(statuses) <= {200, 409}, statuses
    assert statuses[200] >= len(places)
    acknowledged = {save.key: (save, said) for save, status, said in outcomes if status == 200}
    recorded = {str(event.client_key) for event in ResponseEvent.objects.all()}
    assert acknowledged.keys() == recorded
    assert_record_agrees(acknowledged)


def assert_record_agrees(acknowledged):
    """Compare every event, and the last one of each response, with what was sent."""
    last = {}
    for event in ResponseEvent.objects.order_by("pk"):
        save, said = acknowledged[str(event.client_key)]
        assert (event.after["value"], event.after["comment"]) == (save.value, save.comment)
        assert event.version == save.version + 1 == said["version"]
        last[event.respondent_id, event.indicator_id, event.dyad_id] = event
    assert last.keys() == {
        (one.respondent_id, one.indicator_id, one.dyad_id) for one in Response.objects.all()
    }
    for one in Response.objects.all():
        event = last[one.respondent_id, one.indicator_id, one.dyad_id]
        assert (one.version, one.value, one.comment) == (
            event.version,
            event.after["value"],
            event.after["comment"],
        )


def test_stale_version_is_refused_with_the_other_answer(writer, places):
    first = replace(places[0], value=2, comment="first")
    ours = writer()
    ours.send(first)

    status, said = writer().send(replace(places[0], value=5, comment="second", key=new_key()))

    theirs = said["theirs"]
    assert status == 409
    assert (theirs["value"], theirs["comment"], theirs["version"]) == (2, "first", 1)
    assert Response.objects.get().value == 2
    assert ResponseEvent.objects.count() == 1


def test_same_key_sent_sixteen_times_at_once_is_saved_once(writer, places):
    save = replace(places[0], value=4, comment="once")

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(lambda _: writer().send(save), range(WRITERS)))

    assert [(status, said["version"]) for status, said in answers] == [(200, 1)] * WRITERS
    assert ResponseEvent.objects.count() == 1
    assert Response.objects.get().version == 1


def test_one_of_sixteen_writers_on_one_version_wins(writer, places):
    saves = [
        replace(places[0], value=number % 5 + 1, comment=f"writer {number}", key=new_key())
        for number in range(WRITERS)
    ]

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(lambda save: writer().send(save), saves))

    assert Counter(status for status, _ in answers) == {200: 1, 409: WRITERS - 1}
    winner = saves[[status for status, _ in answers].index(200)]
    assert Response.objects.get().comment == winner.comment
