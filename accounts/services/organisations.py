"""Changes to organisations and to who belongs to them."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Invitation, Membership, Organisation, User


class LastManager(Exception):
    """An organisation keeps at least one manager who can sign in."""


@transaction.atomic
def create_organisation(*, name: str, by: User, country: str = "") -> Organisation:
    """Make an organisation whose first manager is `by`."""
    organisation = Organisation.objects.create(name=name, country=country)
    Membership.objects.create(user=by, organisation=organisation, role=Membership.Role.MANAGER)
    return organisation


def change_organisation(*, organisation: Organisation, name: str, country: str) -> Organisation:
    organisation.name = name
    organisation.country = country
    organisation.save(update_fields=["name", "country"])
    return organisation


@transaction.atomic
def add_member(*, organisation: Organisation, user: User, role: str) -> Membership:
    """Make `user` a member; an earlier membership is kept and its role raised, never lowered."""
    membership, is_new = Membership.objects.select_for_update().get_or_create(
        user=user, organisation=organisation, defaults={"role": role}
    )
    if not is_new and rank(role) > rank(membership.role):
        membership.role = role
        membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def change_member_role(*, membership: Membership, role: str) -> Membership:
    """Give a member another role; raise LastManager when nobody would be left to manage."""
    membership = _locked(membership)
    if role != Membership.Role.MANAGER:
        _leave_a_manager(membership)
        _revoke_invitations_by(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """End a membership; raise LastManager when nobody would be left to manage."""
    membership = _locked(membership)
    _leave_a_manager(membership)
    _revoke_invitations_by(membership)
    membership.delete()


def rank(role: str) -> int:
    """Return how much a membership role allows: viewer 0, contributor 1, manager 2."""
    order = [Membership.Role.VIEWER, Membership.Role.CONTRIBUTOR, Membership.Role.MANAGER]
    return order.index(Membership.Role(role))


def _locked(membership: Membership) -> Membership:
    """Return the membership as it is now, with its organisation locked until the commit."""
    Organisation.objects.select_for_update(no_key=True).get(pk=membership.organisation_id)
    return Membership.objects.get(pk=membership.pk)


def _leave_a_manager(membership: Membership) -> None:
    if membership.role != Membership.Role.MANAGER:
        return
    managers = Membership.objects.managers().filter(organisation=membership.organisation_id)
    if not managers.exclude(pk=membership.pk).filter(user__is_active=True).exists():
        raise LastManager(membership)


def _revoke_invitations_by(membership: Membership) -> None:
    """End the open invitations of somebody who stops managing, lest they let themselves in."""
    now = timezone.now()
    invitations = Invitation.objects.filter(
        organisation=membership.organisation_id, created_by=membership.user_id
    )
    invitations.usable(now).update(revoked_at=now)
