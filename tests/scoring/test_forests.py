"""Worked examples of rule 6 across dyads and tiers: the arithmetic is in each comment."""

import pytest

from assessments.scoring import Chain, DyadSpec, PartySpec

from .builders import (
    FIRST,
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


def test_score_two_sub_contractor_dyads_share_their_tier():
    # c--i 1.0; i--s 0.0 and i--t 0.5, so tier 2 is 0.25; the relationship (1 + 0.25) / 2 = 0.625,
    # not the mean of three dyads, 0.5.
    model = instrument(element("trust", indicator("a", dyad_kinds=(FIRST, SECOND))))
    answers = [said("eve", "a", 5), said("eve", "a", 1, "i--s"), said("eve", "a", 3, "i--t")]

    found = card(model, [person("eve", "i")], answers, chain("s", "t"))

    assert figures(found, "overall") == (0.625, 1.0, 0.625, 0.625)
    assert [figures(found, "overall", dyad=dyad)[0] for dyad in ("c--i", "i--s", "i--t")] == [
        1.0,
        0.0,
        0.5,
    ]
    node = found.get("post-contract/trust")
    assert [(part.dyad, part.weight, part.share) for part in node.children] == [
        ("c--i", 1.0, 0.5),
        ("i--s", 0.5, 0.25),
        ("i--t", 0.5, 0.25),
    ]
    assert (node.weakest_dyad, found.get("overall").weakest_dyad) == ("i--s", "i--s")
    assert (node.items, node.answered) == (3, 3)


def test_score_tier_with_an_unanswered_dyad():
    # i--t is unanswered: tier 2 scores 0.5 from i--s alone, coverage (1 + 0) / 2 = 0.5, lower
    # 0.25, upper (0.5 + 1) / 2 = 0.75. With tier 1 at 1.0: score 0.75, coverage 0.75, lower
    # 0.625, upper 0.875.
    model = instrument(element("trust", indicator("a", dyad_kinds=(FIRST, SECOND))))
    answers = [said("eve", "a", 5), said("eve", "a", 3, "i--s")]

    found = card(model, [person("eve", "i")], answers, chain("s", "t"))

    assert figures(found, "overall") == (0.75, 0.75, 0.625, 0.875)
    node = found.get("post-contract/trust")
    assert [(p.dyad, p.share, p.coverage_share, p.note) for p in node.children] == [
        ("c--i", 0.5, 0.5, ""),
        ("i--s", 0.5, 0.25, ""),
        ("i--t", 0.0, 0.25, "unanswered"),
    ]


def test_score_three_tiers_are_equal():
    # Tiers 1.0, 0.5 and 0: the mean of three, 0.5; a fourth party in tier 3 changes only tier 3:
    # (1 + 0.5 + (0 + 1) / 2) / 3 = 2/3.
    third = "sub-contractor--sub-contractor"
    base = chain("s")
    parties = (*base.parties, PartySpec("u", SUB, 3), PartySpec("v", SUB, 3))
    dyads = (
        *base.dyads,
        DyadSpec("s--u", "s", "u", 3, third),
        DyadSpec("s--v", "s", "v", 3, third),
    )
    model = instrument(element("trust", indicator("a", dyad_kinds=(FIRST, SECOND, third))))
    people = [person("eve", "i"), person("sam", "s")]
    answers = [said("eve", "a", 5), said("eve", "a", 3, "i--s"), said("sam", "a", 3, "i--s")]
    answers.append(said("sam", "a", 1, "s--u"))

    three = card(model, people, answers, Chain(parties[:-1], dyads[:-1]))
    more = card(model, people, [*answers, said("sam", "a", 5, "s--v")], Chain(parties, dyads))

    assert figures(three, "overall") == (0.5, 1.0, 0.5, 0.5)
    assert figures(more, "overall")[0] == pytest.approx(2 / 3, abs=1e-15)
    assert three.get("overall").weakest_dyad == "s--u"


def test_score_totals_are_the_mean_of_the_combined_components_below():
    # trust: c--i 1.0, i--s 0, combined 0.5. skill is asked about c--i only: 1.0. The stage is
    # (0.5 + 1) / 2 = 0.75, where averaging the dyads' totals would give (1 + 0) / 2 = 0.5.
    model = instrument(
        element("trust", indicator("a", dyad_kinds=(FIRST, SECOND))),
        element("skill", indicator("b")),
    )
    answers = [said("eve", "a", 5), said("eve", "a", 1, "i--s"), said("eve", "b", 5)]

    found = card(model, [person("eve", "i")], answers, chain("s"))

    assert figures(found, "overall") == (0.75, 1.0, 0.75, 0.75)
    notes = [(p.dyad, p.note) for p in found.get("post-contract/skill").children]
    assert notes == [("c--i", ""), ("i--s", "not-asked")]


def test_score_indicator_without_a_dyad_belongs_to_the_first_tier():
    # a (no dyad) 1.0 joins b about c--i, 0: tier 1 is 0.5. Tier 2 is b about i--s, 1.0.
    # Together 0.75; i--s knows nothing of a.
    model = instrument(
        element("trust", indicator("a", dyad_kinds=()), indicator("b", dyad_kinds=(FIRST, SECOND)))
    )
    answers = [said("eve", "a", 5, None), said("eve", "b", 1), said("eve", "b", 5, "i--s")]

    found = card(model, [person("eve", "i")], answers, chain("s"))

    assert figures(found, "overall", dyad="c--i") == (0.5, 1.0, 0.5, 0.5)
    assert figures(found, "overall", dyad="i--s") == (1.0, 1.0, 1.0, 1.0)
    assert figures(found, "overall") == (0.75, 1.0, 0.75, 0.75)
    assert found.get("overall").items == 3


def test_score_without_any_dyad_is_scored_on_the_relationship():
    # a 1.0 and b 0.5: mean 0.75, and the items stand under the relationship's own node.
    model = instrument(
        element("trust", indicator("a", dyad_kinds=()), indicator("b", dyad_kinds=()))
    )
    answers = [said("eve", "a", 5, None), said("eve", "b", 3, None)]

    found = card(model, [person("eve", "i")], answers, chain(dyads=False))

    assert figures(found, "overall") == (0.75, 1.0, 0.75, 0.75)
    node = found.get("post-contract/trust")
    assert [item.indicator for item in node.items_detail] == ["a", "b"]
    assert (node.weakest, node.weakest_dyad) == ("b", None)


def test_score_weakest_dyad_prefers_one_with_enough_answers():
    # i--s scores 0 on a quarter of its weight; of the published dyads c--i (0.5) is below i--t (1).
    both = {"dyad_kinds": (FIRST, SECOND)}
    model = instrument(element("trust", indicator("a", **both), indicator("b", 3, **both)))
    answers = [said("eve", "a", 1, "i--s")]
    answers += [said("eve", key, 3) for key in "ab"]
    answers += [said("eve", key, 5, "i--t") for key in "ab"]

    found = card(model, [person("eve", "i")], answers, chain("s", "t"))

    assert found.get("post-contract/trust").weakest_dyad == "c--i"
    assert found.get("overall").weakest_dyad == "c--i"
