"""How this installation bends django-allauth: who may register, and where people land."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return settings.OPEN_REGISTRATION

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("accounts:profile")
