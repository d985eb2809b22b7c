"""Saying who answers, closing and reopening."""

import pytest

from assessments.forms.assessments import CloseForm, ReopenForm, RespondentForm
from tests.builders import make_relationship, open_round


def respondent_form(assessment, user, party, /, **parts):
    found = assessment.relationship.parties.get(key=party)
    data = {"party": found.pk, "who": "me", "label": ""} | parts
    return RespondentForm(data, assessment=assessment, user=user)


def test_respondent_form_begins_with_the_party_of_ones_own(assessment, owner):
    form = RespondentForm(assessment=assessment, user=owner)

    assert form.fields["party"].initial == assessment.relationship.parties.get(tier=1).pk


def test_respondent_form_takes_oneself_for_ones_own_party(assessment, owner, colleague):
    assert respondent_form(assessment, owner, "intermediary").is_valid()
    assert respondent_form(assessment, colleague, "intermediary").is_valid()


@pytest.mark.parametrize("party", ["client", "telecentre"])
def test_respondent_form_refuses_oneself_for_another_party(assessment, owner, party):
    assert list(respondent_form(assessment, owner, party).errors) == ["who"]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"who": "other"}, "label"),
        ({"who": "other", "label": "  "}, "label"),
        ({"who": "other", "label": "x" * 121}, "label"),
        ({"who": "other", "label": "a\0"}, "label"),
        ({"who": "somebody"}, "who"),
        ({"party": "\0"}, "party"),
    ],
)
def test_respondent_form_refuses(assessment, owner, parts, name):
    assert name in respondent_form(assessment, owner, "telecentre", **parts).errors


def test_respondent_form_lets_nobody_speak_for_a_party_with_people_here(assessment, owner):
    said = {"who": "other", "label": "Their clerk"}

    assert list(respondent_form(assessment, owner, "client", **said).errors) == ["party"]
    assert respondent_form(assessment, owner, "intermediary", **said).is_valid()
    assert respondent_form(assessment, owner, "telecentre", **said).is_valid()


def test_respondent_form_refuses_a_party_of_another_relationship(assessment, owner, organisation):
    other = make_relationship(owner=organisation, name="Other").parties.get(tier=1)

    form = respondent_form(assessment, owner, "intermediary", party=other.pk)

    assert list(form.errors) == ["party"]


@pytest.mark.parametrize("centres", [1, 30])
def test_respondent_form_takes_two_queries(
    organisation, owner, framework, centres, django_assert_num_queries
):
    made = open_round(make_relationship(owner=organisation, centres=centres), framework)

    with django_assert_num_queries(2):
        RespondentForm(assessment=made, user=owner)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\0"])
def test_reopen_form_refuses(reason):
    assert not ReopenForm({"reason": reason}).is_valid()


def test_close_form_wants_a_yes():
    assert CloseForm({"confirm": "on"}).is_valid()
    assert not CloseForm({"csrfmiddlewaretoken": "x"}).is_valid()
