"""The list of relationships as a page."""

import gzip
from types import SimpleNamespace

import pytest
from django.urls import reverse

from assessments.charts.cards import list_reading
from tests.assessments.dashboard_builders import (
    answer,
    framework,
    organisation,
    person,
    relationship,
    sitting,
)

pytestmark = pytest.mark.django_db
LIST = "assessments:relationship-list"


@pytest.fixture
def drishtee():
    return organisation()


@pytest.fixture
def owner(client, drishtee):
    user = person("owner@example.org", drishtee)
    client.force_login(user)
    return user


def page(client, **asked):
    return client.get(reverse(LIST), asked).content.decode()


def test_list_is_for_people_who_are_signed_in(client):
    response = client.get(reverse(LIST))

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_list_that_is_empty_offers_the_first_relationship(client, owner):
    text = page(client)

    assert "You have no relationship yet." in text
    assert text.count(reverse("assessments:relationship-create")) == 1


def test_list_without_an_organisation_says_where_to_begin(client):
    client.force_login(person("new@example.org"))

    text = page(client)

    assert "You belong to no organisation yet" in text
    assert reverse("assessments:relationship-create") not in text


def test_list_shows_key_figures_weakest_element_and_small_chart(client, owner, drishtee):
    made = relationship(drishtee, "Rural data work", service="Data entry")
    answer(
        sitting(made, framework()),
        lambda party, indicator, dyad: 2 if indicator.key.startswith("contract-man") else 4,
    )

    text = page(client)

    assert reverse("assessments:relationship-detail", args=[made.pk]) in text
    assert "Data client – Drishtee – two sub-contractors" in text
    assert "Contract management, 25" in text
    assert "Collecting answers, 4 of 4 people answered" in text
    assert text.count('<use href="#d"') == 8


def test_list_names_cases_in_their_own_section(client, owner, drishtee):
    relationship(drishtee, "Ours")
    relationship(None, "Published pilot")

    text = page(client)

    assert text.index("Ours") < text.index("Published cases and examples")
    assert text.index("Published cases and examples") < text.index("Published pilot")
    assert '<span class="tag ex">published case</span>' in text


def test_list_keeps_the_choice_in_the_form_and_between_pages(client, owner, drishtee):
    for number in range(21):
        relationship(drishtee, f"Ours {number:02}", centres=1)

    text = page(client, q="Ours", sort="name")

    assert 'value="Ours"' in text
    assert '<option value="name" selected>' in text
    assert 'href="?q=Ours&amp;sort=name&amp;page=2"' in text


def test_list_says_when_nothing_fits(client, owner, drishtee):
    relationship(drishtee, "Ours")

    assert "None of your own relationships fits." in page(client, q="zzz")


def test_list_survives_a_page_that_is_not_there(client, owner, drishtee):
    relationship(drishtee, "Ours")

    assert "Ours" in page(client, page="99")


@pytest.mark.parametrize("number", [1, 30])
def test_list_page_asks_10_queries(client, owner, drishtee, number, django_assert_num_queries):
    version = framework()
    for one in range(number):
        answer(sitting(relationship(drishtee, f"Ours {one}", centres=1), version), lambda *_: 4)
    answer(sitting(relationship(None, "Published pilot"), version), lambda *_: 4, close=True)
    page(client)

    with django_assert_num_queries(10):
        page(client)


def test_list_of_twenty_fits_its_budget(client, owner, drishtee):
    version = framework()
    for one in range(20):
        answer(sitting(relationship(drishtee, f"Ours {one}", centres=1), version), lambda *_: 4)

    assert len(gzip.compress(client.get(reverse(LIST)).content)) <= 8 * 1024


def test_list_offers_the_answer_first(client, owner, drishtee):
    made = sitting(relationship(drishtee, "Rural data work", centres=1), framework())
    mine = made.respondents.get(key="drishtee")
    made.respondents.filter(party__tier=0).delete()

    text = page(client)

    link = reverse("assessments:answer-tasks", args=[mine.pk])
    assert f'<a class="btn btn-primary" href="{link}">Answer for Drishtee</a>' in text
    assert text.count("btn-primary") == 1
    assert "One relationship, collecting answers." in text


def test_list_says_who_has_not_answered(client, owner, drishtee):
    made = relationship(drishtee, "Rural data work")
    answer(sitting(made, framework()), lambda *_: 4, parties=["drishtee"])

    assert (
        "Answered by Drishtee only; nobody has answered for Data client and two sub-contractors."
    ) in page(client)


@pytest.mark.parametrize("scored", [True, False])
def test_list_has_the_key_of_small_charts_only_with_one(client, owner, drishtee, scored):
    made = sitting(relationship(drishtee, "Rural data work"), framework())
    if scored:
        answer(made, lambda *_: 4)

    assert ("small charts:" in page(client)) is scored


def test_list_shows_a_counterpart_no_element_of_few_items(client, drishtee):
    side = organisation("Data client")
    client.force_login(person("counterpart@example.org", side))
    made = relationship(drishtee, "Rural data work", client=side)
    answer(
        sitting(made, framework()),
        lambda party, indicator, dyad: 1 if indicator.key == "knowledge-exchange.social" else 4,
        close=True,
    )

    text = page(client)

    # Governance alone is about enough items.
    assert text.count('<use href="#d"') == 1


@pytest.mark.parametrize(
    ("counts", "reading"),
    [
        ({}, ""),
        ({"open": 1}, "One relationship, collecting answers."),
        ({"closed": 2}, "Two relationships, both closed."),
        ({"none": 3}, "Three relationships, all without a round."),
        ({"open": 2, "closed": 1}, "Three relationships: one closed, two collecting answers."),
    ],
)
def test_list_reading(counts, reading):
    assert list_reading(SimpleNamespace(counts=counts)) == reading
