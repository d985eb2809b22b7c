"""Who may change what in an organisation."""

from accounts.models import Membership, Organisation, User


def may_manage(user: User, organisation: Organisation) -> bool:
    """Say whether `user` is a manager of `organisation`."""
    if not user.is_authenticated:
        return False
    return organisation.memberships.managers().filter(user=user).exists()


def may_remove(user: User, membership: Membership) -> bool:
    """Say whether `user` may end `membership`: managers any, everybody their own."""
    return membership.user_id == user.pk or may_manage(user, membership.organisation)
