"""What a respondent is asked (rule 2)."""

from assessments.scoring import AskedItem, asked

from .builders import (
    CLIENT,
    FIRST,
    ISSP,
    POST,
    PRE,
    SECOND,
    SUB,
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
        "trust",
        component("given", indicator("a", dyad_kinds=(FIRST, SECOND))),
        component("earned", indicator("b", asked_of=(ISSP,)), indicator("n", dyad_kinds=())),
    ),
    element("skill", indicator("d", dyad_kinds=(SECOND,), condition=("a", 3))),
    pre=[element("strategy", indicator("p", asked_of=(CLIENT, SUB)))],
)


def test_asked_follows_stage_role_and_dyad():
    items = asked(MODEL, chain("s", "t"), person("ann", "c", []), stages_reached=[PRE, POST])

    assert items == (
        AskedItem(PRE, "strategy", "", "p", "c--i"),
        AskedItem(POST, "trust", "given", "a", "c--i"),
        AskedItem(POST, "trust", "earned", "n", None),
    )


def test_asked_repeats_an_indicator_for_each_dyad_of_the_party():
    items = asked(MODEL, chain("s", "t"), person("eve", "i", []), stages_reached=[POST])

    assert items == (
        (POST, "trust", "given", "a", "c--i"),
        (POST, "trust", "given", "a", "i--s"),
        (POST, "trust", "given", "a", "i--t"),
        (POST, "trust", "earned", "b", "c--i"),
        (POST, "trust", "earned", "n", None),
    )


def test_asked_opens_a_condition_for_the_dyad_it_was_met_in():
    answers = [
        said("eve", "a", 3, "i--s"),
        said("eve", "a", 2, "i--t"),
        said("sam", "a", 5, "i--t"),
    ]

    items = asked(
        MODEL, chain("s", "t"), person("eve", "i", []), stages_reached=[POST], answers=answers
    )

    assert [item.dyad for item in items if item.indicator == "d"] == ["i--s"]


def test_asked_opens_a_condition_on_an_indicator_without_a_dyad():
    model = instrument(
        element("trust", indicator("n", dyad_kinds=()), indicator("a", condition=("n", 3)))
    )
    answers = [said("eve", "n", 3, None)]

    items = asked(model, chain(), person("eve", "i"), stages_reached=[POST], answers=answers)

    assert [item.indicator for item in items] == ["n", "a"]


def test_asked_opens_an_item_without_a_dyad_from_any_dyad():
    model = instrument(
        element(
            "trust",
            indicator("a", dyad_kinds=(FIRST, SECOND)),
            indicator("n", dyad_kinds=(), condition=("a", 3)),
        )
    )
    answers = [said("eve", "a", 1), said("eve", "a", 4, "i--s")]

    items = asked(model, chain("s"), person("eve", "i"), stages_reached=[POST], answers=answers)

    assert [item.indicator for item in items] == ["a", "a", "n"]


def test_asked_nothing_before_a_stage_is_reached():
    assert asked(MODEL, chain("s"), person("eve", "i"), stages_reached=[]) == ()
