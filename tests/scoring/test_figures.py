"""Worked examples of rules 1 to 4: the arithmetic is in each comment."""

import pytest

from .builders import (
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


def test_score_normalises_and_weights():
    # s = (5-1)/4 = 1 and (2-1)/4 = 0.25; (3 * 1 + 1 * 0.25) / 4 = 0.8125; all answered.
    model = instrument(element("trust", indicator("a", 3), indicator("b", 1)))

    found = card(model, ONE, [said("ann", "a", 5), said("ann", "b", 2)])

    assert figures(found, "overall") == (0.8125, 1.0, 0.8125, 0.8125)


def test_score_turns_a_reversed_indicator_round():
    # s = 1 - (4-1)/4 = 0.25
    model = instrument(element("trust", indicator("a", reversed=True)))

    found = card(model, ONE, [said("ann", "a", 4)])

    assert figures(found, "post-contract/trust") == (0.25, 1.0, 0.25, 0.25)


def test_score_uses_the_range_of_each_scale():
    # a on 0 to 10: 4/10 = 0.4; b on 1 to 5: (5-1)/4 = 1; mean 0.7
    model = instrument(element("trust", indicator("a", minimum=0, maximum=10), indicator("b")))

    found = card(model, ONE, [said("ann", "a", 4), said("ann", "b", 5)])

    assert figures(found, "overall")[0] == pytest.approx(0.7, abs=1e-15)


def test_score_weight_zero_counts_for_nothing():
    # a: 0.5 with weight 2; b: 1 with weight 0, so (2 * 0.5 + 0 * 1) / 2 = 0.5; c is unanswered
    # with weight 0 and takes nothing from coverage.
    model = instrument(element("trust", indicator("a", 2), indicator("b", 0), indicator("c", 0)))

    found = card(model, ONE, [said("ann", "a", 3), said("ann", "b", 5)])

    assert figures(found, "overall") == (0.5, 1.0, 0.5, 0.5)
    node = found.get("post-contract/trust", dyad="c--i")
    assert [(part.path, part.counted, part.share, part.note) for part in node.children] == [
        ("a", True, 1.0, ""),
        ("b", False, 0.0, "zero-weight"),
        ("c", False, 0.0, "zero-weight"),
    ]
    assert (node.items, node.answered) == (1, 1)


def test_score_not_applicable_leaves_both_sums():
    # a: 0.75 with weight 1; b (weight 9) is not applicable: 0.75 / 1, coverage 1 / 1
    model = instrument(element("trust", indicator("a"), indicator("b", 9)))

    found = card(model, ONE, [said("ann", "a", 4), said("ann", "b", "not-applicable")])

    assert figures(found, "overall") == (0.75, 1.0, 0.75, 0.75)


@pytest.mark.parametrize("state", ["dont-know", "skipped", None])
def test_score_unanswered_stays_applicable(state):
    # a: 0.75, weight 3; b unanswered, weight 1. Score 0.75; coverage 3/4; lower 3 * 0.75 / 4 =
    # 0.5625; upper 0.5625 + (1 - 0.75) = 0.8125. No answer at all is the same as skipped.
    model = instrument(element("trust", indicator("a", 3), indicator("b", 1)))
    answers = [said("ann", "a", 4)] + ([] if state is None else [said("ann", "b", state)])

    found = card(model, ONE, answers)

    assert figures(found, "overall") == (0.75, 0.75, 0.5625, 0.8125)


def test_score_is_none_when_nothing_is_answered():
    model = instrument(element("trust", indicator("a")))

    found = card(model, ONE, [said("ann", "a", "dont-know")])

    assert figures(found, "overall") == (None, 0.0, 0.0, 1.0)
    assert found.get("overall").published is False


def test_score_all_not_applicable_leaves_the_node_out():
    model = instrument(element("trust", indicator("a")))

    found = card(model, ONE, [said("ann", "a", "not-applicable")])

    assert found.nodes == ()


def test_score_weighs_components_and_skips_those_without_a_score():
    # selection (W 1): 1.0, coverage 1. review (W 3): unanswered, coverage 0, bounds 0 and 1.
    # growth (W 1): 0.5, coverage 1. Score (1 + 0.5) / 2 = 0.75; coverage (1 + 0 + 1) / 5 = 0.4;
    # lower (1 + 0 + 0.5) / 5 = 0.3; upper (1 + 3 + 0.5) / 5 = 0.9.
    model = instrument(
        element(
            "diligence",
            component("selection", indicator("a")),
            component("review", indicator("b"), weight=3),
            component("growth", indicator("c")),
        )
    )

    found = card(model, ONE, [said("ann", "a", 5), said("ann", "c", 3)])

    assert figures(found, "post-contract/diligence") == (0.75, 0.4, 0.3, 0.9)
    assert found.get("post-contract/diligence").published is False
    notes = [part.note for part in found.get("post-contract/diligence").children]
    assert notes == ["", "unanswered", ""]
