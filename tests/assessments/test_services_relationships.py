"""Chains, rounds and the people who answer."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Assessment, AssessmentEvent, Dyad, Party, Relationship, Respondent
from assessments.services.assessments import close_assessment
from assessments.services.errors import NotReady
from assessments.services.relationships import (
    PartyDraft,
    RoundDraft,
    add_respondent,
    add_sub_contractor,
    check_chain,
    create_relationship,
    free_key,
    open_assessment,
)
from frameworks.services import load_definition, retire_version
from tests.builders import make_relationship, open_round
from tests.conftest import TRIAL

ROLES = {"c": "client", "i": "intermediary", "s": "sub-contractor"}


def drafts(*places):
    """Return drafts from places such as "c0", "i1" and "s2": a role and a tier."""
    return [
        PartyDraft(f"Party {place}-{number}", ROLES[place[0]], int(place[1:]))
        for number, place in enumerate(places)
    ]


def dyads(relationship):
    return {(dyad.key, dyad.kind) for dyad in relationship.dyads.with_parties()}


def chain(organisation, *parties):
    made = Relationship(owner=organisation, name="Chain")
    return create_relationship(
        relationship=made,
        parties=[PartyDraft(key, ROLES[key[0]], tier, key=key) for key, tier in parties],
    )


@pytest.mark.parametrize(
    "places",
    [
        ["c0", "i1", "s2"],
        ["c0", "i1", "i2", "s3"],
        ["c0", "i1", "s2", "s2", "s2"],
        ["c0", "i1", "i1", "s2"],
    ],
    ids=" ".join,
)
def test_check_chain_takes(places):
    check_chain(drafts(*places))


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ([], "exactly one client"),
        (["i1", "s2"], "exactly one client"),
        (["c0", "c0", "i1", "s2"], "exactly one client"),
        (["i0", "i1", "s2"], "exactly one client"),
        (["c0"], "at least one sub-contractor"),
        (["c0", "s1"], "at least one sub-contractor"),
        (["c0", "i1"], "at least one sub-contractor"),
        (["c0", "i1", "i2"], "at least one sub-contractor"),
        (["c0", "i1", "s2", "i2"], "at least one sub-contractor"),
        (["c0", "i1", "s3"], "Every tier"),
        (["c0", "s1", "s2"], "intermediaries only"),
        (["c0", "c1", "i1", "s2"], "intermediaries only"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_check_chain_refuses(places, why):
    with pytest.raises(NotReady, match=why):
        check_chain(drafts(*places))


def test_create_relationship_with_a_hole_saves_nothing(organisation):
    with pytest.raises(NotReady):
        create_relationship(
            relationship=Relationship(owner=organisation, name="Hole"), parties=drafts("c0", "s1")
        )

    assert Relationship.objects.count() == 0


def test_dyads_of_three_tiers(organisation):
    made = chain(organisation, ("c", 0), ("i", 1), ("s", 2))

    assert dyads(made) == {
        ("c--i", "client--intermediary"),
        ("i--s", "intermediary--sub-contractor"),
    }


def test_dyads_of_four_tiers(organisation):
    made = chain(organisation, ("c", 0), ("i-1", 1), ("i-2", 2), ("s", 3))

    assert dyads(made) == {
        ("c--i-1", "client--intermediary"),
        ("i-1--i-2", "intermediary--sub-contractor"),
        ("i-2--s", "intermediary--sub-contractor"),
    }


def test_dyads_of_several_sub_contractors(organisation):
    made = chain(organisation, ("c", 0), ("i", 1), ("s-1", 2), ("s-2", 2), ("s-3", 2))

    assert dyads(made) == {
        ("c--i", "client--intermediary"),
        ("i--s-1", "intermediary--sub-contractor"),
        ("i--s-2", "intermediary--sub-contractor"),
        ("i--s-3", "intermediary--sub-contractor"),
    }


def test_parties_of_one_name_get_keys_of_their_own(organisation):
    same = [
        PartyDraft("Kendra", role, tier)
        for role, tier in [("client", 0), ("intermediary", 1), ("sub-contractor", 2)]
    ]

    made = create_relationship(
        relationship=Relationship(owner=organisation, name="One name"), parties=same
    )

    assert [party.key for party in made.parties.in_order()] == ["kendra", "kendra-2", "kendra-3"]


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Telecentre A", [], "telecentre-a"),
        ("Telecentre A", ["telecentre-a"], "telecentre-a-2"),
        ("केन्द्र", [], "party"),
        ("केन्द्र", ["party", "party-2"], "party-3"),
        ("x" * 200, [], "x" * 50),
    ],
)
def test_free_key(name, taken, key):
    assert free_key(name, taken) == key


def test_relationship_that_ends_before_it_starts_is_refused_by_the_database(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.create(
            owner=organisation, name="Back", started=date(2024, 2, 1), ended=date(2024, 1, 1)
        )


def test_dyad_with_oneself_is_refused_by_the_database(relationship):
    party = relationship.parties.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Dyad.objects.create(relationship=relationship, upstream=party, downstream=party)


def test_add_sub_contractor_stands_on_the_last_tier_with_its_dyad(organisation):
    made = chain(organisation, ("c", 0), ("i-1", 1), ("i-2", 2), ("s", 3))

    party = add_sub_contractor(relationship=made, name="Second centre", note="by the river")

    assert (party.role, party.tier, party.key) == ("sub-contractor", 3, "second-centre")
    assert ("i-2--second-centre", "intermediary--sub-contractor") in dyads(made)
    assert len(dyads(made)) == 4


def test_add_sub_contractor_waits_until_no_assessment_is_open(relationship, assessment):
    with pytest.raises(NotReady, match="Close it before"):
        add_sub_contractor(relationship=relationship, name="Second")

    assert Party.objects.filter(name="Second").count() == 0


def test_add_sub_contractor_after_closing(relationship, closed_assessment):
    add_sub_contractor(relationship=relationship, name="Second")

    assert relationship.parties.count() == 4


def test_open_assessment_keeps_stages_in_the_order_of_the_framework(relationship, framework, owner):
    made = open_round(
        relationship, framework, by=owner, stages=("contract-development", "pre-contract")
    )

    assert made.stages_reached == ["pre-contract", "contract-development"]
    assert list(made.events.values_list("kind", "actor")) == [("opened", owner.pk)]


@pytest.mark.parametrize("stages", [(), ("pre-contract", "afterlife")])
def test_open_assessment_refuses_stages(relationship, framework, stages):
    with pytest.raises(NotReady):
        open_round(relationship, framework, stages=stages)

    assert relationship.rounds.count() == 0


def test_open_assessment_refuses_a_draft_and_a_retired_version(relationship, framework, editor):
    text = TRIAL.read_text().replace('number: "1"', 'number: "2"')
    draft = load_definition(text=text, name="trial-2.yaml")
    retired = retire_version(version=framework, by=editor)

    for version in (draft, retired):
        with pytest.raises(NotReady, match="published"):
            open_round(relationship, version)

    assert relationship.rounds.count() == 0


def test_open_assessment_refuses_a_label_that_is_taken(relationship, framework):
    draft = RoundDraft("First", date(2024, 1, 1), framework, "in-flight", ("pre-contract",))
    open_assessment(relationship=relationship, draft=draft)

    with pytest.raises(NotReady, match="a round of this name already"):
        open_assessment(relationship=relationship, draft=draft)

    assert (relationship.rounds.count(), Assessment.objects.count()) == (1, 1)


def test_two_rounds_of_one_name_are_refused_by_the_database(relationship, framework):
    open_round(relationship, framework, label="First")

    with pytest.raises(IntegrityError), transaction.atomic():
        relationship.rounds.create(label="First", as_of=date(2024, 1, 1))


def test_add_respondent_gets_a_sheet_for_each_stage_reached(relationship, framework, owner):
    made = open_round(relationship, framework, stages=("pre-contract", "contract-development"))
    party = relationship.parties.get(key="intermediary")

    respondent = add_respondent(assessment=made, party=party, label="Owner", member=owner)

    assert list(respondent.submissions.values_list("stage", "state")) == [
        ("pre-contract", "open"),
        ("contract-development", "open"),
    ]


def test_add_respondent_twice_gives_the_same_member(assessment, relationship, owner):
    party = relationship.parties.get(key="intermediary")

    first = add_respondent(assessment=assessment, party=party, label="Owner", member=owner)
    second = add_respondent(assessment=assessment, party=party, label="Owner", member=owner)

    assert first == second
    assert Respondent.objects.count() == 1


def test_add_respondent_keeps_namesakes_apart(assessment, relationship):
    party = relationship.parties.get(key="telecentre")

    made = [add_respondent(assessment=assessment, party=party, label="Team lead") for _ in range(2)]

    assert [one.key for one in made] == ["team-lead", "team-lead-2"]


def test_add_respondent_to_a_closed_assessment_is_refused(closed_assessment, relationship):
    party = relationship.parties.get(key="telecentre")

    with pytest.raises(NotReady, match="closed"):
        add_respondent(assessment=closed_assessment, party=party, label="Late")


def test_case_without_owner_can_be_assessed(framework):
    case = make_relationship(owner=None, name="Published case")

    made = open_round(case, framework)
    party = case.parties.get(key="client")
    close_with = add_respondent(assessment=made, party=party, label="Case")

    assert close_with.submissions.count() == 3
    with pytest.raises(NotReady, match="Nothing has been submitted"):
        close_assessment(assessment=made)
    assert AssessmentEvent.objects.filter(kind="closed").count() == 0
