"""The database itself refuses to change a published version, whoever asks and however."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from frameworks.models import Element, Indicator
from frameworks.services import load_definition

VERSION = "frameworks_frameworkversion"
PARTS = ["frameworks_stage", "frameworks_element", "frameworks_component", "frameworks_indicator"]


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


def refused(sql):
    with pytest.raises(DatabaseError, match="never changes"):
        run(sql)


@pytest.mark.parametrize(
    "change",
    [
        "number = '9'",
        "name = 'other'",
        "content = '{}'",
        "content_hash = 'sha256:0'",
        "change_note = 'other'",
        "published_at = created_at",
        "status = 'draft', published_at = NULL",
        "status = 'retired', change_note = 'other'",
    ],
)
def test_a_published_version_refuses_update(published, change):
    refused(f"UPDATE {VERSION} SET {change}")


def test_a_published_version_refuses_delete(published):
    refused(f"DELETE FROM {VERSION}")


def test_a_published_version_may_be_retired_and_then_nothing(published):
    assert run(f"UPDATE {VERSION} SET status = 'retired'") == 1
    refused(f"UPDATE {VERSION} SET status = 'published'")
    refused(f"DELETE FROM {VERSION}")


@pytest.mark.parametrize("table", PARTS)
def test_parts_of_a_published_version_refuse_everything(published, table):
    refused(f"UPDATE {table} SET position = position + 1")
    refused(f"DELETE FROM {table}")
    columns = ", ".join(
        column.name
        for column in connection.introspection.get_table_description(connection.cursor(), table)
        if column.name not in ("id", "key")
    )
    refused(f"INSERT INTO {table} (key, {columns}) SELECT 'new', {columns} FROM {table} LIMIT 1")


def test_parts_cannot_be_moved_into_a_published_version(published, sample_text):
    draft = load_definition(text=sample_text.replace("number: '1'", "number: '2'"), name="x")
    stage = published.stages.first()
    refused(f"UPDATE frameworks_element SET stage_id = {stage.pk} WHERE stage_id <> {stage.pk}")
    assert draft.is_draft


def test_models_and_querysets_are_refused_alike(published):
    with pytest.raises(DatabaseError), transaction.atomic():
        Indicator.objects.update(text="Other words.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Element.objects.first().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        published.delete()
    published.change_note = "Other words."
    with pytest.raises(DatabaseError), transaction.atomic():
        published.save()


def test_a_draft_can_be_changed_and_deleted(draft):
    assert run("UPDATE frameworks_indicator SET position = position + 10") == 3

    draft.delete()

    assert Indicator.objects.count() == 0


@pytest.mark.sqlite
@pytest.mark.parametrize("table", [VERSION, *PARTS])
def test_replace_cannot_slip_past_the_delete_trigger(published, table):
    refused(f"REPLACE INTO {table} SELECT * FROM {table}")


def test_the_migration_goes_back_and_forth(published):
    migration = import_module("frameworks.migrations.0002_published_versions_are_immutable")
    change = f"UPDATE {VERSION} SET change_note = 'other'"
    with connection.cursor() as cursor:
        schema_editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        migration.remove(None, schema_editor)
        assert run(change) == 1

        migration.install(None, schema_editor)

    refused(change.replace("other", "another"))
