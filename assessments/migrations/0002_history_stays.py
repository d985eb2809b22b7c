"""Let the database itself keep history: events are only added, closed assessments stand still."""

from django.db import migrations

EVENT_TABLES = ("assessments_responseevent", "assessments_assessmentevent")

CLOSED = """
    SELECT 1 FROM assessments_assessment
    JOIN assessments_respondent ON assessments_respondent.assessment_id = assessments_assessment.id
    WHERE assessments_respondent.id = {respondent} AND assessments_assessment.state = 'closed'
"""

SQLITE_EVENT = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
SQLITE_CLOSED_RESPONSE = (
    """
CREATE TRIGGER response_closed_{verb} BEFORE {verb} ON assessments_response
WHEN EXISTS ("""
    + CLOSED
    + """)
BEGIN SELECT RAISE(ABORT, 'the assessment is closed'); END;
"""
)
SQLITE_CLOSED_ASSESSMENT = """
CREATE TRIGGER assessment_closed_update BEFORE UPDATE ON assessments_assessment
WHEN OLD.state = 'closed' AND NEW.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'the assessment is closed'); END;
CREATE TRIGGER assessment_closed_delete BEFORE DELETE ON assessments_assessment
WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'the assessment is closed'); END;
"""

POSTGRESQL = (
    """
CREATE FUNCTION assessments_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;

CREATE FUNCTION assessments_response_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept record;
BEGIN
  IF TG_OP = 'INSERT' THEN kept := NEW; ELSE kept := OLD; END IF;
  IF EXISTS ("""
    + CLOSED.format(respondent="kept.respondent_id")
    + """) THEN
    RAISE EXCEPTION 'the assessment is closed';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER response_closed BEFORE INSERT OR UPDATE OR DELETE ON assessments_response
FOR EACH ROW EXECUTE FUNCTION assessments_response_open();

CREATE FUNCTION assessments_closed_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'closed' AND (TG_OP = 'DELETE' OR NEW.state = 'closed') THEN
    RAISE EXCEPTION 'the assessment is closed';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assessment_closed BEFORE UPDATE OR DELETE ON assessments_assessment
FOR EACH ROW EXECUTE FUNCTION assessments_closed_stands();
"""
)
POSTGRESQL_EVENT = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION assessments_append_only();
"""


def sqlite_statements():
    for table in EVENT_TABLES:
        for verb in ("UPDATE", "DELETE"):
            yield SQLITE_EVENT.format(table=table, verb=verb)
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        yield SQLITE_CLOSED_RESPONSE.format(verb=verb, respondent=f"{row}.respondent_id")
    for statement in SQLITE_CLOSED_ASSESSMENT.split("END;")[:-1]:
        yield f"{statement}END;"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite_statements():
            schema_editor.execute(statement)
        return
    schema_editor.execute(POSTGRESQL.replace("%", "%%"), params=())
    for table in EVENT_TABLES:
        schema_editor.execute(POSTGRESQL_EVENT.format(table=table))


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        names = [f"{table}_no_{verb}" for table in EVENT_TABLES for verb in ("UPDATE", "DELETE")]
        names += [f"response_closed_{verb}" for verb in ("INSERT", "UPDATE", "DELETE")]
        names += ["assessment_closed_update", "assessment_closed_delete"]
        for name in names:
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for table in EVENT_TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    schema_editor.execute("DROP TRIGGER response_closed ON assessments_response")
    schema_editor.execute("DROP TRIGGER assessment_closed ON assessments_assessment")
    for name in ("append_only", "response_open", "closed_stands"):
        schema_editor.execute(f"DROP FUNCTION assessments_{name}()")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
