"""Let the database itself keep history: events are only added, closed assessments stand still.

SQLite rebuilds a table to alter it and loses its triggers: a later migration that alters one of
these tables runs `remove` before and `install` after.
"""

from django.db import migrations

ASSESSMENT = "assessments_assessment"
EVENTS = {
    "assessments_responseevent": "e.id = NEW.id OR e.client_key = NEW.client_key",
    "assessments_assessmentevent": "e.id = NEW.id",
}
# For each table of answers, the respondent a row `{row}` belongs to.
ANSWERS = {
    "assessments_respondent": "{row}.id",
    "assessments_stagesubmission": "{row}.respondent_id",
    "assessments_response": "{row}.respondent_id",
    "assessments_evidence": (
        "(SELECT s.respondent_id FROM assessments_response s WHERE s.id = {row}.response_id)"
    ),
}
REOPENED = (
    "EXISTS (SELECT 1 FROM assessments_assessmentevent e WHERE e.assessment_id = OLD.id "
    "AND e.kind = 'reopened' AND e.at >= OLD.closed_at)"
)
CLOSED = "the assessment is closed"
APPEND_ONLY = "is append-only"


def closed(table, row):
    """Return a condition: the row belongs to a closed assessment."""
    if table == "assessments_respondent":
        place = f"a.id = {row}.assessment_id"
        return f"EXISTS (SELECT 1 FROM {ASSESSMENT} a WHERE {place} AND a.state = 'closed')"
    respondent = ANSWERS[table].format(row=row)
    return (
        f"EXISTS (SELECT 1 FROM {ASSESSMENT} a JOIN assessments_respondent r "
        f"ON r.assessment_id = a.id WHERE r.id = {respondent} AND a.state = 'closed')"
    )


def sqlite_triggers():
    """Yield (name, table, event, condition, message); REPLACE deletes without a delete trigger."""
    for table, same in EVENTS.items():
        taken = f"EXISTS (SELECT 1 FROM {table} e WHERE {same})"
        yield f"{table}_insert", table, "INSERT", taken, f"{table} {APPEND_ONLY}"
        yield f"{table}_update", table, "UPDATE", "TRUE", f"{table} {APPEND_ONLY}"
        yield f"{table}_delete", table, "DELETE", "TRUE", f"{table} {APPEND_ONLY}"
    for table in ANSWERS:
        old, new = closed(table, "OLD"), closed(table, "NEW")
        replaced = f"EXISTS (SELECT 1 FROM {table} k WHERE k.id = NEW.id AND {closed(table, 'k')})"
        yield f"{table}_insert", table, "INSERT", f"{new} OR {replaced}", CLOSED
        yield f"{table}_update", table, "UPDATE", f"{old} OR {new}", CLOSED
        yield f"{table}_delete", table, "DELETE", old, CLOSED
    kept = f"EXISTS (SELECT 1 FROM {ASSESSMENT} a WHERE a.id = NEW.id AND a.state = 'closed')"
    changed = f"OLD.state = 'closed' AND NOT (NEW.state = 'open' AND {REOPENED})"
    yield f"{ASSESSMENT}_insert", ASSESSMENT, "INSERT", kept, CLOSED
    yield f"{ASSESSMENT}_update", ASSESSMENT, "UPDATE", changed, CLOSED
    yield f"{ASSESSMENT}_delete", ASSESSMENT, "DELETE", "OLD.state = 'closed'", CLOSED


def postgresql_functions():
    """Yield (table, events, body that sets `refused`, message)."""
    for table in EVENTS:
        yield table, "UPDATE OR DELETE", "refused := TRUE;", f"{table} {APPEND_ONLY}"
    for table in ANSWERS:
        body = (
            f"IF TG_OP <> 'INSERT' THEN refused := {closed(table, 'OLD')}; END IF; "
            f"IF TG_OP <> 'DELETE' AND NOT refused THEN refused := {closed(table, 'NEW')}; END IF;"
        )
        yield table, "INSERT OR UPDATE OR DELETE", body, CLOSED
    body = (
        "IF TG_OP = 'DELETE' THEN refused := OLD.state = 'closed'; ELSE "
        f"refused := OLD.state = 'closed' AND NOT (NEW.state = 'open' AND {REOPENED}); END IF;"
    )
    yield ASSESSMENT, "UPDATE OR DELETE", body, CLOSED


def install_sqlite(schema_editor):
    for name, table, event, condition, message in sqlite_triggers():
        schema_editor.execute(
            f"CREATE TRIGGER {name}_refused BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def install_postgresql(schema_editor):
    for table, events, body, message in postgresql_functions():
        schema_editor.execute(
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$ "
            f"DECLARE refused boolean := FALSE; BEGIN {body} "
            f"IF refused THEN RAISE EXCEPTION '{message}' "
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
        for table, *_ in postgresql_functions():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_refused ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
