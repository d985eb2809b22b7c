"""What sign-in pages need to know about registering."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def registration_is_open() -> bool:
    return settings.OPEN_REGISTRATION
