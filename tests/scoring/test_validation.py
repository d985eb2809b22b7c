"""Input that cannot be scored is refused by name."""

import math
from dataclasses import replace

import pytest

from assessments.scoring import Answer, Chain, DyadSpec, ScoringError, score

from .builders import (
    FIRST,
    POST,
    card,
    chain,
    component,
    element,
    indicator,
    instrument,
    person,
    said,
)

ONE = [person("ann", "c")]
MODEL = instrument(element("trust", indicator("a"), indicator("n", dyad_kinds=())))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (said("ann", "a", 6), "answer of 'ann' to 'a': value 6 is outside 1 to 5"),
        (said("ann", "a", 0.5), "answer of 'ann' to 'a': value 0.5 is outside 1 to 5"),
        (said("ann", "a", math.nan), "answer of 'ann' to 'a': value nan is outside 1 to 5"),
        (
            Answer("ann", "a", "c--i", "answered"),
            "answer of 'ann' to 'a': answered without a value",
        ),
        (said("ann", "a", "perhaps"), "answer of 'ann' to 'a': unknown state 'perhaps'"),
        (said("bob", "a", 3), "answer of 'bob' to 'a': unknown respondent 'bob'"),
        (said("ann", "x", 3), "answer of 'ann' to 'x': unknown indicator 'x'"),
        (said("ann", "a", 3, "c--x"), "answer of 'ann' to 'a': unknown dyad 'c--x'"),
        (said("ann", "a", 3, None), "answer of 'ann' to 'a': needs a dyad"),
        (said("ann", "n", 3), "answer of 'ann' to 'n': names no dyad but has a dyad"),
    ],
)
def test_answer_is_refused(answer, message):
    with pytest.raises(ScoringError) as error:
        card(MODEL, ONE, [answer])

    assert str(error.value) == message


def test_answer_given_twice_is_refused():
    with pytest.raises(ScoringError) as error:
        card(MODEL, ONE, [said("ann", "a", 3), said("ann", "a", 3)])

    assert str(error.value) == "two answers of 'ann' to 'a' about 'c--i'"


WEIGHT = "is not a finite number of zero or more"


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (instrument(element("e", indicator("a", -1))), f"indicator 'a': weight -1 {WEIGHT}"),
        (
            instrument(element("e", indicator("a", math.inf))),
            f"indicator 'a': weight inf {WEIGHT}",
        ),
        (instrument(element("e", weight=-2)), f"element 'e': weight -2 {WEIGHT}"),
        (
            instrument(element("e", component("k", weight=-3))),
            f"component 'k' of element 'e': weight -3 {WEIGHT}",
        ),
        (
            instrument(element("e", component("k"), indicator("a"))),
            "element 'e' has both components and direct indicators",
        ),
        (
            instrument(element("e", indicator("a"), indicator("a"))),
            "indicator 'a' occurs twice",
        ),
        (
            instrument(element("e"), element("e")),
            "stage 'post-contract': element 'e' occurs twice",
        ),
        (
            instrument(element("e", indicator("a", minimum=5))),
            "indicator 'a': 5 to 5 is not a scale",
        ),
        (
            instrument(element("e", indicator("a", lens="green"))),
            "indicator 'a': unknown lens 'green'",
        ),
        (
            instrument(element("e", indicator("a", condition=("x", 1)))),
            "condition of 'a': unknown indicator 'x'",
        ),
        (
            instrument(
                element("e", indicator("a", condition=("b", 1)), indicator("b", condition=("a", 1)))
            ),
            "condition of 'a' depends on itself",
        ),
        (instrument(min_coverage=1.5), "min_coverage 1.5 is not between 0 and 1"),
    ],
)
def test_instrument_is_refused(model, message):
    with pytest.raises(ScoringError) as error:
        card(model, ONE, [])

    assert str(error.value) == message


def test_stage_weight_is_refused_when_negative():
    model = replace(MODEL, stages=tuple(replace(stage, weight=-1) for stage in MODEL.stages))

    with pytest.raises(ScoringError) as error:
        card(model, ONE, [])

    assert str(error.value) == f"stage 'pre-contract': weight -1 {WEIGHT}"


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ([person("ann", "x")], "respondent 'ann': unknown party 'x'"),
        ([person("ann", "c", ["later"])], "respondent 'ann': unknown stage 'later'"),
        ([person("ann", "c"), person("ann", "i")], "respondent 'ann' occurs twice"),
    ],
)
def test_respondent_is_refused(people, message):
    with pytest.raises(ScoringError) as error:
        card(MODEL, people, [])

    assert str(error.value) == message


@pytest.mark.parametrize(
    ("around", "message"),
    [
        (
            Chain(chain().parties, (DyadSpec("c--x", "c", "x", 1, FIRST),)),
            "dyad 'c--x': unknown party 'x'",
        ),
        (
            Chain(chain().parties, (DyadSpec("c--c", "c", "c", 1, FIRST),)),
            "dyad 'c--c' has 'c' on both sides",
        ),
        (Chain(chain().parties, chain().dyads * 2), "dyad 'c--i' occurs twice"),
        (Chain(chain().parties * 2), "party 'c' occurs twice"),
    ],
)
def test_chain_is_refused(around, message):
    with pytest.raises(ScoringError) as error:
        card(MODEL, ONE, [], around)

    assert str(error.value) == message


def test_stage_reached_is_refused_when_unknown():
    with pytest.raises(ScoringError) as error:
        card(MODEL, ONE, [], reached=["later"])

    assert str(error.value) == "stages reached: unknown stage 'later'"


def test_lens_is_refused_when_unknown():
    with pytest.raises(ScoringError) as error:
        score(MODEL, chain(), ONE, [], stages_reached=[POST], lenses=["green"])

    assert str(error.value) == "unknown lens 'green'"


def test_stage_may_not_take_the_path_of_the_whole():
    model = replace(MODEL, stages=(replace(MODEL.stages[0], key="overall"),))

    with pytest.raises(ScoringError) as error:
        card(model, [], [], reached=[])

    assert str(error.value) == "stage 'overall' has the path of the whole"
