"""Import and export from the command line."""

import csv
import io
import uuid

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments.documents import read, write
from assessments.models import Assessment
from assessments.queries.documents import document_of
from tests.assessments.factories_documents import TEXT, imported, row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_import_assessment_says_what_it_made(framework, file, capsys):
    call_command("import_assessment", str(file))

    assessment = Assessment.objects.get()
    assert capsys.readouterr().out == f"Pilot of Registers: {assessment.pk}\n"


def test_import_assessment_says_which_files_stayed_behind(framework, file, capsys):
    file.write_text(TEXT.replace("{title: Minutes}", "{title: Minutes, file: minutes.pdf}"))

    call_command("import_assessment", str(file))

    assert capsys.readouterr().err == "1 evidence file is named but not in the document.\n"


def test_import_assessment_for_an_owner(framework, organisation, file):
    call_command("import_assessment", str(file), owner=organisation.name, close=True)

    assessment = Assessment.objects.get()
    assert (assessment.relationship.owner, assessment.state) == (organisation, "closed")


def test_import_assessment_check_changes_nothing(framework, file):
    before = row_counts()

    call_command("import_assessment", str(file), check=True)

    assert row_counts() == before


@pytest.mark.parametrize("options", [{}, {"check": True}])
def test_import_assessment_refuses_with_every_place(framework, file, options):
    file.write_text(TEXT.replace("value: 3", "value: 6"), encoding="utf-8")
    before = row_counts()

    with pytest.raises(CommandError) as caught:
        call_command("import_assessment", str(file), **options)

    assert str(caught.value) == (
        f"{file}:25: respondents[0].responses[0].value: 6 is not a level of "
        "`strategy.objectives`. Write one of `1`, `2`, `3`, `4`, `5`."
    )
    assert row_counts() == before


def test_import_assessment_refuses_what_is_not_there(tmp_path, organisation):
    with pytest.raises(CommandError):
        call_command("import_assessment", str(tmp_path / "none.yaml"))
    with pytest.raises(CommandError):
        call_command("import_assessment", "case.yaml", owner="Nobody")


def test_export_assessment_writes_yaml_and_json(framework, tmp_path, capsys):
    assessment = imported()
    document = document_of(assessment)
    output = tmp_path / "out.json"

    call_command("export_assessment", str(assessment.pk))
    call_command("export_assessment", str(assessment.pk), json=True, output=output)

    assert capsys.readouterr().out == write(document)
    again = read(output.read_text(encoding="utf-8"), "out.json").content
    assert write(again.model_copy(update={"scores": document.scores})) == write(document)


@pytest.mark.parametrize("pk", [str(uuid.UUID(int=0)), "nonsense"])
@pytest.mark.parametrize("command", ["export_assessment", "export_responses"])
def test_export_of_what_is_not_there_is_refused(command, pk):
    with pytest.raises(CommandError):
        call_command(command, pk)


@pytest.mark.parametrize("form", ["long", "wide", "codebook"])
def test_export_responses_writes_each_table(framework, tmp_path, form):
    output = tmp_path / "out.csv"

    call_command("export_responses", str(imported().pk), format=form, output=output)

    data = output.read_bytes()
    assert data.endswith(b"\r\n")
    assert len(list(csv.reader(io.StringIO(data.decode(), newline="")))) > 1


def test_export_responses_writes_to_standard_output(framework, capfdbinary):
    call_command("export_responses", str(imported().pk))

    out = capfdbinary.readouterr().out
    assert out.startswith(b"relationship_id,")
    assert out.count(b"\r\n") == 9
