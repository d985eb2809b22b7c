"""Evidence on the way in, and on the way out."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.models import Evidence
from assessments.services.assessments import close_assessment, submit_stage
from assessments.services.evidence import add_evidence
from tests.assessments.answering import ESCAPED, SCRIPT, address, page_of, replies

OBJECTIVES = ("strategy.objectives", "client--intermediary")
PDF = b"%PDF-1.7 minutes"
CAST = ["owner", "colleague", "viewer", "counterpart", "stranger"]


@pytest.fixture
def seat(seats):
    found = seats["client"]
    assert found.respondent
    return found


@pytest.fixture
def browser(seat, sign_in):
    return sign_in(seat.member)


def create_of(seat, indicator=OBJECTIVES[0], *dyad):
    return address("evidence-create", seat.respondent.pk, indicator, *(dyad or OBJECTIVES[1:]))


def post(browser, seat, **parts):
    return browser.post(create_of(seat), {"title": "Minutes", "url": "", "note": ""} | parts)


def upload(name="minutes.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def filed(seat, **fields):
    usual = {
        "kind": "file",
        "title": "Minutes",
        "file": ContentFile(PDF, name="minutes.pdf"),
        "filename": "minutes.pdf",
        "content_type": "application/pdf",
    }
    return add_evidence(
        question=seat.questions[0],
        respondent=seat.respondent,
        evidence=Evidence(**(usual | fields)),
        by=seat.member,
    )


def content_of(answer):
    return b"".join(answer.streaming_content)


def test_link_is_added_and_stands_beside_the_answer(seat, browser):
    answer = post(browser, seat, url="https://example.org/may", note="Who came.")

    evidence = Evidence.objects.get()
    assert answer.url == page_of(seat.respondent, "strategy")
    assert (evidence.kind, evidence.title, evidence.url, evidence.note) == (
        "link",
        "Minutes",
        "https://example.org/may",
        "Who came.",
    )
    assert evidence.added_by == seat.member
    page = browser.get(page_of(seat.respondent, "strategy")).content.decode()
    assert '<a href="https://example.org/may" rel="noopener noreferrer">Minutes</a>' in page


def test_file_is_added_and_comes_back_as_it_was(seat, browser):
    post(browser, seat, file=upload())

    evidence = Evidence.objects.get()
    answer = browser.get(address("evidence-download", evidence.pk))
    assert (evidence.kind, evidence.filename, evidence.size) == ("file", "minutes.pdf", len(PDF))
    assert content_of(answer) == PDF


def test_evidence_to_an_unanswered_question_is_no_answer(seat, browser):
    post(browser, seat, url="https://example.org/")

    assert replies(seat.respondent) == {OBJECTIVES: ("skipped", None, "", "")}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({}, "Give either a link or a file."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"url": "https://example.org/", "title": ""}, "This field is required."),
        ({"url": "https://example.org/", "note": "a\0"}, "Null characters are not allowed."),
        ({"file": ("page.html", b"<p>")}, "Files of this kind are not taken."),
        ({"file": ("minutes.pdf.html", PDF)}, "Files of this kind are not taken."),
        ({"file": ("minutes.pdf", b"<html>")}, "This file is not what its ending .pdf says"),
        ({"file": ("empty.pdf", b"")}, "The submitted file is empty."),
    ],
)
def test_evidence_that_is_refused(seat, browser, parts, message):
    if "file" in parts:
        parts = parts | {"file": upload(*parts["file"])}

    answer = post(browser, seat, **({"note": "What I typed."} | parts))

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert parts.get("note", "What I typed.").replace("\0", "") in answer.content.decode()
    assert Evidence.objects.count() == 0
    assert replies(seat.respondent) == {}


def test_file_that_is_too_large_is_refused(seat, browser, settings):
    settings.EVIDENCE_MAX_BYTES = len(PDF) - 1

    answer = post(browser, seat, file=upload())

    assert answer.status_code == 422
    assert "This file is larger than" in answer.content.decode()
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    "place",
    [
        ["no.such.indicator", "client--intermediary"],
        ["strategy.objectives", "intermediary--telecentre"],
        ["governance.style.voice", "intermediary--telecentre"],
        ["strategy.objectives"],
    ],
)
def test_evidence_for_what_is_not_asked_is_not_found(seat, browser, place):
    path = address("evidence-create", seat.respondent.pk, *place)

    assert browser.get(path).status_code == 404
    assert browser.post(path, {"title": "x", "url": "https://example.org/"}).status_code == 404
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("stop", ["closed", "submitted"])
def test_evidence_that_comes_too_late_is_kept_on_the_page(seat, browser, stop):
    seat.answer_all(4)
    submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)
    if stop == "closed":
        close_assessment(assessment=seat.assessment)

    answer = post(browser, seat, url="https://example.org/", note="Too late.")

    words = {"closed": "This assessment is closed", "submitted": "This stage has been submitted"}
    assert answer.status_code == 422
    assert words[stop] in answer.content.decode() and "Too late." in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_evidence_is_added_by_who_answers(request, seats, sign_in):
    def adding(key):
        names = {name: sign_in(request.getfixturevalue(name)) for name in CAST}
        indicator, dyad = seats[key].questions[0].indicator.key, seats[key].questions[0].dyad_key
        path = create_of(seats[key], indicator, dyad)
        return {name for name, browser in names.items() if browser.get(path).status_code == 200}

    assert {key: adding(key) for key in seats} == {
        "client": {"counterpart"},
        "intermediary": {"owner"},
        "telecentre": {"owner", "colleague"},
    }


def test_download_is_an_attachment_that_can_do_nothing(seat, browser):
    evidence = filed(seat, filename="mi\"nu'tes ü.pdf")

    answer = browser.get(address("evidence-download", evidence.pk))

    assert content_of(answer) == PDF
    kept = (
        "Content-Type",
        "X-Content-Type-Options",
        "Content-Security-Policy",
        "Cache-Control",
        "Content-Disposition",
    )
    assert {name: answer.headers[name] for name in kept} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "Content-Disposition": "attachment; filename*=utf-8''mi%22nu%27tes%20%C3%BC.pdf",
    }


@pytest.mark.parametrize(
    ("party", "draft", "submitted"),
    [
        ("client", {"counterpart"}, {"counterpart", "owner", "colleague", "viewer"}),
        ("intermediary", {"owner", "colleague", "viewer"}, {"owner", "colleague", "viewer"}),
    ],
)
def test_download_is_for_the_side_and_for_the_owner_once_submitted(
    request, seats, sign_in, party, draft, submitted
):
    seat = seats[party]
    seat.answer_all(4)
    evidence = filed(seat)
    browsers = {name: sign_in(request.getfixturevalue(name)) for name in CAST}

    def readers():
        found = set()
        for name, browser in browsers.items():
            answer = browser.get(address("evidence-download", evidence.pk))
            if answer.status_code == 200:
                assert content_of(answer) == PDF
                found.add(name)
            else:
                assert (answer.status_code, PDF in answer.content) == (404, False)
        return found

    before = readers()
    submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    assert (before, readers()) == (draft, submitted)


def test_removed_evidence_is_gone_from_every_page_and_kept_in_the_record(seat, browser):
    evidence = filed(seat, title="Thistledown")
    check = address("answer-check", seat.respondent.pk, "pre-contract")
    pages = [page_of(seat.respondent, "strategy"), check]
    assert all("Thistledown" in browser.get(page).content.decode() for page in pages)

    answer = browser.post(address("evidence-remove", evidence.pk))
    browser.get(pages[0])  # shows the message

    assert answer.url == pages[0]
    assert [page for page in pages if "Thistledown" in browser.get(page).content.decode()] == []
    assert browser.get(address("evidence-download", evidence.pk)).status_code == 404
    assert browser.post(address("evidence-remove", evidence.pk)).status_code == 404
    kept = Evidence.objects.get()
    assert kept.removed_at is not None and kept.file.storage.exists(kept.file.name)


def test_removal_of_submitted_evidence_says_why_not(seat, browser):
    seat.answer_all(4)
    evidence = filed(seat)
    submit_stage(respondent=seat.respondent, stage="pre-contract", by=seat.member)

    answer = browser.post(address("evidence-remove", evidence.pk), follow=True)

    assert "This stage has been submitted." in answer.content.decode()
    assert Evidence.objects.get().removed_at is None


def test_removal_is_for_who_answers(request, seat, sign_in):
    evidence = filed(seat)

    for name in ("owner", "colleague", "viewer", "stranger"):
        browser = sign_in(request.getfixturevalue(name))
        assert browser.post(address("evidence-remove", evidence.pk)).status_code == 404
    assert Evidence.objects.get().removed_at is None


def test_removal_by_get_is_refused(seat, browser):
    assert browser.get(address("evidence-remove", filed(seat).pk)).status_code == 405


def test_link_is_not_downloaded(seat, browser):
    link = Evidence(kind="link", title="Minutes", url="https://example.org/")
    evidence = add_evidence(
        question=seat.questions[0], respondent=seat.respondent, evidence=link, by=seat.member
    )

    assert browser.get(address("evidence-download", evidence.pk)).status_code == 404


def test_title_is_escaped_in_the_message_of_its_removal(seat, browser):
    evidence = filed(seat, title=SCRIPT)

    page = browser.post(address("evidence-remove", evidence.pk), follow=True).content.decode()

    assert SCRIPT not in page and f"“{ESCAPED}” is removed" in page


def test_refused_form_escapes_what_was_typed(seat, browser):
    page = post(browser, seat, title=SCRIPT, note=SCRIPT, url=SCRIPT).content.decode()

    assert SCRIPT not in page and ESCAPED in page
