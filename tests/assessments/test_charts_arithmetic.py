"""The arithmetic page adds up and says what is left out."""

import pytest

from assessments.charts.arithmetic import arithmetic, query
from assessments.queries.instruments import instrument_from
from assessments.scoring import Answer, Chain, DyadSpec, PartySpec, RespondentSpec, score
from frameworks.definitions import read
from tests.assessments.dashboard_builders import STAGES, definition_text, slug

DYADS = {"client--drishtee": "Client – Drishtee", "drishtee--centre": "Drishtee – Centre"}
PARTIES = {"client": "Client", "drishtee": "Drishtee", "centre": "Centre"}
STYLE = "post-contract/governance/style"
CHAIN = Chain(
    parties=(
        PartySpec("client", "client", 0),
        PartySpec("drishtee", "intermediary", 1),
        PartySpec("centre", "sub-contractor", 2),
    ),
    dyads=(
        DyadSpec("client--drishtee", "client", "drishtee", 1, "client--intermediary"),
        DyadSpec("drishtee--centre", "drishtee", "centre", 2, "intermediary--sub-contractor"),
    ),
)


@pytest.fixture(scope="module")
def definition():
    return read(definition_text(), "trial-1.yaml")


@pytest.fixture(scope="module")
def scorecard(definition):
    """Client 5 and Drishtee 3 on Style conventional; on Style social nobody answered."""
    stages = frozenset(slug(stage) for stage in STAGES)
    key = "governance.style.conventional"
    answers = [
        Answer("client", key, "client--drishtee", "answered", 5),
        Answer("drishtee", key, "client--drishtee", "answered", 3),
        Answer("drishtee", "governance.skills.social", "client--drishtee", "not-applicable", None),
        Answer("client", "governance.skills.social", "client--drishtee", "not-applicable", None),
    ]
    people = [RespondentSpec(key, key, stages) for key in ("client", "drishtee")]
    return score(instrument_from(definition), CHAIN, people, answers, stages_reached=stages)


def laid_out(scorecard, definition, path, dyad=None, *, lens="all", parties=PARTIES):
    node = scorecard.get(path, lens=lens, dyad=dyad)
    return arithmetic(node, scorecard, definition, dyads=DYADS, parties=parties)


def test_items_show_weight_share_value_and_each_party(scorecard, definition):
    # Conventional: client 100, Drishtee 50, mean 75. Social is open, so half is covered.
    found = laid_out(scorecard, definition, STYLE, "client--drishtee")

    rows = [(one.name, one.weight, one.score, one.product, one.note) for one in found.lines]
    assert rows == [
        ("Style: conventional", "1", "75", "75", ""),
        ("Style: social", "1", "–", "–", "not in the score: no answer; stays in the coverage"),
    ]
    assert [one.parties for one in found.lines] == [
        "Client 100, Drishtee 50",
        "Client unanswered, Drishtee unanswered",
    ]
    assert found.formulas == (
        ("Score", "(1 × 75) ÷ 1 = 75"),
        ("Coverage", "1 ÷ 2 of the weight answered = 50 %"),
        ("Bounds", "37.5 if every open item came out lowest, 87.5 if every one came out highest"),
    )
    assert found.holds_items


def test_whole_of_two_lenses_says_why_it_may_lie_outside_them(scorecard, definition):
    assert (
        "each lens is a mean of its own components"
        in laid_out(scorecard, definition, "post-contract").outside
    )
    assert laid_out(scorecard, definition, "post-contract", lens="social").outside == ""
    assert laid_out(scorecard, definition, STYLE, "client--drishtee").outside == ""


def test_not_applicable_item_is_named_as_left_out(scorecard, definition):
    found = laid_out(scorecard, definition, "post-contract/governance/skills", "client--drishtee")

    assert [one.note for one in found.lines] == [
        "not in the score: no answer; stays in the coverage",
        "left out: not applicable",
    ]


def test_relationship_component_lists_its_dyads_with_their_links(scorecard, definition):
    found = laid_out(scorecard, definition, STYLE)

    assert [(one.name, one.query) for one in found.lines] == [
        ("Client – Drishtee", f"?path={STYLE}&dyad=client--drishtee"),
        ("Drishtee – Centre", f"?path={STYLE}&dyad=drishtee--centre"),
    ]
    assert found.place == "the whole relationship"


def test_ways_lead_up_and_to_the_whole_relationship(scorecard, definition):
    found = laid_out(scorecard, definition, STYLE, "client--drishtee")

    assert found.ways == (
        ("Governance", "?path=post-contract/governance&dyad=client--drishtee"),
        ("Whole relationship", f"?path={STYLE}"),
    )
    assert found.lenses == (
        ("all", f"?path={STYLE}&dyad=client--drishtee", True),
        ("conventional", f"?path={STYLE}&lens=conventional&dyad=client--drishtee", False),
        ("social", f"?path={STYLE}&lens=social&dyad=client--drishtee", False),
    )


def test_node_without_a_score_shows_its_bounds(scorecard, definition):
    found = laid_out(scorecard, definition, STYLE, lens="social")

    assert found.big == "0–100"
    assert found.formulas[0] == ("Score", "nothing is answered, so there is no score")


def test_every_link_leads_to_a_node(scorecard, definition):
    for node in scorecard.nodes:
        found = arithmetic(node, scorecard, definition, dyads=DYADS, parties=PARTIES)
        known = {query(one.path, one.lens, one.dyad) for one in scorecard.nodes}
        links = {one.query for one in found.lines if one.query} | {way[1] for way in found.ways}
        assert links <= known


def test_every_sum_adds_up(scorecard, definition):
    for node in scorecard.nodes:
        if node.score is None:
            continue
        terms = [part.share * part.score for part in node.children if part.counted]
        assert sum(terms) == pytest.approx(node.score)


def test_query_leaves_out_the_defaults():
    assert query("overall") == "?path=overall"
    assert query("a/b", "social", "x--y") == "?path=a/b&lens=social&dyad=x--y"
