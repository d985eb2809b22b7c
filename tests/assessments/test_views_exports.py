"""Downloading tables and documents: who gets what, and under which name."""

import csv
import io

import pytest
from django.urls import reverse

from assessments.documents import read

NAMES = ["export-choices", "export-long", "export-wide", "export-codebook"]


def address(name, thing):
    return reverse(f"assessments:{name}", args=[thing.pk])


def rows_of(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", [*NAMES, "export-document"])
def test_export_answers_404_to_a_stranger(answered_assessment, sign_in, stranger, name):
    response = sign_in(stranger).get(address(name, answered_assessment))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["export-long", "export-wide"])
def test_export_gives_a_counterpart_their_own_side(answered_assessment, sign_in, counterpart, name):
    rows = rows_of(sign_in(counterpart).get(address(name, answered_assessment)))

    assert {row["party"] for row in rows} == {"client"}


def test_export_document_answers_404_to_a_counterpart(answered_assessment, sign_in, counterpart):
    browser = sign_in(counterpart)

    assert browser.get(address("export-document", answered_assessment)).status_code == 404
    page = browser.get(address("export-choices", answered_assessment)).content.decode()
    assert "document.yaml" not in page
    assert "answers of other parties" in page


def test_export_choices_list_every_file(answered_assessment, sign_in, owner):
    page = sign_in(owner).get(address("export-choices", answered_assessment)).content.decode()

    for name in ("export-long", "export-wide", "export-codebook", "export-document"):
        assert f'href="{address(name, answered_assessment)}"' in page
    assert "3 respondents submitted" in page
    assert "Evidence files are named in it, but the files themselves are not" in page


@pytest.mark.parametrize(
    ("query", "filename"),
    [("", "invoice-entry-first-long.csv"), ("?safe=1", "invoice-entry-first-long-safe.csv")],
)
def test_export_long_names_its_file(answered_assessment, sign_in, owner, query, filename):
    response = sign_in(owner).get(address("export-long", answered_assessment) + query)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{filename}"'
    assert response["Cache-Control"] == "private, no-store"
    assert {row["party"] for row in rows_of(response)} == {"client", "intermediary", "telecentre"}


def test_export_document_can_be_read(answered_assessment, sign_in, owner):
    response = sign_in(owner).get(address("export-document", answered_assessment))

    document = read(response.content.decode(), "export.yaml").content
    assert document.relationship.name == "Invoice entry"
    assert {one.party for one in document.respondents} == {"client", "intermediary", "telecentre"}


def test_relationship_export_long_holds_every_round(
    answered_assessment, relationship, framework, sign_in, owner, stranger
):
    target = address("relationship-export-long", relationship)

    assert {row["round"] for row in rows_of(sign_in(owner).get(target))} == {"First"}
    assert sign_in(stranger).get(target).status_code == 404
