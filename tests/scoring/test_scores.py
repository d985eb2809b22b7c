"""Which stages, lenses and parties count: the arithmetic is in each comment."""

from assessments.scoring import CountedRespondent

from .builders import (
    CLIENT,
    ISSP,
    POST,
    PRE,
    SECOND,
    SUB,
    card,
    chain,
    element,
    figures,
    indicator,
    instrument,
    person,
    said,
)

ONE = [person("ann", "c")]


def test_score_counts_stages_equally_however_many_items_they_hold():
    # pre: one item at 1.0; post: three items at 0; overall (1 + 0) / 2 = 0.5, not 1/4
    model = instrument(
        element("trust", indicator("a"), indicator("b"), indicator("c")),
        pre=[element("strategy", indicator("p"))],
    )
    answers = [said("ann", key, 1) for key in "abc"] + [said("ann", "p", 5)]

    found = card(model, ONE, answers, reached=(PRE, POST))

    assert figures(found, "overall") == (0.5, 1.0, 0.5, 0.5)


def test_score_leaves_out_a_stage_not_reached():
    # The post-contract answer (1.0) is there but does not count: overall is pre alone, 0.25.
    model = instrument(element("trust", indicator("a")), pre=[element("strategy", indicator("p"))])

    found = card(model, ONE, [said("ann", "a", 5), said("ann", "p", 2)], reached=(PRE,))

    assert figures(found, "overall") == (0.25, 1.0, 0.25, 0.25)
    assert found.get("post-contract") is None
    assert [(p.path, p.note) for p in found.get("overall").children] == [
        ("pre-contract", ""),
        ("post-contract", "not-reached"),
    ]
    assert found.stages_reached == (PRE,)


def test_score_leaves_out_a_stage_a_respondent_has_not_submitted():
    # ann's draft of post-contract (1.0) does not count, ben's 0.5 does; pre is ann's 0.25 and
    # ben's 0.75 in one party: 0.5.
    model = instrument(element("trust", indicator("a")), pre=[element("strategy", indicator("p"))])
    people = [person("ann", "c", [PRE]), person("ben", "c"), person("eve", "i", [])]
    answers = [
        said("ann", "p", 2),
        said("ben", "p", 4),
        said("ann", "a", 5),
        said("ben", "a", 3),
        said("eve", "a", 5),
    ]

    found = card(model, people, answers, reached=(PRE, POST))

    assert figures(found, "pre-contract") == (0.5, 1.0, 0.5, 0.5)
    assert figures(found, "post-contract") == (0.5, 1.0, 0.5, 0.5)
    assert found.respondents == (
        CountedRespondent("ann", "c", (PRE,)),
        CountedRespondent("ben", "c", (PRE, POST)),
    )
    assert found.parties == ("c",)


def test_score_nobody_submitted_is_an_empty_scorecard():
    model = instrument(element("trust", indicator("a")))

    found = card(model, [person("ann", "c", [])], [said("ann", "a", 5)])

    assert (found.nodes, found.respondents, found.parties) == ((), (), ())


def test_score_splits_by_lens():
    # conventional: a 1.0, b 0.5, so 0.75. social: c 0, so 0. all: (1 + 0.5 + 0) / 3 = 0.5.
    # skill holds no social item and is left out of that lens.
    model = instrument(
        element("trust", indicator("a"), indicator("b"), indicator("c", lens="social")),
    )

    found = card(model, ONE, [said("ann", "a", 5), said("ann", "b", 3), said("ann", "c", 1)])

    assert [figures(found, "overall", lens)[0] for lens in found.lenses] == [0.5, 0.75, 0.0]
    assert found.lens_difference("overall") == -0.75


def test_score_lens_without_items_is_left_out():
    model = instrument(element("trust", indicator("a")))

    found = card(model, ONE, [said("ann", "a", 5)])

    assert found.get("overall", "social") is None
    assert found.lens_difference("overall") is None
    assert {node.lens for node in found.nodes} == {"all", "conventional"}


def test_score_asks_only_the_roles_named():
    # a is asked of the client only, so the intermediary's 1.0 is ignored.
    model = instrument(element("trust", indicator("a", asked_of=(CLIENT,))))
    people = [person("ann", "c"), person("eve", "i")]

    found = card(model, people, [said("ann", "a", 2), said("eve", "a", 5)])

    assert figures(found, "overall") == (0.25, 1.0, 0.25, 0.25)


def test_score_asks_nobody_about_a_dyad_they_are_not_in():
    # The client's word about i--s is ignored; only the sub-contractor's counts.
    model = instrument(
        element("trust", indicator("a", dyad_kinds=(SECOND,), asked_of=(CLIENT, ISSP, SUB)))
    )
    people = [person("ann", "c"), person("sam", "s")]

    found = card(
        model, people, [said("ann", "a", 5, "i--s"), said("sam", "a", 1, "i--s")], chain("s")
    )

    assert figures(found, "overall") == (0.0, 1.0, 0.0, 0.0)
