"""The cast of the account tests."""

import pytest
from django.core.cache import cache

from accounts.models import Membership, User
from accounts.services import add_member, create_organisation

PASSWORD = "seven quiet herons wade"


@pytest.fixture(autouse=True)
def fast_and_fresh(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def owner(db):
    return User.objects.create_user("owner@example.org", PASSWORD, name="Asha Owner")


@pytest.fixture
def organisation(owner):
    return create_organisation(name="Drishtee", country="India", by=owner)


@pytest.fixture
def colleague(organisation):
    user = User.objects.create_user("colleague@example.org", PASSWORD, name="Ravi Colleague")
    add_member(organisation=organisation, user=user, role=Membership.Role.CONTRIBUTOR)
    return user


@pytest.fixture
def stranger(db):
    user = User.objects.create_user("stranger@example.org", PASSWORD, name="Sam Stranger")
    create_organisation(name="Elsewhere", by=user)
    return user
