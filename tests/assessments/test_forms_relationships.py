"""Describing a relationship, opening a round, saying who answers."""

from datetime import date

import pytest

from accounts.models import Membership
from accounts.services import create_organisation
from assessments.forms.relationships import (
    RelationshipDetailsForm,
    RelationshipForm,
    RoundForm,
    SubContractorForm,
)
from tests.builders import make_person, open_round

CHAIN = {
    "name": "Invoice entry",
    "our_role": "intermediary",
    "client": "Archive",
    "intermediaries": "Mediator",
    "sub_contractors": "Centre A\nCentre B\n\n",
}


def described(owner, organisation, /, **parts):
    return RelationshipForm(CHAIN | {"owner": organisation.pk} | parts, user=owner)


def chain(form):
    return [(one.name, one.role, one.tier, one.organisation) for one in form.parties()]


def test_relationship_form_gives_the_chain_in_order(owner, organisation):
    form = described(owner, organisation, intermediaries="Near\r\nFar")

    assert form.is_valid(), form.errors
    assert chain(form) == [
        ("Archive", "client", 0, None),
        ("Near", "intermediary", 1, organisation),
        ("Far", "intermediary", 2, None),
        ("Centre A", "sub-contractor", 3, None),
        ("Centre B", "sub-contractor", 3, None),
    ]
    assert form.relationship().owner == organisation


@pytest.mark.parametrize(
    ("role", "name"),
    [("client", "Archive"), ("intermediary", "Mediator"), ("sub-contractor", "Centre A")],
)
def test_relationship_form_puts_the_owner_in_its_role(owner, organisation, role, name):
    form = described(owner, organisation, our_role=role)

    assert form.is_valid()
    assert [one[0] for one in chain(form) if one[3] == organisation] == [name]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"service": "a\0b"}, "service"),
        ({"country": "x" * 101}, "country"),
        ({"client": ""}, "client"),
        ({"client": "a\0"}, "client"),
        ({"client": "x" * 201}, "client"),
        ({"intermediaries": " \n ", "our_role": "client"}, "intermediaries"),
        ({"intermediaries": "A\nA"}, "intermediaries"),
        ({"intermediaries": "A\nB\nC\nD\nE"}, "intermediaries"),
        ({"sub_contractors": ""}, "sub_contractors"),
        ({"sub_contractors": "x" * 201}, "sub_contractors"),
        ({"sub_contractors": "a\0"}, "sub_contractors"),
        ({"sub_contractors": "\n".join(map(str, range(41)))}, "sub_contractors"),
        ({"our_role": "broker"}, "our_role"),
        ({"started": "2024-02-01", "ended": "2024-01-31"}, "ended"),
        ({"started": "31 February"}, "started"),
        ({"owner": "no uuid"}, "owner"),
        ({"owner": "\0"}, "owner"),
    ],
)
def test_relationship_form_refuses(owner, organisation, parts, name):
    assert list(described(owner, organisation, **parts).errors) == [name]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"intermediaries": ""}, "intermediary"),
        ({"client": "", "our_role": "client"}, "client"),
        ({"sub_contractors": "", "our_role": "sub-contractor"}, "sub-contractor"),
    ],
)
def test_relationship_form_puts_the_owner_in_its_empty_place(owner, organisation, parts, name):
    form = described(owner, organisation, **parts)

    assert form.is_valid()
    ours = [one for one in form.parties() if one.organisation == organisation]
    assert [(one.name, one.role) for one in ours] == [(organisation.name, name)]


def test_relationship_form_offers_only_organisations_one_manages(owner, organisation, stranger):
    elsewhere = stranger.organisations.get()
    read_only = create_organisation(name="Read only", by=make_person("third"))
    Membership.objects.create(user=owner, organisation=read_only, role="contributor")

    form = described(owner, organisation)

    assert list(form.fields["owner"].queryset) == [organisation]
    for other in (elsewhere, read_only):
        assert list(described(owner, other).errors) == ["owner"]


def test_details_form_takes_a_contract_of_one_day(relationship):
    same = {"name": "Renamed", "started": "2024-02-01", "ended": "2024-02-01"}

    form = RelationshipDetailsForm(same, instance=relationship)

    assert form.is_valid()


@pytest.mark.parametrize("parts", [{"name": ""}, {"name": "a\0"}, {"name": "a", "note": "x" * 201}])
def test_sub_contractor_form_refuses(parts):
    assert not SubContractorForm(parts).is_valid()


ROUND = {
    "label": "First",
    "as_of": "2024-03-31",
    "phase": "in-flight",
    "stages_reached": ["pre-contract", "contract-development", "post-contract"],
}


def round_form(relationship, framework, **parts):
    return RoundForm(ROUND | parts, relationship=relationship, version=framework)


def test_round_form_gives_a_draft(relationship, framework):
    form = round_form(relationship, framework)

    assert form.is_valid(), form.errors
    draft = form.draft()
    assert (draft.label, draft.as_of, draft.phase) == ("First", date(2024, 3, 31), "in-flight")
    assert draft.framework_version == framework
    assert draft.stages_reached == ("pre-contract", "contract-development", "post-contract")


def test_round_form_before_the_contract_refuses_the_last_stage(relationship, framework):
    form = round_form(relationship, framework, phase="ex-ante")

    assert list(form.errors) == ["stages_reached"]
    assert "has not been reached" in form.errors["stages_reached"][0]


def test_round_form_before_the_contract_takes_the_earlier_stages(relationship, framework):
    reached = ["pre-contract", "contract-development"]

    assert round_form(relationship, framework, phase="ex-ante", stages_reached=reached).is_valid()


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"label": ""}, "label"),
        ({"label": "x" * 81}, "label"),
        ({"label": "a\0"}, "label"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"phase": "afterwards"}, "phase"),
        ({"stages_reached": []}, "stages_reached"),
        ({"stages_reached": ["pre-contract", "afterlife"]}, "stages_reached"),
    ],
)
def test_round_form_refuses(relationship, framework, parts, name):
    assert list(round_form(relationship, framework, **parts).errors) == [name]


def test_round_form_refuses_a_label_that_is_taken(relationship, framework):
    open_round(relationship, framework, label="First")

    assert list(round_form(relationship, framework).errors) == ["label"]
