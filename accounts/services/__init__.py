"""Every change to people, organisations, memberships and invitations."""

from accounts.services.invitations import (
    InvitationUnusable,
    NewInvitation,
    accept_invitation,
    find_invitation,
    invite_colleague,
    register_invited_user,
    revoke_invitation,
)
from accounts.services.organisations import (
    LastManager,
    add_member,
    change_member_role,
    change_organisation,
    create_organisation,
    remove_member,
)
from accounts.services.people import (
    EmailTaken,
    grant_platform_role,
    register_user,
    rename_user,
    revoke_platform_role,
)

__all__ = [
    "EmailTaken",
    "InvitationUnusable",
    "LastManager",
    "NewInvitation",
    "accept_invitation",
    "add_member",
    "change_member_role",
    "change_organisation",
    "create_organisation",
    "find_invitation",
    "grant_platform_role",
    "invite_colleague",
    "register_invited_user",
    "register_user",
    "remove_member",
    "rename_user",
    "revoke_invitation",
    "revoke_platform_role",
]
