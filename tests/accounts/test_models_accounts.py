"""People, roles and what the database itself refuses."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import IntegrityError, transaction

from accounts.models import Invitation, Membership, Organisation, PlatformRole, User
from accounts.services import grant_platform_role, invite_colleague


def test_email_is_stored_lower_case_and_found_in_any_case():
    user = User.objects.create_user(" Mixed@Example.ORG ", "x")

    assert user.email == "mixed@example.org"
    assert User.objects.get_by_natural_key("MIXED@example.org") == user


def test_email_is_unique_whatever_the_case(owner):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("OWNER@example.org", "x")


def test_database_refuses_an_address_in_capitals():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Loud@example.org")])


def test_database_refuses_an_unknown_role(owner, organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        organisation.memberships.update(role="emperor")


def test_database_refuses_an_invitation_both_accepted_and_revoked(owner, organisation):
    invitation = invite_colleague(organisation=organisation, role="viewer", by=owner).invitation
    now = invitation.created_at

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(accepted_at=now, revoked_at=now)


def test_platform_role_is_asked_for_once(owner, django_assert_num_queries):
    grant_platform_role(user=owner, role=PlatformRole.Role.RESEARCHER)

    with django_assert_num_queries(1):
        answers = [owner.has_platform_role(role) for role in PlatformRole.Role.values]

    assert answers == [False, True, False]


def test_platform_role_ends_with_the_account(owner):
    grant_platform_role(user=owner, role=PlatformRole.Role.OPERATOR)
    owner.is_active = False

    assert not owner.has_platform_role(PlatformRole.Role.OPERATOR)


def test_organisation_ids_by_role(owner, colleague, stranger, organisation):
    manager = [Membership.Role.MANAGER]

    assert owner.organisation_ids() == {organisation.pk}
    assert owner.organisation_ids(roles=manager) == {organisation.pk}
    assert colleague.organisation_ids() == {organisation.pk}
    assert colleague.organisation_ids(roles=manager) == frozenset()
    assert organisation.pk not in stranger.organisation_ids()


def test_visible_to_members_only(owner, colleague, stranger, organisation):
    invitation = invite_colleague(organisation=organisation, role="viewer", by=owner).invitation

    def seen_by(user):
        return (
            list(Organisation.objects.visible_to(user).filter(pk=organisation.pk)),
            Membership.objects.visible_to(user).filter(organisation=organisation).count(),
            list(Invitation.objects.visible_to(user)),
        )

    assert seen_by(owner) == ([organisation], 2, [invitation])
    assert seen_by(colleague) == ([organisation], 2, [])
    assert seen_by(stranger) == ([], 0, [])
    assert seen_by(AnonymousUser()) == ([], 0, [])


def test_migrations_make_the_cache_table():
    cache.set("key", "value")

    assert cache.get("key") == "value"
