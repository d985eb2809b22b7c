"""load_framework, export_framework, check_framework and load_library."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from frameworks.models import FrameworkVersion
from frameworks.services import LIBRARY


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path, sample_text):
    path = tmp_path / "sample.yaml"
    path.write_text(sample_text, encoding="utf-8")
    return path


def test_load_framework_loads_once(db, file):
    assert run("load_framework", str(file)) == "A small framework, version 1: draft\n"
    assert run("load_framework", str(file), "--publish") == (
        "A small framework, version 1: published\n"
    )
    assert run("load_framework", str(file)) == "A small framework, version 1: published\n"
    assert FrameworkVersion.objects.count() == 1


def test_load_framework_refuses_a_missing_file(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run("load_framework", str(tmp_path / "none.yaml"))


def test_load_framework_refuses_other_content_when_published(published, file, sample_text):
    file.write_text(sample_text.replace("weight: 0.5", "weight: 0.75"), encoding="utf-8")

    with pytest.raises(CommandError, match="is published and cannot change"):
        run("load_framework", str(file))


def test_export_framework_gives_back_the_file(published, sample_text):
    assert run("export_framework", "small-framework") == sample_text
    assert run("export_framework", "small-framework", "--number=1") == sample_text


@pytest.mark.parametrize("arguments", [["other"], ["small-framework", "--number=9"]])
def test_export_framework_names_what_is_not_there(published, arguments):
    with pytest.raises(CommandError, match="There is no "):
        run("export_framework", *arguments)


def test_check_framework_says_what_it_found(file):
    assert run("check_framework", str(file)) == "A small framework, version 1: 3 indicators.\n"


def test_check_framework_reports_every_error_and_exits_with_one(file, sample_text):
    faulty = sample_text.replace("weight: 0.5", "weight: -1").replace(
        "subject: both", "subject: us"
    )
    file.write_text(faulty, encoding="utf-8")

    with pytest.raises(CommandError) as caught:
        run("check_framework", str(file))

    assert caught.value.returncode == 1
    first, second = str(caught.value).splitlines()
    assert first.startswith(f"{file}:46: stages[0].elements[0].indicators[0].subject: ")
    assert second == (
        f"{file}:98: stages[1].elements[0].components[0].indicators[0].weight: "
        "`-1` is too low. Write 0 or more."
    )


def test_check_framework_rewrites_in_canonical_form(file, sample_text):
    file.write_text("# a remark\n" + sample_text, encoding="utf-8")
    assert "--write" in run("check_framework", str(file))

    run("check_framework", str(file), "--write")

    assert file.read_text(encoding="utf-8") == sample_text


def test_load_library_publishes_every_shipped_file(db):
    run("load_library")
    run("load_library")

    assert FrameworkVersion.objects.published().count() == len(list(LIBRARY.glob("*.yaml")))
