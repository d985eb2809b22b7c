"""The page that imports a document."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Organisation
from assessments.models import Relationship
from tests.assessments.factories_documents import TEXT, row_counts

pytestmark = pytest.mark.django_db
ADDRESS = "/relationships/import/"


def upload(browser, organisation, text=TEXT):
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("case.yaml", data, content_type="application/yaml")
    return browser.post(ADDRESS, {"organisation": organisation.pk, "file": file})


def test_document_import_makes_an_own_relationship(framework, organisation, owner, sign_in):
    response = upload(sign_in(owner), organisation)

    relationship = Relationship.objects.get()
    assert response.status_code == 302
    assert response["Location"] == relationship.get_absolute_url()
    assert (relationship.owner, relationship.kind) == (organisation, "own")


@pytest.mark.parametrize(
    ("replaced", "words"),
    [
        ({}, None),
        (
            {"{title: Minutes}": "{title: Minutes, file: a.pdf}, {title: Photo, file: b.png}"},
            "2 evidence files are named but not in the document.",
        ),
    ],
)
def test_document_import_says_which_files_stayed_behind(
    framework, organisation, owner, sign_in, replaced, words
):
    text = TEXT
    for old, new in replaced.items():
        text = text.replace(old, new)
    browser = sign_in(owner)

    page = browser.get(upload(browser, organisation, text).url).content.decode()

    assert "is here with all its responses." in page
    assert words in page if words else "evidence file" not in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT.replace("value: 3", "value: 6"), "6 is not a level"),
        (TEXT.replace("about: A", "about: *A"), "Aliases"),
        (b"\xff\xfe", "Save the file as UTF-8"),
        ("x" * (2 * 1024 * 1024 + 1), "larger than 2 MiB"),
    ],
    ids=["misfit", "alias", "no text", "too large"],
)
def test_document_import_lists_errors_and_changes_nothing(
    framework, organisation, owner, sign_in, text, words
):
    before = row_counts()

    response = upload(sign_in(owner), organisation, text)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert row_counts() == before


def test_document_import_names_the_line(framework, organisation, owner, sign_in):
    response = upload(sign_in(owner), organisation, TEXT.replace("value: 3", "value: 6"))

    page = response.content.decode()
    assert "respondents[0].responses[0].value" in page
    assert "25</th>" in page


def test_document_import_without_a_file_says_so(framework, organisation, owner, sign_in):
    response = sign_in(owner).post(ADDRESS, {"organisation": organisation.pk})

    assert response.status_code == 422


def test_document_import_is_for_managers(framework, organisation, colleague, sign_in):
    browser = sign_in(colleague)

    assert browser.get(ADDRESS).status_code == 404
    assert upload(browser, organisation).status_code == 404
    assert not Relationship.objects.exists()


def test_document_import_refuses_an_organisation_of_others(
    framework, organisation, stranger, sign_in
):
    response = upload(sign_in(stranger), organisation)

    assert response.status_code == 422
    assert not Relationship.objects.exists()


def test_document_import_shows_a_form(organisation, owner, sign_in):
    response = sign_in(owner).get(reverse("assessments:document-import"))

    assert response.status_code == 200
    assert Organisation.objects.get().name in response.content.decode()
