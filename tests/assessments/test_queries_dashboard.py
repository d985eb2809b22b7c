"""What the dashboard reads, for whom, and in how many queries."""

from datetime import date

import pytest

from assessments.models import Assessment
from assessments.queries.dashboard import dashboard
from assessments.queries.turnouts import Turnout
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


@pytest.fixture
def client_side():
    return organisation("Data client")


@pytest.fixture
def counterpart(client_side):
    return person("counterpart@example.org", client_side)


@pytest.fixture
def bihar(drishtee, client_side):
    return relationship(drishtee, client=client_side)


def fours(party, indicator, dyad):
    return 4


def test_dashboard_without_a_round_is_empty(bihar, owner):
    found = dashboard(bihar, user=owner)

    assert (found.assessment, found.scorecard, found.history) == (None, None, ())
    assert found.may_manage


def test_dashboard_with_nothing_submitted_has_no_scorecard(bihar, owner):
    sitting(bihar, framework())

    found = dashboard(bihar, user=owner)

    assert (found.scorecard, found.is_hidden) == (None, False)
    assert found.total == Turnout(asked=4, answered=0)


def test_dashboard_counts_people_by_party(bihar, owner):
    answer(sitting(bihar, framework()), fours, parties=["client"])

    found = dashboard(bihar, user=owner)

    assert found.turnout["client"] == Turnout(asked=1, answered=1)
    assert found.total == Turnout(asked=4, answered=1)


def test_dashboard_shows_the_latest_round_and_the_way_to_it(bihar, owner):
    version = framework()
    first = answer(sitting(bihar, version, label="First", as_of=date(2010, 5, 1)), fours)
    second = answer(sitting(bihar, version, label="Second", as_of=date(2011, 5, 1)), fours)

    found = dashboard(bihar, user=owner)

    assert found.assessment == second
    assert [one.assessment for one in found.history] == [first, second]


def test_dashboard_of_an_earlier_round_ends_its_history_there(bihar, owner):
    version = framework()
    first = answer(sitting(bihar, version, label="First", as_of=date(2010, 5, 1)), fours)
    answer(sitting(bihar, version, label="Second", as_of=date(2011, 5, 1)), fours)

    found = dashboard(bihar, user=owner, chosen=str(first.pk))

    assert [one.assessment for one in found.history] == [first]


@pytest.mark.parametrize("chosen", ["nonsense", "8bbe3320-c369-43ee-84c1-f4a74a6a81db"])
def test_dashboard_refuses_a_round_of_elsewhere(bihar, owner, chosen):
    with pytest.raises(Assessment.DoesNotExist):
        dashboard(bihar, user=owner, chosen=chosen)


def test_counterpart_sees_no_figures_while_answers_come_in(bihar, counterpart):
    answer(sitting(bihar, framework()), fours)

    found = dashboard(bihar, user=counterpart)

    assert (found.scorecard, found.is_hidden, found.history) == (None, True, ())


def test_counterpart_sees_a_closed_round_without_single_items(bihar, counterpart):
    version = framework()
    answer(sitting(bihar, version, label="Open", as_of=date(2010, 5, 1)), fours)
    closed = answer(
        sitting(bihar, version, label="Closed", as_of=date(2011, 5, 1)), fours, close=True
    )

    found = dashboard(bihar, user=counterpart)

    assert found.scorecard is not None
    assert not found.sees_items
    assert [one.assessment for one in found.history] == [closed]


def test_counterpart_sees_no_figure_of_few_items_in_any_round(bihar, counterpart):
    version = framework()
    for year in (2010, 2011):
        made = sitting(bihar, version, label=str(year), as_of=date(year, 5, 1))
        answer(made, fours, close=True)

    history = dashboard(bihar, user=counterpart).history

    for shown in history:
        rows = {row.path: row for row in shown.standings}
        assert rows["overall"].social.shown == 0.75
        assert rows["post-contract/governance"].social.shown == 0.75
        # One indicator a lens about three dyads.
        strategy = rows["pre-contract/outsourcing-strategy"]
        assert strategy.social.is_withheld
        assert (strategy.social.score, strategy.social.lower, strategy.social.upper) == (None, 0, 1)


def test_everybody_sees_the_items_of_a_published_case(counterpart):
    case = relationship(None, "Published pilot")
    answer(sitting(case, framework()), fours, close=True)

    found = dashboard(case, user=counterpart)

    assert found.sees_items
    assert not found.may_manage


@pytest.mark.parametrize("centres", [1, 6])
def test_dashboard_reads_a_closed_round_in_7_queries(
    drishtee, owner, centres, django_assert_num_queries
):
    made = relationship(drishtee, centres=centres)
    assessment = answer(sitting(made, framework()), fours, close=True)
    assert assessment.definition

    with django_assert_num_queries(7):
        dashboard(made, user=owner)


@pytest.mark.parametrize("centres", [1, 6])
def test_dashboard_scores_an_open_round_in_12_queries(
    drishtee, owner, centres, django_assert_num_queries
):
    made = relationship(drishtee, centres=centres)
    assessment = answer(sitting(made, framework()), fours)
    assert assessment.definition

    with django_assert_num_queries(12):
        dashboard(made, user=owner)
