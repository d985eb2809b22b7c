"""Loading does nothing twice, publishing is for ever, retiring is the only step after it."""

import pytest

from frameworks.definitions import DefinitionErrors, content_hash
from frameworks.errors import (
    ChangeNoteMissing,
    NotAFrameworkEditor,
    VersionIsFixed,
    WrongStatus,
)
from frameworks.models import Component, Element, Framework, FrameworkVersion, Indicator, Stage
from frameworks.services import (
    create_draft_from_upload,
    load_definition,
    load_library,
    publish_version,
    retire_version,
)


def load(text, **kwargs):
    return load_definition(text=text, name="sample.yaml", **kwargs)


def row_counts():
    tables = (Framework, FrameworkVersion, Stage, Element, Component, Indicator)
    return [model.objects.count() for model in tables]


def test_load_makes_a_draft_with_its_rows(draft, sample, editor):
    assert draft.status == "draft"
    assert draft.created_by == editor
    assert draft.content_hash == content_hash(sample)
    assert draft.definition == sample
    assert row_counts() == [1, 1, 2, 2, 1, 3]
    rows = Indicator.objects.of(draft).values_list(
        "key", "element__stage__key", "element__key", "component__key", "minimum", "maximum"
    )
    assert list(rows) == [
        ("strategy.objectives", "before", "strategy", None, 1, 3),
        ("people.selection.screening", "after", "people", "selection", 1, 3),
        ("people.selection.refusals", "after", "people", "selection", 1, 3),
    ]


def test_load_twice_does_nothing(published, sample_text):
    again = load(sample_text, status="published")

    assert again == published
    assert again.published_at == published.published_at
    assert row_counts() == [1, 1, 2, 2, 1, 3]


def test_load_replaces_a_draft(draft, sample_text):
    keys = set(Indicator.objects.values_list("pk", flat=True))

    replaced = load(sample_text.replace("weight: 0.5", "weight: 0.75"))

    assert replaced.pk == draft.pk
    assert replaced.indicators.get(key="people.selection.screening").weight == 0.75
    assert row_counts() == [1, 1, 2, 2, 1, 3]
    assert keys.isdisjoint(Indicator.objects.values_list("pk", flat=True))


def test_load_publishes_a_draft_when_asked(draft, sample_text):
    version = load(sample_text, status="published")

    assert version.pk == draft.pk
    assert version.is_published


def test_load_refuses_other_content_under_a_published_number(published, sample_text):
    with pytest.raises(VersionIsFixed, match="Give the file a new number"):
        load(sample_text.replace("weight: 0.5", "weight: 0.75"))

    published.refresh_from_db()
    assert published.indicators.get(key="people.selection.screening").weight == 0.5


def test_load_of_a_faulty_file_leaves_nothing_behind(db, sample_text):
    with pytest.raises(DefinitionErrors):
        load(sample_text.replace("weight: 0.5", "weight: -1"))

    assert row_counts() == [0, 0, 0, 0, 0, 0]


def test_load_that_may_not_be_published_leaves_nothing_behind(db, sample_text):
    with pytest.raises(ChangeNoteMissing):
        load(sample_text.replace("change_note: First version.\n", ""), status="published")

    assert row_counts() == [0, 0, 0, 0, 0, 0]


def test_load_library_twice_gives_the_same_versions(db):
    first = load_library()

    assert load_library() == first
    assert {version.status for version in first} <= {"published"}


def test_upload_and_publish_are_for_editors(draft, sample_text, colleague):
    with pytest.raises(NotAFrameworkEditor):
        create_draft_from_upload(text=sample_text, name="x", by=colleague)
    with pytest.raises(NotAFrameworkEditor):
        publish_version(version=draft, by=colleague)
    with pytest.raises(NotAFrameworkEditor):
        retire_version(version=draft, by=colleague)


def test_publish_says_who_and_when(draft, editor):
    version = publish_version(version=draft, by=editor)

    assert version.status == "published"
    assert version.published_by == editor
    assert version.published_at is not None


def test_publish_refuses_a_draft_without_change_note(sample_text, editor):
    draft = load(sample_text.replace("change_note: First version.\n", ""), by=editor)

    with pytest.raises(ChangeNoteMissing):
        publish_version(version=draft, by=editor)


def test_publish_refuses_what_is_published(published, editor):
    with pytest.raises(WrongStatus):
        publish_version(version=published, by=editor)


def test_retire_is_only_for_what_is_published(draft, editor):
    with pytest.raises(WrongStatus):
        retire_version(version=draft, by=editor)

    version = retire_version(version=publish_version(version=draft, by=editor), by=editor)

    assert version.status == "retired"
    with pytest.raises(WrongStatus):
        retire_version(version=version, by=editor)


def test_load_of_a_retired_version_leaves_it_retired(published, sample_text, editor):
    retire_version(version=published, by=editor)

    assert load(sample_text, status="published").status == "retired"
