"""One world a test, and everybody who may walk in it."""

import pytest

from tests.access.world import World

SIGNED_IN = ("stranger", "viewer", "colleague", "owner", "counterpart", "editor", "operator")
ROLES = ("anonymous", *SIGNED_IN)


@pytest.fixture
def people(request):
    return {role: request.getfixturevalue(role) for role in SIGNED_IN}


@pytest.fixture
def world(people, organisation, client_organisation, framework):
    return World(
        organisation=organisation,
        client_organisation=client_organisation,
        people=people,
        framework=framework,
    )


@pytest.fixture
def browsers(people, anonymous, sign_in):
    """Return a browser for each role."""
    return {role: sign_in(user) for role, user in ({"anonymous": anonymous} | people).items()}
