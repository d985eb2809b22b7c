"""The parts of the dashboard that are words and tables: chain strip, heat table, lowest items."""

import pytest

from assessments.charts.chains import Joint, PartyBox, chain
from assessments.charts.heat import Cell, shade
from assessments.charts.pages import lead_and_rest, page_chain, score_page
from assessments.queries.dashboard import dashboard
from assessments.queries.headline import Measure
from tests.assessments.dashboard_builders import (
    answer,
    framework,
    organisation,
    person,
    relationship,
    sitting,
)

BOXES = {key: PartyBox("Role", key.upper(), "", "") for key in "abcd"}


def joint(upstream, downstream):
    return Joint(f"{upstream}--{downstream}", upstream, downstream)


def test_chain_is_a_tree_under_one_intermediary():
    drawn = chain([joint("a", "b"), joint("b", "c"), joint("b", "d")], BOXES, None, "no round yet")

    assert drawn.trunk.name == "A – B"
    assert [line.name for line in drawn.branches] == ["B – C", "B – D"]
    assert drawn.others == ()
    assert (drawn.trunk.big, drawn.trunk.sureness) == ("–", "no round yet")


def test_chain_of_another_shape_is_a_list():
    drawn = chain([joint("a", "b"), joint("b", "c"), joint("c", "d")], BOXES, None, "no round yet")

    assert (drawn.trunk, drawn.branches) == (None, ())
    assert [line.name for line in drawn.others] == ["A – B", "B – C", "C – D"]


@pytest.mark.parametrize(
    ("score", "cell"),
    [
        (0, Cell("h0", "0")),
        (0.14, Cell("h0", "14")),
        (0.15, Cell("h1", "15")),
        (0.57, Cell("h3", "57")),
        (0.855, Cell("h6", "86")),
        (1, Cell("h6", "100")),
    ],
)
def test_shade_follows_the_key(score, cell):
    assert shade(Measure(score, 1.0, score, score, True)) == cell


def test_shade_without_a_score_shows_bounds_or_says_why():
    assert shade(Measure(0.5, 0.25, 0.125, 0.875, False)) == Cell("none", "13–88")
    assert shade(None) == Cell("na", "n/a")


@pytest.mark.parametrize(
    ("about", "parts"),
    [
        ("", ("", "")),
        ("One. Two.", ("One. Two.", "")),
        ("One. Two. Three. Four.", ("One. Two.", "Three. Four.")),
    ],
)
def test_lead_and_rest_keeps_two_sentences(about, parts):
    assert lead_and_rest(about) == parts


@pytest.fixture
def page_of(db):
    """Return a function from answers to the dashboard's data, for the owner."""
    drishtee = organisation()
    owner, version = person("owner@example.org", drishtee), framework()

    def made(value_of, **fields):
        of = relationship(drishtee, centres=1)
        answer(sitting(of, version), value_of, **fields)
        return dashboard(of, user=owner)

    return made


def test_heat_shows_bounds_of_a_dyad_nobody_has_answered_about(page_of):
    data = page_of(lambda party, indicator, dyad: 3, parties=["client"])

    heat = score_page(data).heat

    assert [head.name for head in heat.dyads] == [
        "Data client – Drishtee",
        "Drishtee – Telecentre A",
    ]
    assert heat.groups[0].rows[0].cells == (
        Cell("h3", "50"),
        Cell("h3", "50"),
        Cell("none", "0–100"),
        Cell("none", "0–100"),
    )
    assert heat.reading == "Every component with a score stands at 50."


def test_heat_reading_names_the_lowest_place(page_of):
    def value(party, indicator, dyad):
        low = indicator.key == "governance.style.social" and dyad == "client--drishtee"
        return 1 if low else 4

    assert score_page(page_of(value)).heat.reading == (
        "One of 26 social scores is below 50; lowest is Style, 0, in the dyad"
        " Data client – Drishtee."
    )


def test_heat_reading_keeps_to_one_lens(page_of):
    def value(party, indicator, dyad):
        if indicator.lens == "conventional":
            return 1
        return 2 if indicator.key == "governance.style.social" else 4

    assert score_page(page_of(value)).heat.reading == (
        "Two of 26 social scores are below 50; lowest is Style, 25, in the dyad"
        " Data client – Drishtee."
    )


def test_page_says_who_has_answered_when_a_party_has_not(page_of):
    answered = page_of(lambda *_: 3, parties=["drishtee"])

    assert score_page(answered).one_sided == (
        "Answered by Drishtee only; nobody has answered for Data client and Telecentre A."
    )
    assert score_page(page_of(lambda *_: 3)).one_sided == ""


def test_lowest_items_come_with_the_advice_for_their_level(page_of):
    def value(party, indicator, dyad):
        return {"governance.style.social": 1, "governance.skills.social": 3}.get(indicator.key, 5)

    found = score_page(page_of(value)).lowest

    assert [(item.short, item.level, item.recommendation) for item in found] == [
        ("Style: social", "1 of 5", "Write down how style is done."),
        ("Skills: social", "3 of 5", "Measure skills once a quarter."),
    ]
    assert found[0].where == "Style · Data client – Drishtee, Drishtee – Telecentre A"


def test_lowest_item_between_two_levels_takes_the_advice_of_the_lower(page_of):
    def value(party, indicator, dyad):
        if indicator.key != "governance.style.social":
            return 5
        return 3 if party == "drishtee" else 2

    found = score_page(page_of(value)).lowest

    assert [(item.level, item.recommendation) for item in found] == [
        ("2.5 of 5", "Write down how style is done.")
    ]


def test_chain_of_a_published_case_counts_nobody(db):
    case = relationship(None, "Published pilot", centres=1)
    answer(sitting(case, framework()), lambda *_: 3, close=True)

    drawn = page_chain(dashboard(case, user=person("one@example.org")))

    assert drawn.trunk.upstream.turnout == ""
