"""What a browser sends when somebody answers, with and without the page's script."""

import uuid

from django.urls import reverse

from assessments.models import Evidence, Response, ResponseEvent
from assessments.queries.questions import questionnaire
from assessments.services.evidence import add_evidence
from tests.builders import Seat

SCRIPT = "<script>alert('x')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"


def address(name, *arguments):
    return reverse(f"assessments:{name}", args=arguments)


def question_of(respondent, indicator, dyad="client--intermediary"):
    """Return the question with its response as it stands now."""
    return questionnaire(respondent).find(indicator, dyad)


def autosave(browser, respondent, question, **content):
    """Send one answer as the script does; `content` takes the place of the usual parts."""
    letter = {
        "indicator": question.indicator.key,
        "dyad": question.dyad_key,
        "state": "answered",
        "value": "3",
        "reason": "",
        "comment": "",
        "version": question.response.version if question.response else 0,
        "key": str(uuid.uuid4()),
    }
    return browser.post(address("answer-save", respondent.pk), letter | content)


def page_of(respondent, leaf):
    return address("answer-element", respondent.pk, leaf)


def as_typed(questions, answers, **more):
    """Return the fields of a whole page: `answers` gives parts by place, from 0."""
    content = dict(more)
    for place, question in enumerate(questions):
        response = question.response
        sent = {"answer": "", "comment": "", "version": response.version if response else 0}
        for part, value in (sent | answers.get(place, {})).items():
            content[f"{question.prefix}-{part}"] = value
    return content


def replies(respondent):
    """Return state, level, reason and comment of each stored response, by question."""
    rows = Response.objects.filter(respondent=respondent).select_related("indicator")
    return {
        (row.indicator.key, row.dyad and row.dyad.key): (
            row.state,
            row.value,
            row.reason,
            row.comment,
        )
        for row in rows
    }


def events(respondent):
    return list(ResponseEvent.objects.filter(respondent=respondent).order_by("pk"))


def seat(assessment, party, member=None):
    return Seat(assessment, party, member)


def evidence_of(seat, place=0, **fields):
    usual = {"kind": "link", "title": "Minutes", "url": "https://example.org/"}
    return add_evidence(
        question=seat.questions[place],
        respondent=seat.respondent,
        evidence=Evidence(**(usual | fields)),
        by=seat.member,
    )
