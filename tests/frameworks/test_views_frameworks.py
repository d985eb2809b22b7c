"""The frameworks pages: who sees what, and what a page holds."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frameworks.services import load_definition, retire_version

LIST = "/frameworks/"
UPLOAD = "/frameworks/upload/"
DETAIL = "/frameworks/small-framework/1/"
DOWNLOAD = f"{DETAIL}definition.yaml"
PUBLISH = f"{DETAIL}publish/"
RETIRE = f"{DETAIL}retire/"


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_addresses_keep_their_names(published):
    named = {
        "framework-list": LIST,
        "version-upload": UPLOAD,
        "schema": "/frameworks/schema.json",
    }
    of_version = {
        "version-detail": DETAIL,
        "version-download": DOWNLOAD,
        "version-publish": PUBLISH,
        "version-retire": RETIRE,
    }

    assert {name: reverse(f"frameworks:{name}") for name in named} == named
    arguments = ["small-framework", "1"]
    assert {
        name: reverse(f"frameworks:{name}", args=arguments) for name in of_version
    } == of_version
    assert published.get_absolute_url() == DETAIL


@pytest.mark.parametrize("url", [LIST, UPLOAD, DETAIL, DOWNLOAD, PUBLISH, RETIRE])
def test_anonymous_visitors_are_asked_to_sign_in(client, published, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("url", [DETAIL, DOWNLOAD, PUBLISH, RETIRE])
def test_a_draft_does_not_exist_for_others(reader, draft, url):
    assert reader.get(url).status_code == 404


def test_a_draft_is_not_listed_for_others(reader, draft):
    page = reader.get(LIST)

    assert "A small framework" not in page.content.decode()
    assert "There is no framework yet." in page.content.decode()


def test_an_editor_sees_drafts(writer, draft):
    listed, page = writer.get(LIST), writer.get(DETAIL)

    assert "A small framework" in listed.content.decode()
    assert "This is a draft" in page.content.decode()
    assert writer.get(DOWNLOAD).status_code == 200


def test_a_retired_version_can_still_be_read(reader, published, editor):
    retire_version(version=published, by=editor)

    assert "retired, published" in reader.get(DETAIL).content.decode()


def test_detail_shows_the_whole_instrument(reader, published, sample):
    page = reader.get(DETAIL).content.decode()

    for location in sample.locations():
        assert f'id="{location.indicator.key}"' in page
        assert location.indicator.text in page
        assert location.indicator.help in page
        assert location.indicator.evidence in page
        for text in location.indicator.levels.values():
            assert text in page
    for words in (
        "2 stages, 2 elements, 3 indicators (1 conventional, 2 social)",
        "The three levels are ours, not the authors&#x27;.",
        "✓ finding M08",
        "Who is refused says what the rule does.",
        "When our people were chosen both skill and need were looked at.",
        "Nobody was chosen in the period.",
        "Write one page together.",
        "reversed: the lowest level is the best",
        "50 %",
    ):
        assert words in page


def test_detail_headings_go_down_one_level_at_a_time(reader, published):
    page = reader.get(DETAIL).content.decode()
    levels = [int(part[0]) for part in page.split("<h")[1:] if part[0].isdigit()]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_detail_needs_few_queries_however_large(reader, published, large_text):
    load_definition(
        text=large_text.replace("number: '1'", "number: '65'"), name="x", status="published"
    )
    large = "/frameworks/small-framework/65/"
    reader.get(large), reader.get(DETAIL)

    assert queries_of(reader, large) == queries_of(reader, DETAIL) <= 12


def test_list_needs_as_many_queries_for_thirty_versions_as_for_one(reader, published, sample_text):
    one = queries_of(reader, LIST)
    for number in range(2, 31):
        text = sample_text.replace("number: '1'", f"number: '{number}'")
        text = text.replace("key: small-framework", f"key: small-framework-{number % 7}")
        load_definition(text=text, name="x", status="published")

    assert queries_of(reader, LIST) == one


def test_download_gives_the_canonical_file(reader, published, sample_text):
    response = reader.get(DOWNLOAD)

    assert response.content.decode() == sample_text
    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="small-framework-1.yaml"'


def test_schema_is_json_schema(reader):
    schema = json.loads(reader.get("/frameworks/schema.json").content)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "stages" in schema["required"]


def test_pages_hold_no_inline_style_or_script(writer, draft):
    for url in (LIST, DETAIL, UPLOAD, PUBLISH):
        page = writer.get(url).content.decode()
        assert " style=" not in page
        assert "<script>" not in page


def test_list_heads_a_framework_by_its_newest_published_version(reader, published, sample_text):
    def load(number, name, status):
        text = sample_text.replace("number: '1'", f"number: '{number}'")
        text = text.replace("name: A small framework", f"name: {name}")
        return load_definition(text=text, name="x", status=status)

    load(2, "Second name", "published")
    load(3, "Third name", "draft")
    page = reader.get(LIST).content.decode()

    assert '<h2 id="small-framework">Second name</h2>' in page
    assert "A small framework</span>" in page
    assert "Third name" not in page


def test_list_heads_a_framework_of_drafts_by_its_newest(writer, draft):
    assert '<h2 id="small-framework">A small framework</h2>' in writer.get(LIST).content.decode()
