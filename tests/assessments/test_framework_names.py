"""A version keeps the name it was published under, whatever a later one is called."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from frameworks.models import FrameworkVersion

TOKENS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
EXPORTS = ("export-long", "export-wide", "export-codebook", "export-document")


@pytest.fixture
def pages(closed_assessment, framework, owner, sign_in):
    """Return a function that reads everything that names the version, without form tokens."""
    addresses = [
        framework.get_absolute_url(),
        closed_assessment.relationship.get_absolute_url(),
        closed_assessment.get_absolute_url(),
        *(reverse(f"assessments:{name}", args=[closed_assessment.pk]) for name in EXPORTS),
    ]

    def read():
        browser = sign_in(owner)
        return {url: TOKENS.sub(b"", browser.get(url).getvalue()) for url in addresses}

    return read


def test_a_later_name_changes_nothing_published_before(pages, framework, editor, sign_in):
    before = pages()
    text = framework.definition
    browser = sign_in(editor)
    file = browser.get(f"{framework.get_absolute_url()}definition.yaml").content.decode()
    file = file.replace("number: '1'", "number: '2'").replace(f"name: {text.name}", "name: Renamed")

    browser.post("/frameworks/upload/", {"file": SimpleUploadedFile("x.yaml", file.encode())})
    newer = FrameworkVersion.objects.get(number="2")
    for step in ("publish", "retire"):
        browser.post(f"{newer.get_absolute_url()}{step}/")
    newer.refresh_from_db()

    assert (newer.name, newer.status) == ("Renamed", "retired")
    assert pages() == before
    assert any(str(framework).encode() in page for page in before.values())
