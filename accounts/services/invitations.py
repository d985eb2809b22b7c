"""The life of an invitation: sent, then accepted once, or revoked, or expired."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Invitation, Membership, Organisation, User
from accounts.services.organisations import add_member
from accounts.services.people import register_user

LIFETIME = timedelta(days=14)
TOKEN_BYTES = 32

logger = logging.getLogger(__name__)


class InvitationUnusable(Exception):
    """The link is unknown, expired, used or revoked; callers must not say which."""


class NewInvitation(NamedTuple):
    """An invitation with its only copy of the token, and whether a message went out."""

    invitation: Invitation
    token: str
    is_mailed: bool


def invite_colleague(
    *,
    organisation: Organisation,
    role: str,
    by: User,
    email: str = "",
    link_for: Callable[[str], str] | None = None,
) -> NewInvitation:
    """Make an invitation; with an address and `link_for` (token to link) mail it as well."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    invitation = Invitation.objects.create(
        organisation=organisation,
        role=role,
        email=email,
        token_hash=hash_token(token),
        created_by=by,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    is_mailed = bool(email and link_for) and _mail(invitation, link_for(token))
    return NewInvitation(invitation, token, is_mailed)


def find_invitation(*, token: str) -> Invitation:
    """Return the invitation `token` still opens; raise InvitationUnusable for any other."""
    usable = Invitation.objects.usable(timezone.now()).select_related("organisation", "created_by")
    invitation = usable.filter(token_hash=hash_token(token)).first()
    if invitation is None:
        raise InvitationUnusable
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, by: User) -> Membership:
    """Spend the invitation on `by`, whoever else presses too; raise InvitationUnusable."""
    token_hash = hash_token(token)
    now = timezone.now()
    spent = Invitation.objects.filter(token_hash=token_hash).usable(now)
    if not spent.update(accepted_by=by, accepted_at=now):
        raise InvitationUnusable
    invitation = Invitation.objects.select_related("organisation").get(token_hash=token_hash)
    return add_member(organisation=invitation.organisation, user=by, role=invitation.role)


@transaction.atomic
def register_invited_user(*, token: str, email: str, name: str, password: str) -> User:
    """Make an account and spend the invitation on it, both or neither.

    Raise EmailTaken, InvitationUnusable, or ValidationError for a weak password.
    """
    user = register_user(email=email, name=name, password=password)
    accept_invitation(token=token, by=user)
    return user


def revoke_invitation(*, invitation: Invitation) -> None:
    """End an open invitation; raise InvitationUnusable when it has been used or has ended."""
    now = timezone.now()
    if not Invitation.objects.filter(pk=invitation.pk).usable(now).update(revoked_at=now):
        raise InvitationUnusable


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _mail(invitation: Invitation, link: str) -> bool:
    """Send the link; a mail server that fails costs the message, never the invitation."""
    words = {"invitation": invitation, "link": link}
    body = render_to_string("accounts/email/invitation.txt", words)
    subject = f"Invitation to {invitation.organisation.name}"
    try:
        send_mail(" ".join(subject.split()), body, None, [invitation.email])
    except Exception:
        logger.exception("An invitation to %s could not be mailed.", invitation.organisation_id)
        return False
    return True
