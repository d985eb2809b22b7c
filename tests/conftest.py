"""The cast, the framework to assess by, and what every test that touches the database needs."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, TransactionTestCase

from accounts.models import Membership, PlatformRole
from accounts.services import create_organisation
from assessments.services.assessments import close_assessment
from frameworks.services import LIBRARY, PUBLISHED, load_definition
from tests.builders import Seat, make_person, make_relationship, open_round

DATABASE_FIXTURES = {"db", "transactional_db", "server"}
TRIAL = Path(__file__).parent / "definitions" / "trial-1.yaml"
SHIPPED = LIBRARY / "alborz-impact-sourcing-1.yaml"


def pytest_collection_modifyitems(items):
    for item in items:
        if _touches_the_database(item):
            item.add_marker("database")


def _touches_the_database(item):
    marked = item.get_closest_marker("django_db") is not None
    fixtures = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    kind = getattr(item, "cls", None)
    return marked or bool(fixtures) or (kind is not None and issubclass(kind, TransactionTestCase))


@pytest.fixture(scope="session", autouse=True)
def let_the_flush_pass_the_triggers():
    """Empty the tables after a test with real transactions, although history refuses deletion."""
    if connection.vendor != "sqlite":
        yield
        return
    flush = connection.ops.execute_sql_flush

    def without_triggers(statements):
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        flush([*drops, *statements, *(sql for _, sql in triggers)])

    connection.ops.execute_sql_flush = without_triggers
    yield
    connection.ops.execute_sql_flush = flush


@pytest.fixture
def owner(db):
    """The manager of the organisation that owns the relationship."""
    return make_person("owner")


@pytest.fixture
def organisation(owner):
    return create_organisation(name="Drishtee", country="India", by=owner)


@pytest.fixture
def colleague(organisation):
    return make_person("colleague", organisation, Membership.Role.CONTRIBUTOR)


@pytest.fixture
def viewer(organisation):
    return make_person("viewer", organisation, Membership.Role.VIEWER)


@pytest.fixture
def counterpart(db):
    """The manager of the client's organisation, which stands in the relationship."""
    return make_person("counterpart")


@pytest.fixture
def client_organisation(counterpart):
    return create_organisation(name="Halden Archive", country="Norway", by=counterpart)


@pytest.fixture
def stranger(db):
    """The manager of an organisation that has nothing to do with the relationship."""
    user = make_person("stranger")
    create_organisation(name="Elsewhere", by=user)
    return user


@pytest.fixture
def editor(db):
    return make_person("editor", platform_role=PlatformRole.Role.FRAMEWORK_EDITOR)


@pytest.fixture
def researcher(db):
    return make_person("researcher", platform_role=PlatformRole.Role.RESEARCHER)


@pytest.fixture
def operator(db):
    return make_person("operator", platform_role=PlatformRole.Role.OPERATOR)


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture
def sign_in():
    """Return a function that gives a browser with `user` signed in, or with nobody."""

    def signed_in(user, **options):
        browser = Client(**options)
        if user.is_authenticated:
            browser.force_login(user)
        return browser

    return signed_in


@pytest.fixture
def framework(db):
    """The published trial framework: three stages, both lenses, six indicators."""
    return load_definition(text=TRIAL.read_text(), name=TRIAL.name, status=PUBLISHED)


@pytest.fixture
def shipped_framework(db):
    """The framework the product ships, published."""
    return load_definition(text=SHIPPED.read_text(), name=SHIPPED.name, status=PUBLISHED)


@pytest.fixture
def relationship(organisation, client_organisation):
    """A client with an organisation here, the owner as intermediary, and one telecentre."""
    return make_relationship(owner=organisation, client=client_organisation)


@pytest.fixture
def assessment(relationship, framework, owner):
    """An open assessment of all three stages, with nobody to answer yet."""
    return open_round(relationship, framework, by=owner)


@pytest.fixture
def seats(assessment, owner, counterpart):
    """One respondent a party of the open assessment, by party key, with no answers."""
    people = {"client": counterpart, "intermediary": owner, "telecentre": None}
    return {key: Seat(assessment, key, member) for key, member in people.items()}


@pytest.fixture
def answered_assessment(assessment, seats):
    """The assessment with every question answered and every stage submitted: client 4,
    intermediary 3, telecentre 2."""
    for key, value in {"client": 4, "intermediary": 3, "telecentre": 2}.items():
        seats[key].answer_all(value)
        seats[key].submit()
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def closed_assessment(answered_assessment, owner):
    return close_assessment(assessment=answered_assessment, by=owner)
