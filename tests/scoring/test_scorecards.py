"""A scorecard on file is the scorecard."""

import json
from dataclasses import replace

import pytest

from assessments.scoring import Scorecard, ScoringError, score

from .builders import (
    FIRST,
    POST,
    SECOND,
    card,
    chain,
    component,
    element,
    indicator,
    instrument,
    person,
    said,
)

MODEL = instrument(
    element(
        "diligence",
        component("selection", indicator("a", 3, dyad_kinds=(FIRST, SECOND)), indicator("b", 0.7)),
        component("review", indicator("n", dyad_kinds=(), lens="social"), weight=0.1),
    ),
    element("trust", indicator("d", reversed=True), weight=1 / 3),
)
PEOPLE = [person("ann", "c"), person("ben", "c"), person("eve", "i"), person("sam", "s")]
ANSWERS = [
    said("ann", "a", 2),
    said("ben", "a", 5),
    said("eve", "a", 3, "i--s"),
    said("sam", "a", "not-applicable", "i--s"),
    said("sam", "n", 4, None),
    said("ann", "d", "dont-know"),
    said("eve", "d", 2),
]


def filed(scorecard):
    return json.dumps(scorecard.to_json(), sort_keys=True)


def test_scorecard_comes_back_from_json_equal_and_byte_for_byte():
    found = card(MODEL, PEOPLE, ANSWERS, chain("s"))

    again = Scorecard.from_json(json.loads(filed(found)))

    assert len(found.nodes) > 20
    assert again == found
    assert filed(again) == filed(found)
    assert again.get("overall", "social", "c--i") == found.get("overall", "social", "c--i")


def test_scorecard_is_the_same_from_whole_numbers_and_decimals():
    decimals = [
        one if one.value is None else replace(one, value=float(one.value)) for one in ANSWERS
    ]

    assert filed(card(MODEL, PEOPLE, decimals, chain("s"))) == filed(
        card(MODEL, PEOPLE, ANSWERS, chain("s"))
    )


def test_scorecard_is_the_same_from_whole_and_decimal_weights():
    whole = instrument(element("trust", indicator("a", 2), weight=1), min_coverage=1)
    decimal = instrument(element("trust", indicator("a", 2.0), weight=1.0), min_coverage=1.0)

    one, other = (card(model, PEOPLE, ANSWERS[:2], chain("s")) for model in (whole, decimal))

    assert filed(one) == filed(other)


def test_scorecard_states_its_version_and_lenses():
    found = score(
        MODEL, chain("s"), PEOPLE, ANSWERS, stages_reached=[POST], lenses=["social", "social"]
    )

    assert (found.version, found.min_coverage, found.lenses) == (1, 0.5, ("social",))
    assert found.parties == ("c", "i", "s")
    assert {node.lens for node in found.nodes} == {"social"}


@pytest.mark.parametrize("broken", [{}, {"items": 3}, {"items": [{}]}])
def test_scorecard_refuses_what_is_not_one(broken):
    with pytest.raises(ScoringError, match="not a stored scorecard"):
        Scorecard.from_json(broken)


def test_scorecard_node_shows_its_own_arithmetic():
    found = card(MODEL, PEOPLE, ANSWERS, chain("s"))

    for node in found.nodes:
        parts = [part for part in node.children if part.coverage is not None]
        terms = [part.share * part.score for part in parts if part.counted]
        assert sum(terms) == pytest.approx(node.score, abs=1e-12)
        for name in ("coverage", "lower", "upper"):
            total = sum(part.coverage_share * getattr(part, name) for part in parts)
            assert total == pytest.approx(getattr(node, name), abs=1e-12)
