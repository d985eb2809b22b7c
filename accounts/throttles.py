"""Limits on what may be asked how often, counted in the shared cache as sign-in is."""

from allauth.core.internal import ratelimit

LIMITS = {"invitation-link": "60/m/ip", "invitation-create": "60/h/user"}


def is_too_often(request, *, action: str) -> bool:
    """Count this request and say whether `action` has now been asked for too often."""
    return not ratelimit.consume(
        request, app="accounts", action=action, config=LIMITS, limit_get=True
    )
