"""The pages that describe a relationship and open a round."""

import pytest

from assessments.models import Assessment, Party, Relationship
from frameworks.services import retire_version
from tests.assessments.answering import ESCAPED, SCRIPT, address
from tests.builders import make_relationship, open_round

NEW = {
    "name": "Invoice entry",
    "our_role": "intermediary",
    "client": "Archive",
    "intermediaries": "Mediator",
    "sub_contractors": "Centre A\nCentre B",
}
ROUND = {
    "label": "Spring",
    "as_of": "2024-03-31",
    "phase": "in-flight",
    "stages_reached": ["pre-contract", "post-contract"],
}


def test_relationship_create_leads_to_its_first_round(owner, organisation, framework, sign_in):
    answer = sign_in(owner).post(
        address("relationship-create"), NEW | {"owner": organisation.pk}, follow=True
    )

    made = Relationship.objects.get()
    assert answer.redirect_chain == [(address("round-create", made.pk), 302)]
    assert [(party.name, party.tier) for party in made.parties.in_order()] == [
        ("Archive", 0),
        ("Mediator", 1),
        ("Centre A", 2),
        ("Centre B", 2),
    ]
    assert b"Invoice entry is described." in answer.content


def test_relationship_create_keeps_what_was_typed(owner, organisation, sign_in):
    typed = NEW | {"owner": organisation.pk, "sub_contractors": "Same\nSame", "name": "Typed name"}

    answer = sign_in(owner).post(address("relationship-create"), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert Relationship.objects.count() == 0
    assert "Please check what you entered" in page
    assert "The same name stands here twice." in page
    assert 'value="Typed name"' in page and "Same\nSame" in page


def test_relationship_create_is_for_managers(colleague, viewer, stranger, sign_in):
    found = {
        user.name: sign_in(user).get(address("relationship-create")).status_code
        for user in (colleague, viewer, stranger)
    }

    assert found == {"Colleague": 403, "Viewer": 403, "Stranger": 200}


def test_relationship_of_another_organisation_cannot_be_made(
    owner, organisation, stranger, sign_in
):
    answer = sign_in(stranger).post(
        address("relationship-create"), NEW | {"owner": organisation.pk}
    )

    assert answer.status_code == 422
    assert Relationship.objects.count() == 0


def test_relationship_edit_saves_details_and_keeps_the_chain(relationship, owner, sign_in):
    answer = sign_in(owner).post(
        address("relationship-edit", relationship.pk),
        {"name": "Renamed", "service": "Typing", "started": "2024-01-01"},
    )

    relationship.refresh_from_db()
    assert answer.url == relationship.get_absolute_url()
    assert (relationship.name, relationship.service) == ("Renamed", "Typing")
    assert relationship.parties.count() == 3


def test_relationship_edit_with_an_error_names_the_saved_relationship(relationship, owner, sign_in):
    answer = sign_in(owner).post(
        address("relationship-edit", relationship.pk),
        {"name": "Typed", "started": "2024-02-01", "ended": "2024-01-01"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The contract cannot end before it began." in page
    assert 'value="Typed"' in page and "Edit Invoice entry" in page
    assert Relationship.objects.get().name == "Invoice entry"


ADDRESSES = ["relationship-edit", "sub-contractor-create", "round-create"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_changing_is_for_managers_of_the_owner(
    relationship, framework, owner, colleague, viewer, counterpart, stranger, sign_in, name
):
    users = (owner, colleague, viewer, counterpart, stranger)

    found = {
        user.name: sign_in(user).get(address(name, relationship.pk)).status_code for user in users
    }

    assert found == {
        "Owner": 200,
        "Colleague": 403,
        "Viewer": 403,
        "Counterpart": 403,
        "Stranger": 404,
    }


def test_sub_contractor_create_adds_to_the_chain(relationship, owner, sign_in):
    answer = sign_in(owner).post(
        address("sub-contractor-create", relationship.pk), {"name": "Second centre", "note": "New"}
    )

    assert answer.url == address("relationship-edit", relationship.pk)
    assert Party.objects.get(name="Second centre").tier == 2


def test_sub_contractor_create_says_why_not_while_an_assessment_is_open(
    relationship, assessment, owner, sign_in
):
    answer = sign_in(owner).post(
        address("sub-contractor-create", relationship.pk), {"name": "Second centre"}
    )

    assert answer.status_code == 422
    assert "collecting answers" in answer.content.decode()
    assert 'value="Second centre"' in answer.content.decode()
    assert relationship.parties.count() == 3


def test_round_create_opens_an_assessment(relationship, framework, owner, sign_in):
    answer = sign_in(owner).post(
        address("round-create", relationship.pk), ROUND | {"version": framework.pk}
    )

    made = Assessment.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.round.label, made.phase) == ("Spring", "in-flight")
    assert made.stages_reached == ["pre-contract", "post-contract"]
    assert made.framework_version == framework
    assert list(made.events.values_list("kind", "actor")) == [("opened", owner.pk)]


def test_round_create_before_the_contract_refuses_the_last_stage(
    relationship, framework, owner, sign_in
):
    answer = sign_in(owner).post(
        address("round-create", relationship.pk),
        ROUND | {"version": framework.pk, "phase": "ex-ante"},
    )

    assert answer.status_code == 422
    assert "the last stage has not been reached" in answer.content.decode()
    assert 'value="Spring"' in answer.content.decode()
    assert Assessment.objects.count() == 0


def test_round_create_does_not_take_another_version_in_silence(
    relationship, framework, shipped_framework, owner, editor, sign_in
):
    retire_version(version=framework, by=editor)

    answer = sign_in(owner).post(
        address("round-create", relationship.pk), ROUND | {"version": framework.pk}
    )

    assert answer.status_code == 422
    assert "is not published any more" in answer.content.decode()
    assert Assessment.objects.count() == 0


def test_round_create_shows_the_stages_of_the_version_chosen(
    relationship, framework, shipped_framework, owner, sign_in
):
    browser = sign_in(owner)

    page = browser.get(
        address("round-create", relationship.pk), {"version": framework.pk}
    ).content.decode()

    assert f'name="version" value="{framework.pk}"' in page
    assert str(shipped_framework) in page


def test_round_create_without_a_framework_says_so(relationship, owner, sign_in):
    answer = sign_in(owner).get(address("round-create", relationship.pk))

    assert answer.status_code == 403
    assert "No framework is published yet" in answer.content.decode()


def test_text_of_a_relationship_is_escaped_everywhere(organisation, framework, owner, sign_in):
    made = make_relationship(owner=organisation, name=SCRIPT)
    made.service = made.country = SCRIPT
    made.save()
    made.parties.update(name=SCRIPT, note=SCRIPT)
    opened = open_round(made, framework, by=owner, label=SCRIPT)
    browser = sign_in(owner)
    pages = [
        address("relationship-list"),
        address("relationship-detail", made.pk),
        address("relationship-edit", made.pk),
        address("sub-contractor-create", made.pk),
        address("round-create", made.pk),
        address("assessment-detail", opened.pk),
        address("assessment-close", opened.pk),
        address("respondent-create", opened.pk),
        address("export-choices", opened.pk),
    ]

    for page in pages:
        answer = browser.get(page)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert SCRIPT not in text and ESCAPED in text, page


def test_message_with_a_name_is_escaped(organisation, owner, framework, sign_in):
    answer = sign_in(owner).post(
        address("relationship-create"),
        NEW | {"owner": organisation.pk, "name": SCRIPT},
        follow=True,
    )

    text = answer.content.decode()
    assert SCRIPT not in text and f"{ESCAPED} is described" in text
