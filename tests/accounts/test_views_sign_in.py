"""Signing in and out, passwords, sessions, and the account page."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User

GOOD = {"login": "Owner@Example.org", "password": "seven quiet herons wade"}
LOGIN = "/accounts/login/"


def test_sign_in_by_email_in_any_case_and_out(client, owner):
    client.post(LOGIN, GOOD)
    assert client.get(reverse("accounts:profile")).context["user"] == owner

    client.post(reverse("account_logout"))
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_sign_in_is_throttled(client, owner):
    for _ in range(5):
        client.post(LOGIN, {**GOOD, "password": "wrong"})

    response = client.post(LOGIN, GOOD)

    assert "Too many failed login attempts" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_switched_off_account_cannot_sign_in(client, owner):
    owner.is_active = False
    owner.save()

    client.post(LOGIN, GOOD)

    assert "_auth_user_id" not in client.session


def test_registration_is_closed(client, settings):
    settings.OPEN_REGISTRATION = False
    signup = reverse("account_signup")
    fields = {"email": "new@example.org", "password1": "four brave otters swim"}

    client.post(signup, {**fields, "password2": fields["password1"]})

    assert not User.objects.exists()
    assert "Accounts are by invitation" in client.get(signup).content.decode()
    assert signup not in client.get(LOGIN).content.decode()


def test_registration_is_open_when_so_set(client, settings):
    settings.OPEN_REGISTRATION = True
    signup = reverse("account_signup")
    fields = {"email": "New@Example.org", "password1": "four brave otters swim"}
    assert signup in client.get(LOGIN).content.decode()

    client.post(signup, {**fields, "password2": fields["password1"]})

    assert [user.email for user in User.objects.all()] == ["new@example.org"]


def test_a_forgotten_password_is_reset_by_mail(client, owner):
    client.post(reverse("account_reset_password"), {"email": "owner@example.org"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    fresh = "nine calm lions doze"

    client.post(form, {"password1": fresh, "password2": fresh})

    owner.refresh_from_db()
    assert owner.check_password(fresh)


def test_a_reset_answers_alike_for_known_and_unknown_people(client, owner):
    url = reverse("account_reset_password")

    known = client.post(url, {"email": "owner@example.org"})
    unknown = client.post(url, {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "signup" not in mail.outbox[-1].body


def test_a_new_password_ends_the_other_sessions(client, owner):
    other = type(client)()
    for browser in [client, other]:
        browser.post(LOGIN, GOOD)
    fresh = "nine calm lions doze"

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": GOOD["password"], "password1": fresh, "password2": fresh},
    )

    assert response.url == reverse("accounts:profile")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert other.get(reverse("accounts:profile")).status_code == 302


def test_sessions_are_listed_and_ended(client, owner):
    other = type(client)()
    for browser in [client, other]:
        browser.post(LOGIN, GOOD)
    url = reverse("usersessions_list")
    assert len(client.get(url).context["sessions"]) == 2

    client.post(url)

    assert other.get(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_profile_shows_me_and_saves_my_name(client, organisation, owner, stranger):
    client.force_login(owner)
    url = reverse("accounts:profile")

    text = client.get(url).content.decode()
    client.post(url, {"name": "Asha Renamed"})

    owner.refresh_from_db()
    assert "owner@example.org" in text and "Drishtee" in text and "Elsewhere" not in text
    assert owner.name == "Asha Renamed"


def test_profile_refuses_an_empty_name(client, owner):
    client.force_login(owner)

    response = client.post(reverse("accounts:profile"), {"name": " "})

    owner.refresh_from_db()
    assert (response.status_code, owner.name) == (422, "Asha Owner")


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_logout",
        "account_change_password",
        "account_reauthenticate",
        "account_email",
        "usersessions_list",
        "accounts:profile",
        "accounts:organisation-list",
        "accounts:organisation-create",
    ],
)
def test_pages_carry_no_inline_style_or_script(client, owner, settings, name):
    settings.OPEN_REGISTRATION = True
    answers = [client.get(reverse(name), follow=True)]
    client.force_login(owner)
    answers.append(client.get(reverse(name), follow=True))

    for response in answers:
        text = response.content.decode()
        assert response.status_code == 200
        assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text) == []
