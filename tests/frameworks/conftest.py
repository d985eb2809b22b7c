"""A small definition, the people who meet it, and a larger one for measuring."""

from pathlib import Path

import pytest

from accounts.models import PlatformRole, User
from frameworks.definitions import Definition, read, write
from frameworks.services import load_definition

SAMPLE = Path(__file__).with_name("sample.yaml")


@pytest.fixture
def sample_text():
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def sample(sample_text):
    return read(sample_text, "sample.yaml")


@pytest.fixture
def large_text(sample):
    """A definition with 65 indicators in its first element."""
    stage = sample.stages[0]
    first = stage.elements[0].indicators[0]
    many = tuple(
        first.model_copy(update={"key": f"strategy.objectives-{number}"}) for number in range(65)
    )
    element = stage.elements[0].model_copy(update={"indicators": many})
    stages = (stage.model_copy(update={"elements": (element,)}),)
    large: Definition = sample.model_copy(update={"stages": stages})
    return write(large)


@pytest.fixture
def colleague(db):
    return User.objects.create_user("colleague@example.org", "x")


@pytest.fixture
def editor(db):
    user = User.objects.create_user("editor@example.org", "x")
    PlatformRole.objects.create(user=user, role=PlatformRole.Role.FRAMEWORK_EDITOR)
    return user


@pytest.fixture
def draft(sample_text, editor):
    return load_definition(text=sample_text, name="sample.yaml", by=editor)


@pytest.fixture
def published(db, sample_text):
    return load_definition(text=sample_text, name="sample.yaml", status="published")


@pytest.fixture
def reader(client, colleague):
    client.force_login(colleague)
    return client


@pytest.fixture
def writer(client, editor):
    client.force_login(editor)
    return client
