"""The demonstration: made once, kept, and never in a database of others."""

import re
import socket

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import Membership, Organisation, User
from accounts.services import add_member, create_organisation
from assessments.models import Assessment, Relationship
from assessments.queries.questions import questionnaire
from assessments.services import demonstration
from tests.assessments.factories_documents import imported, row_counts
from tests.builders import make_person, make_relationship

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_given_password(monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


@pytest.fixture
def demo(capsys):
    """Return a function that runs the command and returns what it prints."""

    def run():
        call_command("demo", no_serve=True)
        return capsys.readouterr().out

    return run


def passwords(printed):
    return dict(re.findall(r"^(\S+@example\.org) +(\S{12,}) ", printed, re.MULTILINE))


def test_demo_makes_sign_ins_that_work(demo):
    found = passwords(demo())

    assert set(found) == set(demonstration.EMAILS)
    assert len(set(found.values())) == len(found)
    for email, password in found.items():
        assert authenticate(None, email=email, password=password).email == email


def test_demo_gives_everybody_their_place(demo):
    demo()

    roles = {
        (one.user.email, one.organisation_id, one.role)
        for one in Membership.objects.select_related("user")
    }
    assert roles == {
        ("manager@example.org", demonstration.INTERMEDIARY, "manager"),
        ("colleague@example.org", demonstration.INTERMEDIARY, "contributor"),
        ("client@example.org", demonstration.CLIENT, "manager"),
        ("subcontractor@example.org", demonstration.SUB_CONTRACTOR, "manager"),
    }
    for name, role in {"researcher": "researcher", "editor": "framework-editor"}.items():
        assert User.objects.get(email=f"{name}@example.org").has_platform_role(role)


def test_demo_opens_an_assessment_ready_to_answer(demo):
    demo()

    assessment = Assessment.objects.get(round__relationship__kind="own")
    assert assessment.is_open
    assert {one.member.email for one in assessment.respondents.select_related("member")} == {
        "manager@example.org",
        "colleague@example.org",
        "client@example.org",
        "subcontractor@example.org",
    }
    assert all(questionnaire(one).questions for one in assessment.respondents.all())


def test_demo_loads_every_shipped_case_closed(demo):
    demo()

    cases = Assessment.objects.exclude(round__relationship__kind="own")
    assert cases.count() == len(list(demonstration.CASES.glob("*.yaml")))
    assert set(cases.values_list("state", flat=True)) <= {"closed"}


def test_demo_run_again_keeps_everything(demo):
    found = passwords(demo())
    before = row_counts()

    again = demo()

    assert passwords(again) == {}
    assert "Passwords stay as they were" in again
    assert "DEMO_PASSWORD" in again
    assert row_counts() == before
    password = found["client@example.org"]
    assert authenticate(None, email="client@example.org", password=password)


def test_demo_sets_all_passwords_from_the_environment(demo, monkeypatch):
    demo()
    monkeypatch.setenv("DEMO_PASSWORD", "four calm otters drift")

    printed = demo()

    assert printed.count("four calm otters drift") == len(demonstration.EMAILS)
    for email in demonstration.EMAILS:
        assert authenticate(None, email=email, password="four calm otters drift")


def somebody():
    make_person("somebody")


def some_organisation():
    Organisation.objects.create(name="Elsewhere")


@pytest.mark.parametrize("make", [somebody, some_organisation])
@pytest.mark.parametrize("is_second", [False, True], ids=["at first", "later"])
def test_demo_refuses_a_database_of_others(demo, make, is_second):
    if is_second:
        demo()
    make()
    before = (row_counts(), User.objects.count(), Organisation.objects.count())

    with pytest.raises(CommandError, match="more than the demonstration: 1 "):
        demo()

    assert (row_counts(), User.objects.count(), Organisation.objects.count()) == before


def test_demo_refuses_a_relationship_of_others(demo, framework):
    imported()

    with pytest.raises(CommandError, match="1 relationship"):
        demo()


def test_demo_takes_what_its_visitors_made(demo):
    demo()
    manager = User.objects.get(email="manager@example.org")
    own = create_organisation(name="Another of theirs", by=manager)
    add_member(organisation=own, user=make_person("invited"), role="contributor")
    make_relationship(owner=own)

    demo()

    assert Relationship.objects.filter(owner=own).exists()


def test_demo_refuses_a_taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} cannot be used"):
            call_command("demo", port=port)

    assert not User.objects.exists()


def test_demo_refuses_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="PRODUCTION"):
        call_command("demo", no_serve=True)
