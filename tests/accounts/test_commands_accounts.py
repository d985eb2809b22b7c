"""create_user and grant_role."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_create_user_with_everything(monkeypatch, organisation):
    monkeypatch.setenv("USER_PASSWORD", "four brave otters swim")

    run(
        "create_user",
        "New@example.org",
        "--name=New",
        "--manager-of=drishtee",
        "--platform-role=researcher",
    )

    user = User.objects.get(email="new@example.org")
    assert user.check_password("four brave otters swim")
    assert user.organisation_ids(roles=["manager"]) == {organisation.pk}
    assert user.has_platform_role("researcher")


def test_create_user_makes_a_new_organisation_and_a_random_password(monkeypatch):
    monkeypatch.delenv("USER_PASSWORD", raising=False)

    out = run("create_user", "new@example.org", "--manager-of", "Fresh")

    user = User.objects.get(email="new@example.org")
    assert user.check_password(out.split()[-1])
    assert [o.name for o in user.organisations.all()] == ["Fresh"]


def test_create_user_refuses_an_unknown_id_and_makes_nobody():
    with pytest.raises(CommandError, match="no organisation"):
        run("create_user", "n@example.org", "--manager-of=7d1f7f54-5d3b-4c8f-9d0e-0b1f2f3a4b5c")

    assert not User.objects.exists()


def test_create_user_refuses_a_weak_password(monkeypatch):
    monkeypatch.setenv("USER_PASSWORD", "short")

    with pytest.raises(CommandError, match="too short"):
        run("create_user", "new@example.org")


def test_create_user_refuses_a_taken_address(owner):
    with pytest.raises(CommandError, match="already signs in"):
        run("create_user", "OWNER@example.org")


def test_grant_role_and_revoke(owner):
    said = [
        run("grant_role", "Owner@example.org", "operator"),
        run("grant_role", "owner@example.org", "operator"),
        run("grant_role", "owner@example.org", "operator", "--revoke"),
    ]

    assert said == [
        "owner@example.org now holds the role operator.\n",
        "owner@example.org already holds the role operator.\n",
        "owner@example.org now does not hold the role operator.\n",
    ]


def test_grant_role_refuses_an_unknown_person(db):
    with pytest.raises(CommandError, match="Nobody here signs in"):
        run("grant_role", "nobody@example.org", "operator")
