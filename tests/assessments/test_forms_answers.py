"""One answer, and the answers of one page."""

import pytest
from django.http import QueryDict

from assessments.forms.answers import AnswerForm, ElementForm, describe, reply_state
from assessments.models import Response
from assessments.services.responses import Reply
from tests.assessments.answering import as_typed, question_of


@pytest.fixture
def questions(seats):
    return seats["client"].questions


def sent(**parts):
    usual = {"answer": "3", "reason": "", "comment": "", "version": "0", "key": ""}
    return usual | parts


def errors(question, **parts):
    form = AnswerForm(sent(**parts), question=question)
    form.is_valid()
    return {name: list(found) for name, found in form.errors.items()}


@pytest.mark.parametrize(
    ("parts", "reply"),
    [
        ({"answer": "3"}, Reply("answered", 3)),
        ({"answer": "3", "reason": "left over"}, Reply("answered", 3)),
        ({"answer": "dont-know", "reason": "left over"}, Reply("dont-know")),
        ({"answer": "not-applicable", "reason": "None."}, Reply("not-applicable", reason="None.")),
        ({"answer": "", "comment": "Later."}, Reply("skipped", comment="Later.")),
        ({"answer": "skipped"}, Reply("skipped")),
        ({"answer": "5", "comment": "a\r\nb"}, Reply("answered", 5, comment="a\nb")),
    ],
)
def test_answer_form_reads_a_reply(questions, parts, reply):
    form = AnswerForm(sent(**parts), question=questions[0])

    assert form.is_valid()
    assert form.reply() == reply


LEVEL = ["Choose one of the levels shown, or one of the two below."]


@pytest.mark.parametrize("answer", ["0", "6", "-1", "3.5", "²", "٣", "true", "answered"])
def test_answer_form_refuses_what_is_no_level(questions, answer):
    assert errors(questions[0], answer=answer) == {"answer": LEVEL}


@pytest.mark.parametrize("reason", ["", "   "])
def test_not_applicable_needs_a_reason(questions, reason):
    assert errors(questions[0], answer="not-applicable", reason=reason) == {
        "reason": ["Give a reason, so that a reader can judge it."]
    }


def test_not_applicable_is_refused_where_the_question_always_applies(questions):
    found = errors(questions[2], answer="not-applicable", reason="None.")

    assert found == {"answer": ["This question always applies. If unsure, choose “don’t know”."]}


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"comment": "x" * 10001}, "comment"),
        ({"answer": "not-applicable", "reason": "x" * 501}, "reason"),
        ({"comment": "a\0b"}, "comment"),
        ({"answer": "not-applicable", "reason": "a\0b"}, "reason"),
        ({"answer": "3\0"}, "answer"),
        ({"version": "-1"}, "version"),
        ({"version": "9" * 30}, "version"),
        ({"version": "one"}, "version"),
        ({"key": "no key"}, "key"),
    ],
)
def test_answer_form_refuses(questions, parts, name):
    assert list(errors(questions[0], **parts)) == [name]


def test_longest_comment_may_have_line_ends(questions):
    comment = "x\r\n" * 5000

    form = AnswerForm(sent(comment=comment), question=questions[0])

    assert form.is_valid()
    assert form.reply().comment == ("x\n" * 5000).strip()


@pytest.mark.parametrize(
    ("answer", "state"),
    [("4", "answered"), ("dont-know", "dont-know"), ("", "skipped"), ("²", "²")],
)
def test_reply_state(answer, state):
    assert reply_state(answer) == state


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (Response(state="answered", value=3), "3. It is written down and followed."),
        (Response(state="not-applicable", reason="None."), "Not applicable. None."),
        (Response(state="dont-know"), "Don’t know"),
        (Response(state="skipped"), "Skipped"),
    ],
)
def test_describe(questions, response, words):
    assert describe(response, questions[0]) == words


def page(questions, answers, **more):
    data = QueryDict(mutable=True)
    data.update(as_typed(questions, answers, **more))
    return ElementForm(questions, data)


def test_element_form_keeps_the_valid_and_names_the_wrong(questions):
    form = page(questions[:2], {0: {"answer": "4"}, 1: {"answer": "9", "comment": "Typed."}})

    assert [(shown.number, reply) for shown, reply, _ in form.replies()] == [
        (1, Reply("answered", 4))
    ]
    (failed,) = form.failed
    assert (failed.number, failed.answer, failed.comment) == (2, "9", "Typed.")
    assert failed.messages == LEVEL


def test_element_form_passes_over_questions_that_were_not_sent(questions):
    form = page(questions[:1], {0: {"answer": "4"}}, **{"i999-answer": "5", "i999-version": "0"})
    whole = ElementForm(questions, form.data)

    assert [shown.number for shown, _, _ in whole.replies()] == [1]


def test_element_form_shows_what_is_saved(seats):
    seats["client"].answer(seats["client"].questions[0], 4, "Because.")
    shown = ElementForm(seats["client"].questions).fields[0]

    assert (shown.answer, shown.comment, shown.version) == ("4", "Because.", 1)


def test_choice_of_theirs_saves_nothing_and_shows_theirs(seats):
    seats["client"].answer(seats["client"].questions[0], 4, "Theirs.")
    questions = (question_of(seats["client"].respondent, "strategy.objectives"),)
    typed = {"answer": "1", "version": "0", "keep": "theirs"}

    form = page(questions, {0: typed})

    shown = form.fields[0]
    assert list(form.replies()) == []
    assert (shown.answer, shown.comment, shown.version) == ("4", "Theirs.", 1)


@pytest.mark.parametrize(("keep", "base"), [("7", 7), ("²", 2), ("", 2), ("x", 2)])
def test_choice_of_mine_is_based_on_their_version(questions, keep, base):
    form = page(questions[:1], {0: {"answer": "1", "version": "2", "keep": keep}})

    assert [found for _, _, found in form.replies()] == [base]


def test_repeats_are_marked(seats):
    form = ElementForm(seats["intermediary"].questions)

    repeats = [False, False, True, False, True, False, True, False, False, True]
    assert [shown.is_repeat for shown in form.fields] == repeats
