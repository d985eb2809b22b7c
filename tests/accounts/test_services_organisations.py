"""Members, their roles, and the manager an organisation never loses."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Invitation, Membership
from accounts.services import (
    EmailTaken,
    LastManager,
    add_member,
    change_member_role,
    create_organisation,
    grant_platform_role,
    invite_colleague,
    register_user,
    remove_member,
    revoke_platform_role,
)


def membership_of(user):
    return Membership.objects.get(user=user)


def test_create_organisation_makes_its_maker_the_manager(owner):
    organisation = create_organisation(name="Samasource", by=owner)

    assert [(m.user, m.role) for m in organisation.memberships.all()] == [(owner, "manager")]


@pytest.mark.parametrize(
    ("has", "offered", "keeps"),
    [
        ("viewer", "viewer", "viewer"),
        ("viewer", "contributor", "contributor"),
        ("contributor", "viewer", "contributor"),
        ("manager", "viewer", "manager"),
        ("contributor", "manager", "manager"),
    ],
)
def test_add_member_never_lowers_a_role(organisation, stranger, has, offered, keeps):
    first = add_member(organisation=organisation, user=stranger, role=has)

    again = add_member(organisation=organisation, user=stranger, role=offered)

    assert (again.pk, again.role) == (first.pk, keeps)


def test_change_member_role(colleague):
    change_member_role(membership=membership_of(colleague), role="viewer")

    assert membership_of(colleague).role == "viewer"


@pytest.mark.parametrize("role", ["viewer", "contributor"])
def test_change_member_role_refuses_the_last_manager(owner, colleague, role):
    with pytest.raises(LastManager):
        change_member_role(membership=membership_of(owner), role=role)

    assert membership_of(owner).role == "manager"


def test_change_member_role_with_a_second_manager(owner, colleague):
    change_member_role(membership=membership_of(colleague), role="manager")
    change_member_role(membership=membership_of(owner), role="viewer")

    assert (membership_of(owner).role, membership_of(colleague).role) == ("viewer", "manager")


def test_remove_member(colleague, organisation):
    remove_member(membership=membership_of(colleague))

    assert not organisation.memberships.filter(user=colleague).exists()


def test_remove_member_refuses_the_last_manager(owner, colleague):
    with pytest.raises(LastManager):
        remove_member(membership=membership_of(owner))

    assert membership_of(owner).role == "manager"


def test_a_manager_who_cannot_sign_in_does_not_count(owner, colleague):
    change_member_role(membership=membership_of(colleague), role="manager")
    colleague.is_active = False
    colleague.save()

    with pytest.raises(LastManager):
        remove_member(membership=membership_of(owner))


def test_who_stops_managing_leaves_no_open_invitation(owner, colleague, organisation):
    change_member_role(membership=membership_of(colleague), role="manager")
    theirs = invite_colleague(organisation=organisation, role="manager", by=colleague).invitation
    other = invite_colleague(organisation=organisation, role="viewer", by=owner).invitation

    remove_member(membership=membership_of(colleague))

    assert list(Invitation.objects.usable(timezone.now())) == [other]
    theirs.refresh_from_db()
    assert theirs.state == Invitation.State.REVOKED


def test_register_user_refuses_a_taken_address(owner):
    with pytest.raises(EmailTaken):
        register_user(email="Owner@Example.org", name="Twin", password="seven quiet herons wade")


def test_register_user_refuses_a_weak_password(db):
    with pytest.raises(ValidationError):
        register_user(email="new@example.org", name="New", password="password")


def test_platform_roles_are_granted_and_revoked_once(owner):
    changes = [
        grant_platform_role(user=owner, role="operator"),
        grant_platform_role(user=owner, role="operator"),
        revoke_platform_role(user=owner, role="operator"),
        revoke_platform_role(user=owner, role="operator"),
    ]

    assert changes == [True, False, True, False]
