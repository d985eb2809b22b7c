"""Rule 6 for one item: respondents merge into their party, parties into the item."""

import pytest

from assessments.scoring import Answer, ItemResult, PartyValue

from .builders import POST, card, element, figures, indicator, instrument, person, said

PEOPLE = [person("ann", "c"), person("ben", "c"), person("eve", "i")]
TRUST = instrument(element("trust", indicator("a")))


def test_item_counts_each_party_once():
    # client: (0.25 + 0.75) / 2 = 0.5; intermediary: 1.0; item (0.5 + 1) / 2 = 0.75, where the
    # mean of three people would be 2/3. The originals stay.
    answers = [said("ben", "a", 4), said("ann", "a", 2), said("eve", "a", 5)]

    found = card(TRUST, PEOPLE, answers)

    item = found.get("post-contract/trust", dyad="c--i").items_detail[0]
    client = PartyValue("c", 0.5, "answered", (("ann", "answered", 2.0), ("ben", "answered", 4.0)))
    issp = PartyValue("i", 1.0, "answered", (("eve", "answered", 5.0),))
    assert item == ItemResult("a", "c--i", "conventional", 1.0, "answered", 0.75, (client, issp))


def test_item_is_not_moved_by_a_respondent_who_does_not_know():
    # client: ann's 0.25 alone, as ben does not know; intermediary 0.75: item 0.5, coverage 1.
    answers = [said("ann", "a", 2), said("ben", "a", "dont-know"), said("eve", "a", 4)]

    found = card(TRUST, PEOPLE, answers)

    assert figures(found, "overall") == (0.5, 1.0, 0.5, 0.5)


@pytest.mark.parametrize(
    ("ann", "ben", "eve", "state", "value"),
    [
        (5, "not-applicable", "not-applicable", "answered", 1.0),
        (5, "skipped", "not-applicable", "answered", 1.0),
        (5, 1, "dont-know", "answered", 0.5),
        ("dont-know", "not-applicable", "not-applicable", "unanswered", None),
        ("not-applicable", "not-applicable", "skipped", "unanswered", None),
        ("skipped", "dont-know", "dont-know", "unanswered", None),
    ],
)
def test_item_state_is_the_most_telling_of_its_states(ann, ben, eve, state, value):
    answers = [said("ann", "a", ann), said("ben", "a", ben), said("eve", "a", eve)]

    found = card(TRUST, PEOPLE, answers)

    item = found.get("post-contract/trust", dyad="c--i").items_detail[0]
    assert (item.state, item.value) == (state, value)


def test_item_not_applicable_for_all_is_shown_with_why():
    # b is left out of 0.75 / 1, and the part says so.
    model = instrument(element("trust", indicator("a"), indicator("b", 4)))
    answers = [said("ann", "a", 4), said("ann", "b", "not-applicable")]

    found = card(model, [person("ann", "c")], answers)

    node = found.get("post-contract/trust", dyad="c--i")
    assert [(p.path, p.weight, p.score, p.coverage, p.counted, p.note) for p in node.children] == [
        ("a", 1.0, 0.75, 1.0, True, ""),
        ("b", 4.0, None, None, False, "not-applicable"),
    ]
    assert [item.state for item in node.items_detail] == ["answered", "not-applicable"]
    assert (node.items, node.answered) == (1, 1)


def test_item_without_a_response_counts_as_skipped():
    found = card(TRUST, PEOPLE, [said("ann", "a", 2)])

    item = found.get("post-contract/trust", dyad="c--i").items_detail[0]
    assert item.parties == (
        PartyValue("c", 0.25, "answered", (("ann", "answered", 2.0), ("ben", "skipped", None))),
        PartyValue("i", None, "unanswered", (("eve", "skipped", None),)),
    )
    assert item.value == 0.25


def test_item_ignores_a_value_left_behind_by_another_state():
    answers = [Answer("ann", "a", "c--i", "not-applicable", 5), said("eve", "a", 2)]

    found = card(TRUST, [person("ann", "c"), person("eve", "i")], answers)

    assert figures(found, "overall") == (0.25, 1.0, 0.25, 0.25)


CONDITIONAL = instrument(element("trust", indicator("a"), indicator("b", condition=("a", 3))))


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        # a 0.25 closes b, so its 1.0 is ignored and nothing is missing.
        (2, (0.25, 1.0, 0.25, 0.25)),
        # a 0.5 opens b: (0.5 + 1) / 2 = 0.75.
        (3, (0.75, 1.0, 0.75, 0.75)),
        # a is not answered, so b is not asked: nothing answered of one item.
        ("dont-know", (None, 0.0, 0.0, 1.0)),
    ],
)
def test_item_under_a_condition_is_asked_when_it_holds(opening, expected):
    answers = [said("ann", "a", opening), said("ann", "b", 5)]

    found = card(CONDITIONAL, [person("ann", "c")], answers)

    assert figures(found, "overall") == expected


def test_item_condition_looks_at_the_same_respondent_only():
    # eve opens b for herself (unanswered by her), ann does not: b has eve's skip alone.
    answers = [said("ann", "a", 1), said("eve", "a", 5), said("ann", "b", 5)]

    found = card(CONDITIONAL, [person("ann", "c"), person("eve", "i")], answers)

    item = found.get("post-contract/trust", dyad="c--i").items_detail[1]
    assert item.parties == (PartyValue("i", None, "unanswered", (("eve", "skipped", None),)),)


def test_item_condition_of_an_unasked_item_opens_nothing():
    # a 0.25 closes b, and b's answer then does not open c.
    model = instrument(
        element(
            "trust",
            indicator("a"),
            indicator("b", condition=("a", 3)),
            indicator("c", condition=("b", 1)),
        )
    )
    answers = [said("ann", "a", 2), said("ann", "b", 5), said("ann", "c", 5)]

    found = card(model, [person("ann", "c", [POST])], answers)

    assert figures(found, "overall") == (0.25, 1.0, 0.25, 0.25)
