"""The list: who sees what, in which order, in how many queries."""

from datetime import date

import pytest

from assessments.queries.portfolio import PAGE_SIZE, Choice, portfolio
from tests.assessments.dashboard_builders import (
    answer,
    framework,
    organisation,
    person,
    relationship,
    sitting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drishtee():
    return organisation()


@pytest.fixture
def owner(drishtee):
    return person("owner@example.org", drishtee)


def level(value):
    return lambda party, indicator, dyad: value


def some(value):
    """Answer conventional indicators only, of one side: too little for a score."""
    return lambda party, indicator, dyad: value if indicator.key.startswith("governance") else None


def names(found):
    return [row.relationship.name for row in found.rows]


def listed(user, page=None, **asked):
    return portfolio(user, choice=Choice.of(asked), page=page)


def test_choice_ignores_words_it_does_not_know():
    assert Choice.of({"state": "x", "kind": "y", "sort": "z", "q": " a "}) == Choice(q="a")


def test_portfolio_lists_own_relationships_apart_from_cases(owner, drishtee):
    relationship(drishtee, "Ours")
    relationship(organisation("Elsewhere"), "Theirs")
    relationship(None, "Published pilot")

    found = listed(owner)

    assert names(found) == ["Ours"]
    assert [row.relationship.name for row in found.cases] == ["Published pilot"]


def test_portfolio_of_somebody_without_organisation_has_the_cases_only(drishtee):
    relationship(drishtee, "Ours")
    relationship(None, "Published pilot")

    found = listed(person("new@example.org"))

    assert (names(found), len(found.cases)) == ([], 1)
    assert not found.has_organisation
    assert not found.may_create


@pytest.mark.parametrize(
    ("role", "may"), [("manager", True), ("contributor", True), ("viewer", False)]
)
def test_portfolio_says_who_may_create(drishtee, role, may):
    assert listed(person("one@example.org", drishtee, role)).may_create is may


@pytest.fixture
def three(drishtee):
    """Return: high score, full coverage; low score, half coverage; no score; no round."""
    version = framework()
    high = relationship(drishtee, "B high")
    answer(sitting(high, version, as_of=date(2010, 1, 1)), level(5))
    low = relationship(drishtee, "A low")
    answer(sitting(low, version, as_of=date(2012, 1, 1)), level(2))
    little = relationship(drishtee, "C little")
    answer(sitting(little, version, as_of=date(2011, 1, 1)), some(3))
    relationship(drishtee, "D none")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["A low", "B high", "C little", "D none"]),
        ("latest", ["A low", "C little", "B high", "D none"]),
        ("overall", ["A low", "B high", "C little", "D none"]),
        ("coverage", ["C little", "A low", "B high", "D none"]),
    ],
)
def test_portfolio_sorts(owner, three, sort, order):
    assert names(listed(owner, sort=sort)) == order


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "high"}, ["B high"]),
        ({"q": "DATA CLIENT"}, ["A low", "B high", "C little", "D none"]),
        ({"state": "none"}, ["D none"]),
        ({"state": "open"}, ["A low", "B high", "C little"]),
        ({"state": "closed"}, []),
        ({"kind": "case"}, []),
    ],
)
def test_portfolio_narrows(owner, three, asked, expected):
    assert names(listed(owner, sort="name", **asked)) == expected


def test_portfolio_counts_by_state(owner, three):
    assert listed(owner).counts == {"open": 3, "none": 1}


def test_portfolio_hides_the_figures_of_an_open_round_from_a_counterpart(drishtee):
    client_side = organisation("Data client")
    counterpart = person("counterpart@example.org", client_side)
    version = framework()
    low = relationship(drishtee, "Low, open", client=client_side)
    answer(sitting(low, version), level(1))
    high = relationship(drishtee, "High, closed", client=client_side)
    answer(sitting(high, version), level(5), close=True)

    found = listed(counterpart, sort="overall")

    assert names(found) == ["High, closed", "Low, open"]
    assert [row.is_hidden for row in found.rows] == [False, True]
    assert found.rows[1].headline is None


def test_portfolio_shows_cases_on_the_first_page_only(owner, drishtee):
    for number in range(PAGE_SIZE + 1):
        relationship(drishtee, f"Ours {number:02}", centres=1)
    relationship(None, "Published pilot")

    first, second = listed(owner, sort="name"), listed(owner, sort="name", page="2")

    assert (len(first.rows), len(first.cases)) == (PAGE_SIZE, 1)
    assert (names(second), len(second.cases)) == ([f"Ours {PAGE_SIZE}"], 0)


@pytest.mark.parametrize("number", [1, 30])
def test_portfolio_reads_in_8_queries(owner, drishtee, number, django_assert_num_queries):
    version = framework()
    for one in range(number):
        sitting(relationship(drishtee, f"Ours {one}", centres=1), version)
    sitting(relationship(None, "Published pilot"), version)

    with django_assert_num_queries(8):
        listed(owner)
