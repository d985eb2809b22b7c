"""An invitation is spent once, by one person, while it lasts."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.models import Invitation, Membership, User
from accounts.services import (
    EmailTaken,
    InvitationUnusable,
    accept_invitation,
    create_organisation,
    find_invitation,
    invite_colleague,
    register_invited_user,
    revoke_invitation,
)


@pytest.fixture
def new(owner, organisation):
    return invite_colleague(organisation=organisation, role="contributor", by=owner)


def expire(new):
    past = timezone.now() - timedelta(days=20)
    Invitation.objects.filter(pk=new.invitation.pk).update(
        created_at=past, expires_at=past + timedelta(days=14)
    )


def test_invite_colleague_keeps_only_the_hash(new):
    stored = Invitation.objects.filter(pk=new.invitation.pk).values().get()

    assert len(new.token) == 43
    assert new.token not in str(stored)
    assert find_invitation(token=new.token) == new.invitation


def test_invite_colleague_mails_the_link(owner, organisation):
    new = invite_colleague(
        organisation=organisation,
        role="viewer",
        by=owner,
        email="friend@example.org",
        link_for="https://example.org/{}/".format,
    )

    assert new.is_mailed
    assert [(m.to, f"https://example.org/{new.token}/" in m.body) for m in mail.outbox] == [
        (["friend@example.org"], True)
    ]


def test_invite_colleague_survives_a_mail_server_that_fails(owner, organisation, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    new = invite_colleague(
        organisation=organisation, role="viewer", by=owner, email="a@b.org", link_for=str
    )

    assert not new.is_mailed
    assert find_invitation(token=new.token) == new.invitation


def test_accept_invitation_makes_the_membership_and_its_record(new, stranger):
    membership = accept_invitation(token=new.token, by=stranger)

    new.invitation.refresh_from_db()
    assert (membership.user, membership.role) == (stranger, "contributor")
    assert new.invitation.accepted_by == stranger
    assert new.invitation.state == Invitation.State.ACCEPTED


def test_accept_invitation_leaves_a_manager_a_manager(new, owner):
    assert accept_invitation(token=new.token, by=owner).role == "manager"


def test_accept_invitation_refuses_a_used_link(new, colleague, stranger):
    accept_invitation(token=new.token, by=colleague)

    with pytest.raises(InvitationUnusable):
        accept_invitation(token=new.token, by=stranger)

    assert not Membership.objects.filter(user=stranger, role="contributor").exists()


@pytest.mark.parametrize(
    "spoil", [expire, lambda new: revoke_invitation(invitation=new.invitation)]
)
def test_accept_invitation_refuses_an_ended_link(new, stranger, spoil):
    spoil(new)

    with pytest.raises(InvitationUnusable):
        accept_invitation(token=new.token, by=stranger)
    with pytest.raises(InvitationUnusable):
        find_invitation(token=new.token)


def test_accept_invitation_refuses_an_altered_link(new, stranger):
    altered = ("B" if new.token[0] == "A" else "A") + new.token[1:]

    with pytest.raises(InvitationUnusable):
        accept_invitation(token=altered, by=stranger)


def test_revoke_invitation_refuses_a_used_one(new, stranger):
    accept_invitation(token=new.token, by=stranger)

    with pytest.raises(InvitationUnusable):
        revoke_invitation(invitation=new.invitation)


def test_register_invited_user_makes_account_and_membership(new, organisation):
    user = register_invited_user(
        token=new.token, email="New@Example.org", name="New", password="four brave otters swim"
    )

    assert user.email == "new@example.org"
    assert organisation.memberships.get(user=user).role == "contributor"


@pytest.mark.parametrize(
    ("email", "password", "error"),
    [
        ("owner@example.org", "four brave otters swim", EmailTaken),
        ("new@example.org", "short", ValidationError),
    ],
)
def test_register_invited_user_refused_leaves_the_invitation(new, email, password, error):
    with pytest.raises(error):
        register_invited_user(token=new.token, email=email, name="New", password=password)

    assert find_invitation(token=new.token) == new.invitation


def test_register_invited_user_with_an_ended_link_makes_no_account(new):
    revoke_invitation(invitation=new.invitation)

    with pytest.raises(InvitationUnusable):
        register_invited_user(
            token=new.token, email="new@example.org", name="", password="four brave otters swim"
        )

    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.django_db(transaction=True)
def test_fifteen_racers_spend_an_invitation_once():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database cannot be raced for")
    people = [User.objects.create_user(f"racer{n}@example.org", "x") for n in range(16)]
    organisation = create_organisation(name="Races", by=people[0])
    token = invite_colleague(organisation=organisation, role="viewer", by=people[0]).token
    start, outcomes = threading.Barrier(15), []

    def race(user):
        start.wait()
        try:
            outcomes.append(accept_invitation(token=token, by=user).user)
        except InvitationUnusable:
            outcomes.append(None)
        finally:
            connection.close()

    racers = [threading.Thread(target=race, args=[user]) for user in people[1:]]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert len(outcomes) == 15
    assert len([user for user in outcomes if user]) == 1
    assert organisation.memberships.count() == 2
