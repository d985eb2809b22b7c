"""Worked examples of rules 4 and 5 up the tree: the arithmetic is in each comment."""

import pytest

from .builders import (
    SUB,
    card,
    component,
    element,
    figures,
    indicator,
    instrument,
    person,
    said,
)

ONE = [person("ann", "c")]


def test_score_leaves_out_an_element_whose_weights_are_all_zero():
    # trust has no applicable weight, so overall is skill alone: (2-1)/4 = 0.25
    model = instrument(element("trust", indicator("a", 0)), element("skill", indicator("b")))

    found = card(model, ONE, [said("ann", "a", 5), said("ann", "b", 2)])

    assert figures(found, "post-contract/trust") is None
    assert figures(found, "overall") == (0.25, 1.0, 0.25, 0.25)
    assert [part.note for part in found.get("post-contract").children] == ["zero-weight", ""]


@pytest.mark.parametrize(
    ("second", "note"),
    [
        ({}, "not-applicable"),
        ({"asked_of": (SUB,)}, "not-applicable"),
        ({"weight": 0}, "zero-weight"),
    ],
    ids=["both not applicable", "second not asked", "second without weight"],
)
def test_score_says_why_an_element_is_left_out(second, note):
    # The first component is not applicable throughout, the second is as the case says.
    model = instrument(
        element(
            "diligence",
            component("selection", indicator("a")),
            component("review", indicator("b", **second)),
        ),
        element("skill", indicator("d")),
    )
    state = 3 if note == "zero-weight" else "not-applicable"
    answers = [said("ann", "a", "not-applicable"), said("ann", "b", state), said("ann", "d", 2)]

    found = card(model, ONE, answers)

    parts = found.get("post-contract").children
    assert [(part.path, part.counted, part.note) for part in parts] == [
        ("post-contract/diligence", False, note),
        ("post-contract/skill", True, ""),
    ]


def test_score_element_of_weight_zero_is_scored_but_adds_nothing():
    # trust scores 1 by itself; the stage is (0 * 1 + 2 * 0.25) / 2 = 0.25
    model = instrument(
        element("trust", indicator("a"), weight=0), element("skill", indicator("b"), weight=2)
    )

    found = card(model, ONE, [said("ann", "a", 5), said("ann", "b", 2)])

    assert figures(found, "post-contract/trust") == (1.0, 1.0, 1.0, 1.0)
    assert figures(found, "post-contract") == (0.25, 1.0, 0.25, 0.25)
    assert found.get("post-contract").items == 1
    assert found.get("post-contract").weakest is None


def test_score_element_weights_reach_the_stage():
    # (1 * 1 + 3 * 0) / 4 = 0.25
    model = instrument(
        element("trust", indicator("a"), weight=1), element("skill", indicator("b"), weight=3)
    )

    found = card(model, ONE, [said("ann", "a", 5), said("ann", "b", 1)])

    assert figures(found, "post-contract") == (0.25, 1.0, 0.25, 0.25)


@pytest.mark.parametrize(
    ("answered", "published"), [(1, False), (2, True), (3, True)], ids=["1/4", "2/4", "3/4"]
)
def test_score_is_published_from_half_the_weight(answered, published):
    # Four items of weight 1: coverage 0.25, 0.5 (the edge counts as enough), 0.75.
    model = instrument(element("trust", *(indicator(key) for key in "abcd")))

    found = card(model, ONE, [said("ann", key, 4) for key in "abcd"[:answered]])

    assert found.get("overall").coverage == answered / 4
    assert found.get("overall").published is published
    assert found.get("overall").score == 0.75


def test_score_at_the_edge_is_published_whatever_rounding_does():
    # coverage (0.1 + 0.7) / (0.1 + 0.7 + 0.8) is half on paper, a last bit under it in floats.
    items = (indicator("a", 0.1), indicator("b", 0.7), indicator("d", 0.8))
    model = instrument(element("trust", *items))

    found = card(model, ONE, [said("ann", "a", 4), said("ann", "b", 4)])

    assert found.get("overall").coverage < 0.5
    assert found.get("overall").published is True


def test_score_weakest_prefers_a_published_child():
    # trust 0.5 and care 0.75 are published; skill scores 0 on a quarter of its weight and is not.
    model = instrument(
        element("trust", indicator("a")),
        element("skill", indicator("b"), indicator("c", 3)),
        element("care", indicator("d")),
    )
    answers = [said("ann", "a", 3), said("ann", "b", 1), said("ann", "d", 4)]

    found = card(model, ONE, answers)

    assert found.get("post-contract").weakest == "post-contract/trust"
    assert [part.note for part in found.get("post-contract").children] == [
        "",
        "below-coverage",
        "",
    ]
    assert found.get("overall").weakest is None


def test_score_weakest_falls_back_on_the_lowest_unpublished():
    # Both score on a quarter of their weight: trust 0.5, skill 0.
    model = instrument(
        element("trust", indicator("a"), indicator("b", 3)),
        element("skill", indicator("c"), indicator("d", 3)),
    )

    found = card(model, ONE, [said("ann", "a", 3), said("ann", "c", 1)])

    assert found.get("post-contract").weakest == "post-contract/skill"


def test_score_says_zero_weight_when_only_that_holds_a_value():
    # a is not applicable, b is answered and weighs nothing.
    model = instrument(
        element("trust", indicator("a"), indicator("b", 0)), element("skill", indicator("d"))
    )
    answers = [said("ann", "a", "not-applicable"), said("ann", "b", 5), said("ann", "d", 2)]

    found = card(model, ONE, answers)

    assert [part.note for part in found.get("post-contract").children] == ["zero-weight", ""]
