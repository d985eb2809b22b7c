"""Rule 8: the gap over what both parties answered."""

import pytest

from assessments.scoring import Gap, ScoringError, gap, gaps

from .builders import (
    CLIENT,
    FIRST,
    POST,
    SECOND,
    chain,
    component,
    element,
    indicator,
    instrument,
    person,
    said,
)

PEOPLE = [person("ann", "c"), person("ben", "c"), person("eve", "i"), person("sam", "s")]
MODEL = instrument(
    element("trust", indicator("a", 3, dyad_kinds=(FIRST, SECOND)), indicator("b", 1)),
    element("skill", indicator("d", lens="social"), indicator("e", asked_of=(CLIENT,))),
)
ANSWERS = [
    said("ann", "a", 5),
    said("ben", "a", 3),
    said("eve", "a", 2),
    said("ann", "b", 1),
    said("eve", "b", 5),
    said("ann", "d", 4),
    said("eve", "d", "dont-know"),
    said("ann", "e", 1),
    said("eve", "a", 4, "i--s"),
    said("sam", "a", 1, "i--s"),
]


def between(upstream, downstream, model=MODEL, **changes):
    return gap(
        model,
        chain("s"),
        PEOPLE,
        ANSWERS,
        upstream=upstream,
        downstream=downstream,
        **{"stages_reached": [POST]} | changes,
    )


def test_gap_is_over_shared_items_with_the_same_weights():
    # client: a (1 + 0.5) / 2 = 0.75, b 0: (3 * 0.75 + 0) / 4 = 0.5625
    # intermediary: a 0.25, b 1: (0.75 + 1) / 4 = 0.4375. d and e are not shared.
    assert between("c", "i") == Gap("overall", 0.125, 0.5625, 0.4375, 2)


def test_gap_swapping_sides_flips_the_sign_only():
    assert between("i", "c") == Gap("overall", -0.125, 0.4375, 0.5625, 2)


def test_gap_on_the_second_dyad():
    # a about i--s: intermediary 0.75, sub-contractor 0
    assert between("i", "s") == Gap("overall", 0.75, 0.75, 0.0, 1)
    assert between("i", "s", dyad="i--s") == Gap("overall", 0.75, 0.75, 0.0, 1)


def test_gap_follows_the_weights_of_components():
    # selection (W 3): 1 - 0 = 1; review (W 1): 0 - 1 = -1; (3 * 1 - 1) / 4 = 0.5
    model = instrument(
        element(
            "diligence",
            component("selection", indicator("a"), weight=3),
            component("review", indicator("b")),
        )
    )
    answers = [said("ann", "a", 5), said("eve", "a", 1), said("ann", "b", 1), said("eve", "b", 5)]

    found = gaps(
        model, chain(), PEOPLE[:3], answers, upstream="c", downstream="i", stages_reached=[POST]
    )

    assert found == (
        Gap("overall", 0.5, 0.75, 0.25, 2),
        Gap("pre-contract", None, None, None, 0),
        Gap("post-contract", 0.5, 0.75, 0.25, 2),
        Gap("post-contract/diligence", 0.5, 0.75, 0.25, 2),
        Gap("post-contract/diligence/selection", 1.0, 1.0, 0.0, 1),
        Gap("post-contract/diligence/review", -1.0, 0.0, 1.0, 1),
    )


def test_gap_without_a_shared_item_is_none():
    empty = Gap("post-contract/skill", None, None, None, 0)

    assert between("c", "i", path="post-contract/skill") == empty
    assert between("c", "i", lens="social") == Gap("overall", None, None, None, 0)
    assert between("c", "s") == Gap("overall", None, None, None, 0)


def test_gap_counts_an_item_without_a_dyad_in_the_first_tier():
    # a names no dyad: client 1.0, intermediary 0.5; about i--s alone it is not counted.
    model = instrument(element("trust", indicator("a", dyad_kinds=())))
    answers = [said("ann", "a", 5, None), said("eve", "a", 3, None), said("sam", "a", 1, None)]
    common = {"stages_reached": [POST]}

    first = gap(
        model, chain("s"), PEOPLE, answers, upstream="c", downstream="i", dyad="c--i", **common
    )
    second = gap(
        model, chain("s"), PEOPLE, answers, upstream="i", downstream="s", dyad="i--s", **common
    )

    assert first == Gap("overall", 0.5, 1.0, 0.5, 1)
    assert second == Gap("overall", None, None, None, 0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"path": "nowhere"}, "unknown path 'nowhere'"),
        ({"dyad": "i--s"}, "dyad 'i--s' is not between 'c' and 'i'"),
        ({"lens": "green"}, "unknown lens 'green'"),
    ],
)
def test_gap_refuses_what_it_does_not_know(changes, message):
    with pytest.raises(ScoringError) as error:
        between("c", "i", **changes)

    assert str(error.value) == message


def test_gap_refuses_an_unknown_party():
    with pytest.raises(ScoringError) as error:
        between("c", "x")

    assert str(error.value) == "unknown party 'x'"
