"""The public invitation page."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.services import accept_invitation, invite_colleague, revoke_invitation

NEWCOMER = {
    "name": "Nia New",
    "email": "nia@example.org",
    "password": "four brave otters swim",
}


@pytest.fixture
def new(owner, organisation):
    return invite_colleague(organisation=organisation, role="contributor", by=owner)


@pytest.fixture
def url(new):
    return reverse("accounts:invitation-accept", args=[new.token])


def test_page_says_who_invites_to_what(client, url):
    response = client.get(url)
    text = response.content.decode()

    assert response.status_code == 200
    assert "Asha Owner invites you to join Drishtee as contributor." in text
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert response["Referrer-Policy"] == "strict-origin"


def test_looking_does_not_spend_the_invitation(client, new, url):
    client.get(url)
    client.head(url)

    new.invitation.refresh_from_db()
    assert new.invitation.state == Invitation.State.OPEN


def test_unusable_links_cannot_be_told_apart(client, new, owner, stranger, organisation):
    def link():
        return invite_colleague(organisation=organisation, role="viewer", by=owner)

    used, revoked, expired = link(), link(), link()
    accept_invitation(token=used.token, by=stranger)
    revoke_invitation(invitation=revoked.invitation)
    past = timezone.now() - timedelta(days=1)
    Invitation.objects.filter(pk=expired.invitation.pk).update(
        created_at=past - timedelta(days=14), expires_at=past
    )
    tokens = [used.token, revoked.token, expired.token, new.token[:-1], "x"]

    for method in [client.get, client.post]:
        answers = {
            (response.status_code, response.content, tuple(sorted(response.headers.items())))
            for response in (
                method(reverse("accounts:invitation-accept", args=[token])) for token in tokens
            )
        }
        assert [status for status, _, _ in answers] == [404]


def test_a_newcomer_makes_an_account_and_is_signed_in(client, organisation, url):
    response = client.post(url, NEWCOMER, follow=True)

    user = User.objects.get(email="nia@example.org")
    assert response.redirect_chain == [(organisation.get_absolute_url(), 302)]
    assert response.context["user"] == user
    assert organisation.memberships.get(user=user).role == "contributor"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "short"}, "This password is too short"),
        ({"email": "OWNER@example.org"}, "This address cannot be used to make an account here."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_a_refused_newcomer_keeps_what_they_typed(client, new, url, change, words):
    response = client.post(url, NEWCOMER | {"name": "Nia New"} | change)

    text = response.content.decode()
    new.invitation.refresh_from_db()
    assert response.status_code == 422
    assert words in text
    assert NEWCOMER["password"] not in text
    assert new.invitation.state == Invitation.State.OPEN
    assert User.objects.count() == 1


def test_a_known_person_signs_in_and_comes_back(client, organisation, stranger, url):
    sign_in = f"{reverse('account_login')}?next={url}"
    assert sign_in in client.get(url).content.decode()

    credentials = {"login": "stranger@example.org", "password": "seven quiet herons wade"}
    back = client.post(sign_in, {**credentials, "next": url})
    assert back.url == url
    response = client.post(url)

    assert response.url == organisation.get_absolute_url()
    assert organisation.memberships.get(user=stranger).role == "contributor"


def test_a_member_is_told_that_the_link_is_for_somebody_else(client, colleague, url):
    client.force_login(colleague)

    assert "You belong to this organisation already" in client.get(url).content.decode()


def test_the_link_is_throttled(client, url):
    statuses = [client.get(url).status_code for _ in range(61)]

    assert statuses == [200] * 60 + [429]
    cache.clear()
    assert client.get(url).status_code == 200
