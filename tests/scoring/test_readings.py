"""Change between two scorecards and the lowest items of one."""

from assessments.scoring import Change, LowItem, change, lowest_items

from .builders import card, chain, element, indicator, instrument, person, said

MODEL = instrument(
    element("trust", indicator("a"), indicator("b"), indicator("z", 0)),
    element("skill", indicator("d"), indicator("e", 3, lens="social")),
)
PEOPLE = [person("ann", "c"), person("eve", "i")]


def test_change_is_current_minus_previous():
    # trust: (0.25 + 0.25) / 2 = 0.25 before, (1 + 0.25) / 2 = 0.625 after.
    before = card(MODEL, PEOPLE, [said("ann", "a", 2), said("ann", "b", 2)])
    after = card(MODEL, PEOPLE, [said("ann", "a", 5), said("ann", "b", 2)])

    assert change(before, after, "post-contract/trust", "all") == Change(
        "post-contract/trust", "all", None, 0.25, 0.625, 0.375, True
    )


def test_change_says_when_a_score_may_not_be_shown():
    # skill after: d answered, 1 of 4: coverage 0.25.
    before = card(MODEL, PEOPLE, [said("ann", "d", 1), said("ann", "e", 1)])
    after = card(MODEL, PEOPLE, [said("ann", "d", 2)])

    assert change(before, after, "post-contract/skill", "all") == Change(
        "post-contract/skill", "all", None, 0.0, 0.25, 0.25, False
    )


def test_change_is_none_without_two_scores():
    before = card(MODEL, PEOPLE, [said("ann", "a", 2)])
    after = card(MODEL, PEOPLE, [said("ann", "e", 2)])

    assert change(before, after, "post-contract/skill", "all") == Change(
        "post-contract/skill", "all", None, None, 0.25, None, False
    )
    assert change(before, after, "nowhere", "all").difference is None


def test_lowest_items_are_in_order_of_value_then_of_the_lowest_party():
    # a 0.5 (ann 0.5, eve 0.5); b 0.5 (ann 1, eve 0); d 0.25; e unanswered; z weighs nothing.
    answers = [
        said("ann", "a", 3),
        said("eve", "a", 3),
        said("ann", "b", 5),
        said("eve", "b", 1),
        said("eve", "d", 2),
        said("eve", "z", 1),
    ]

    found = card(MODEL, PEOPLE, answers)

    assert lowest_items(found, 10) == (
        LowItem("c--i", "d", 0.25, 0.25, "i"),
        LowItem("c--i", "b", 0.5, 0.0, "i"),
        LowItem("c--i", "a", 0.5, 0.5, "c"),
    )
    assert lowest_items(found, 1) == (LowItem("c--i", "d", 0.25, 0.25, "i"),)
    assert lowest_items(found, 0) == ()


def test_lowest_items_names_an_item_without_a_dyad_once():
    model = instrument(element("trust", indicator("a", dyad_kinds=())))

    found = card(model, PEOPLE, [said("ann", "a", 2, None)], chain("s"))

    assert lowest_items(found, 10) == (LowItem(None, "a", 0.25, 0.25, "c"),)
