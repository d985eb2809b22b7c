"""What is taken as evidence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.forms.evidence import EvidenceForm

HEADS = {
    "pdf": b"%PDF-1.7 minutes",
    "png": b"\x89PNG\r\n\x1a\n....",
    "jpg": b"\xff\xd8\xff\xe0....",
    "jpeg": b"\xff\xd8\xff\xe1....",
    "docx": b"PK\x03\x04....",
    "xlsx": b"PK\x03\x04....",
    "odt": b"PK\x03\x04....",
    "ods": b"PK\x03\x04....",
    "csv": "a,b\n1,é".encode(),
    "txt": b"Minutes",
}
HTML = b"<html><script>alert(1)</script></html>"


def form_of(name=None, content=b"", **parts):
    files = {"file": SimpleUploadedFile(name, content)} if name else {}
    return EvidenceForm({"title": "Minutes", "url": "", "note": ""} | parts, files)


@pytest.mark.parametrize("kind", HEADS)
def test_evidence_form_takes_a_file(kind):
    form = form_of(f"Minutes.{kind.upper()}", HEADS[kind], note="It was agreed.")

    assert form.is_valid(), form.errors
    made = form.evidence()
    assert (made.kind, made.title, made.note) == ("file", "Minutes", "It was agreed.")
    assert (made.filename, made.url) == (f"Minutes.{kind.upper()}", "")
    assert made.content_type not in {"", "text/html"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", HTML),
        ("picture.svg", b"<svg/>"),
        ("minutes.pdf.exe", HEADS["pdf"]),
        ("minutes.pdf.html", HEADS["pdf"]),
        ("archive.zip", HEADS["docx"]),
        ("minutes", HEADS["pdf"]),
        (".pdf", HEADS["pdf"]),
    ],
)
def test_evidence_form_refuses_kinds(name, content):
    form = form_of(name, content)

    assert form.errors == {"file": ["Files of this kind are not taken. See the list below."]}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", HTML),
        ("minutes.exe.pdf", b"MZ......"),
        ("picture.png", HEADS["jpg"]),
        ("picture.jpg", HEADS["png"]),
        ("letter.docx", HEADS["pdf"]),
        ("list.csv", b"a\0b"),
        ("notes.txt", b"MZ\0\0"),
    ],
)
def test_evidence_form_refuses_a_file_that_is_not_what_it_says(name, content):
    suffix = "." + name.rsplit(".", 1)[1]

    assert form_of(name, content).errors == {
        "file": [f"This file is not what its ending {suffix} says it is."]
    }


def test_evidence_form_refuses_a_file_that_is_too_large(settings):
    settings.EVIDENCE_MAX_BYTES = 20

    assert form_of("fits.txt", b"x" * 20).is_valid()
    assert list(form_of("large.txt", b"x" * 21).errors) == ["file"]


def test_evidence_form_refuses_an_empty_file():
    assert list(form_of("empty.txt", b"").errors) == ["file"]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org/a", "http://example.org/a"),
        ("example.org/a", "https://example.org/a"),
    ],
)
def test_evidence_form_takes_a_link(url, kept):
    form = form_of(url=url)

    assert form.is_valid()
    made = form.evidence()
    assert (made.kind, made.url, bool(made.file)) == ("link", kept, False)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "https://" + "x" * 500 + ".org",
        "https://example.org/\0",
        "no link",
    ],
)
def test_evidence_form_refuses_links(url):
    assert list(form_of(url=url).errors) == ["url"]


def test_evidence_form_wants_a_link_or_a_file_and_not_both():
    wanted = {"__all__": ["Give either a link or a file."]}

    assert form_of().errors == wanted
    assert form_of("a.txt", b"text", url="https://example.org/").errors == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", ""), ("title", "x" * 201), ("title", "a\0"), ("note", "x" * 501), ("note", "\0")],
)
def test_evidence_form_refuses_text(name, value):
    assert list(form_of(url="https://example.org/", **{name: value}).errors) == [name]


def test_name_of_a_file_loses_its_folders():
    made = form_of("../../etc/minutes.txt", b"text")

    assert made.is_valid()
    assert made.evidence().filename == "minutes.txt"
