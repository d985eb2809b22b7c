"""Carry a new invitation's token to the one page that shows it, without storing it here.

The token rides in a signed cookie that only the organisation's pages receive, and goes with
the first of them: the server keeps nothing but the hash.
"""

from django.urls import reverse

COOKIE = "new-invitation"
SECONDS = 300


def invitation_link(request, token: str) -> str:
    return request.build_absolute_uri(reverse("accounts:invitation-accept", args=[token]))


def hand_over(request, response, organisation, token: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=str(organisation.pk),
        max_age=SECONDS,
        path=organisation.get_absolute_url(),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def take(request, organisation) -> str:
    """Return the link of the invitation just made for `organisation`, or nothing."""
    token = request.get_signed_cookie(
        COOKIE, default="", salt=str(organisation.pk), max_age=SECONDS
    )
    return invitation_link(request, token) if token else ""


def forget(response, organisation) -> None:
    response.delete_cookie(COOKIE, path=organisation.get_absolute_url(), samesite="Lax")
