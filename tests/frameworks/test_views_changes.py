"""Upload, publish and retire: editors only, asked first, refusals in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frameworks.models import FrameworkVersion
from frameworks.services import publish_version

UPLOAD = "/frameworks/upload/"
DETAIL = "/frameworks/small-framework/1/"
PUBLISH = f"{DETAIL}publish/"
RETIRE = f"{DETAIL}retire/"


def upload(client, text, name="sample.yaml"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, text.encode())})


@pytest.mark.parametrize("url", [UPLOAD, PUBLISH, RETIRE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_changes_do_not_exist_for_others(reader, published, url, method):
    assert getattr(reader, method)(url).status_code == 404
    assert FrameworkVersion.objects.get().status == "published"


def test_upload_makes_a_draft(writer, editor, sample_text):
    response = upload(writer, sample_text)

    version = FrameworkVersion.objects.get()
    assert response.status_code == 302
    assert response["Location"] == DETAIL
    assert (version.status, version.created_by) == ("draft", editor)


def test_upload_of_a_faulty_file_lists_every_error(writer, sample_text):
    response = upload(
        writer,
        sample_text.replace("weight: 0.5", "weight: -1").replace("M08", "eight"),
        "<b>odd</b>.yaml",
    )
    page = response.content.decode()

    assert response.status_code == 422
    assert "<title>Error: Upload a definition" in page
    assert "The file was not loaded: 2 errors" in page
    assert "`-1` is too low." in page
    assert "stages[1].elements[0].components[0].indicators[0].provenance.id" in page
    assert not FrameworkVersion.objects.exists()


def test_upload_escapes_what_the_file_says(writer, sample_text):
    page = upload(writer, sample_text.replace("lens: social", "lens: <script>x</script>"))

    assert "<script>x" not in page.content.decode()
    assert "&lt;script&gt;x" in page.content.decode()


def test_upload_without_a_file_says_so(writer, db):
    response = writer.post(UPLOAD)

    assert response.status_code == 422
    assert "This field is required." in response.content.decode()


def test_upload_of_what_is_not_text_says_so(writer, db):
    file = SimpleUploadedFile("sample.yaml", b"\xff\xfe\x00")

    response = writer.post(UPLOAD, {"file": file})

    assert response.status_code == 422
    assert "Save the file as UTF-8." in response.content.decode()


def test_upload_of_a_large_file_says_so(writer, db):
    response = upload(writer, "a: 1\n" * 500_000)

    assert response.status_code == 422
    assert "larger than 2 MiB" in response.content.decode()


def test_upload_never_changes_a_published_version(writer, published, sample_text):
    response = upload(writer, sample_text.replace("weight: 0.5", "weight: 0.75"))

    assert response.status_code == 422
    assert "Give the file a new number" in response.content.decode()
    assert FrameworkVersion.objects.get().content_hash == published.content_hash


def test_publish_asks_first_and_then_freezes(writer, draft, editor):
    asked = writer.get(PUBLISH)
    assert "Publish A small framework, version 1?" in asked.content.decode()
    assert FrameworkVersion.objects.get().status == "draft"

    response = writer.post(PUBLISH)

    version = FrameworkVersion.objects.get()
    assert response["Location"] == DETAIL
    assert (version.status, version.published_by) == ("published", editor)


def test_publish_twice_is_refused_in_words(writer, draft, editor):
    publish_version(version=draft, by=editor)

    response = writer.post(PUBLISH)

    assert response.status_code == 422
    assert "A small framework, version 1 is published, not draft." in response.content.decode()


def test_retire_asks_first_and_then_retires(writer, published):
    assert "Retire A small framework, version 1?" in writer.get(RETIRE).content.decode()

    response = writer.post(RETIRE)

    assert response["Location"] == DETAIL
    assert FrameworkVersion.objects.get().status == "retired"


def test_publish_says_what_changes(writer, published, sample_text):
    text = sample_text.replace("number: '1'", "number: '2'").replace("weight: 0.5", "weight: 0.75")
    upload(writer, text)

    page = writer.get("/frameworks/small-framework/2/publish/").content.decode()

    assert "Compared with A small framework, version 1, the newest published one" in page
    assert "Reweighted: 1" in page
    assert "<code>people.selection.screening</code>: 0.5 → 0.75" in page


def test_publish_says_when_nothing_changes(writer, published, sample_text):
    upload(writer, sample_text.replace("number: '1'", "number: '2'"))

    page = writer.get("/frameworks/small-framework/2/publish/").content.decode()

    assert "Every indicator is as in A small framework, version 1" in page


def test_publish_of_a_first_version_compares_with_nothing(writer, draft):
    assert "What it changes" not in writer.get(PUBLISH).content.decode()
