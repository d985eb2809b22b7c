"""What the account pages show, read in a fixed number of queries."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Invitation, Membership, Organisation, PlatformRole, User


@dataclass(frozen=True)
class OrganisationPage:
    organisation: Organisation
    is_manager: bool
    members: list[Membership]
    invitations: list[Invitation]


def organisation_page(*, organisation: Organisation, user: User) -> OrganisationPage:
    """Return the members of an organisation and, to its managers, the open invitations."""
    members = list(organisation.memberships.with_people())
    own = next(member for member in members if member.user_id == user.pk)
    is_manager = own.role == Membership.Role.MANAGER
    invitations = open_invitations(organisation) if is_manager else []
    return OrganisationPage(organisation, is_manager, members, invitations)


def open_invitations(organisation: Organisation) -> list[Invitation]:
    return list(organisation.invitations.usable(timezone.now()).newest_first())


def platform_roles_of(user: User) -> list[str]:
    """Return the platform roles `user` holds."""
    return [role for role in PlatformRole.Role.values if user.has_platform_role(role)]


def my_organisations(user: User) -> list[Organisation]:
    """Return the organisations of `user` by name, each with `my_role`."""
    return list(Organisation.objects.with_role_of(user))
