"""Let the database itself refuse changes to a published version and to its parts.

SQLite rebuilds a table to alter it and loses its triggers: a later migration that alters one of
these tables runs `remove` before and `install` after.
"""

from django.db import migrations

VERSION = "frameworks_frameworkversion"
FIXED = (
    "id",
    "framework_id",
    "number",
    "name",
    "content",
    "content_hash",
    "change_note",
    "created_at",
    "created_by_id",
    "published_at",
    "published_by_id",
)
# For each table of parts, the version a row `{row}` belongs to.
PARTS = {
    "frameworks_stage": "{row}.version_id",
    "frameworks_element": (
        "(SELECT s.version_id FROM frameworks_stage s WHERE s.id = {row}.stage_id)"
    ),
    "frameworks_component": (
        "(SELECT s.version_id FROM frameworks_element e "
        "JOIN frameworks_stage s ON s.id = e.stage_id WHERE e.id = {row}.element_id)"
    ),
    "frameworks_indicator": "{row}.version_id",
}
MESSAGE = "A published framework version never changes."


def frozen(table, row):
    """Return a condition: the row belongs to a version that is no longer a draft."""
    owner = PARTS[table].format(row=row)
    return f"EXISTS (SELECT 1 FROM {VERSION} v WHERE v.id = {owner} AND v.status <> 'draft')"


def version_changed(differs):
    """Return a condition: anything but the step from published to retired."""
    columns = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in FIXED)
    step = "NEW.status = OLD.status OR (OLD.status = 'published' AND NEW.status = 'retired')"
    return f"OLD.status <> 'draft' AND (({columns}) OR NOT ({step}))"


def sqlite_triggers():
    """Yield (name, table, event, condition); REPLACE deletes without a delete trigger."""
    taken = (
        f"EXISTS (SELECT 1 FROM {VERSION} v WHERE v.status <> 'draft' AND (v.id = NEW.id "
        "OR (v.framework_id = NEW.framework_id AND v.number = NEW.number)))"
    )
    yield f"{VERSION}_insert", VERSION, "INSERT", taken
    yield f"{VERSION}_update", VERSION, "UPDATE", version_changed("IS NOT")
    yield f"{VERSION}_delete", VERSION, "DELETE", "OLD.status <> 'draft'"
    for table in PARTS:
        old, new = frozen(table, "OLD"), frozen(table, "NEW")
        replaced = f"EXISTS (SELECT 1 FROM {table} r WHERE r.id = NEW.id AND {frozen(table, 'r')})"
        yield f"{table}_insert", table, "INSERT", f"{new} OR {replaced}"
        yield f"{table}_update", table, "UPDATE", f"{old} OR {new} OR {replaced}"
        yield f"{table}_delete", table, "DELETE", old


def postgresql_functions():
    """Yield (table, body of the function that runs before each change)."""
    changed = version_changed("IS DISTINCT FROM")
    yield (
        VERSION,
        f"IF TG_OP = 'DELETE' THEN refused := OLD.status <> 'draft'; "
        f"ELSE refused := {changed}; END IF;",
    )
    for table in PARTS:
        old, new = frozen(table, "OLD"), frozen(table, "NEW")
        yield (
            table,
            f"IF TG_OP <> 'INSERT' AND {old} THEN refused := TRUE; END IF; "
            f"IF TG_OP <> 'DELETE' AND {new} THEN refused := TRUE; END IF;",
        )


def install_sqlite(schema_editor):
    for name, table, event, condition in sqlite_triggers():
        schema_editor.execute(
            f"CREATE TRIGGER {name}_refused BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def install_postgresql(schema_editor):
    for table, body in postgresql_functions():
        events = "UPDATE OR DELETE" if table == VERSION else "INSERT OR UPDATE OR DELETE"
        schema_editor.execute(
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$ "
            f"DECLARE refused boolean := FALSE; BEGIN {body} "
            f"IF refused THEN RAISE EXCEPTION '{MESSAGE}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $body$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_refused BEFORE {events} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        install_sqlite(schema_editor)
    elif schema_editor.connection.vendor == "postgresql":
        install_postgresql(schema_editor)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, *_ in sqlite_triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_refused")
    elif schema_editor.connection.vendor == "postgresql":
        for table, _ in postgresql_functions():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_refused ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
