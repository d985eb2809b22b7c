"""The list of relationships as a page."""

import gzip

import pytest
from django.urls import reverse

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
def test_list_page_asks_8_queries(client, owner, drishtee, number, django_assert_num_queries):
    version = framework()
    for one in range(number):
        answer(sitting(relationship(drishtee, f"Ours {one}", centres=1), version), lambda *_: 4)
    answer(sitting(relationship(None, "Published pilot"), version), lambda *_: 4, close=True)
    page(client)

    with django_assert_num_queries(8):
        page(client)


def test_list_of_twenty_fits_its_budget(client, owner, drishtee):
    version = framework()
    for one in range(20):
        answer(sitting(relationship(drishtee, f"Ours {one}", centres=1), version), lambda *_: 4)

    assert len(gzip.compress(client.get(reverse(LIST)).content)) <= 8 * 1024
