"""Answer: the task list, one element a page, and what autosave sends."""

import uuid

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments.forms.answers import AnswerForm, ElementForm
from assessments.models import Respondent
from assessments.queries.questions import one_question, questionnaire
from assessments.services.errors import (
    AssessmentClosed,
    KeyReused,
    StageSubmitted,
    StaleResponse,
)
from assessments.services.responses import save_response
from assessments.views.evidence import evidence_remove


@never_cache
def answer_tasks(request, pk):
    respondent = _answerable(request, pk)
    sheet = questionnaire(respondent)
    return render(request, "assessments/answer_tasks.html", _context(respondent, sheet))


@never_cache
def answer_element(request, pk, leaf):
    respondent = _answerable(request, pk)
    sheet = questionnaire(respondent, evidence=True)
    questions = sheet.of_leaf(leaf)
    if not questions:
        raise Http404
    if request.method != "POST":
        return _element_page(request, sheet, ElementForm(questions), leaf)
    form = ElementForm(questions, request.POST)
    problem = _save(form, respondent, request.user)
    if problem or form.failed:
        return _element_page(request, sheet, form, leaf, problem)
    return _onwards(request, sheet, leaf)


def _save(form, respondent, user):
    """Save what is valid; note conflicts in the form; return what stands in the way of all."""
    for shown, reply, base in form.replies():
        if base == 0 and shown.question.response is None and reply.is_empty:
            continue
        try:
            response = save_response(
                question=shown.question, respondent=respondent, reply=reply, base=base, by=user
            )
        except StaleResponse as error:
            shown.theirs = error.current
        except (AssessmentClosed, StageSubmitted) as error:
            return str(error)
        else:
            shown.version = response.version
    return None


def _onwards(request, sheet, leaf):
    """Go where the pressed button says, now that everything on the page is saved."""
    respondent = sheet.respondent
    go = request.POST.get("go", "next")
    if go.startswith("evidence "):
        question = _question_named(sheet, go.removeprefix("evidence "))
        place = [key for key in (question.indicator.key, question.dyad_key) if key]
        return redirect("assessments:evidence-create", respondent.pk, *place)
    if go.startswith("remove "):
        return evidence_remove(request, _uuid(go.removeprefix("remove ")))
    before, after = sheet.neighbours(leaf)
    target = {"previous": before, "next": after, "stay": leaf}.get(go)
    if target is None:
        return redirect("assessments:answer-tasks", respondent.pk)
    if go == "stay":
        messages.success(request, "Everything on this page is saved.")
    return redirect("assessments:answer-element", respondent.pk, target)


def _uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _question_named(sheet, prefix):
    for question in sheet.questions:
        if question.prefix == prefix:
            return question
    raise Http404


def _element_page(request, sheet, form, leaf, problem=None):
    questions = sheet.of_leaf(leaf)
    context = _context(sheet.respondent, sheet) | {
        "form": form,
        "leaf": leaf,
        "first": questions[0],
        "intro": (questions[0].component or questions[0].element).intro,
        "stage": questions[0].stage,
        "submission": sheet.submission(questions[0].stage.key),
        "is_locked": sheet.is_locked(questions[0].stage.key) or not sheet.is_open,
        "neighbours": sheet.neighbours(leaf),
        "problem": problem,
    }
    status = 200
    if problem or any(shown.theirs for shown in form.fields):
        status = 409
    elif form.failed:
        status = 422
    return render(request, "assessments/answer_element.html", context, status=status)


def _context(respondent, sheet):
    return {
        "respondent": respondent,
        "assessment": respondent.assessment,
        "relationship": respondent.assessment.relationship,
        "sheet": sheet,
        "tasks": sheet.tasks(),
    }


@require_POST
def answer_save(request, pk):
    """Save one answer sent by the page's script; see static/answering.js for what it sends."""
    respondent = _answerable(request, pk)
    question = one_question(
        respondent, request.POST.get("indicator", ""), request.POST.get("dyad", "")
    )
    if question is None:
        errors = {"answer": "This question is not asked of you. Load the page again."}
        return JsonResponse({"errors": errors}, status=422)
    form = AnswerForm(_as_form(request.POST), question=question)
    if not form.is_valid():
        errors = {name: " ".join(found) for name, found in form.errors.items()}
        return JsonResponse({"errors": errors}, status=422)
    try:
        response = save_response(
            question=question,
            respondent=respondent,
            reply=form.reply(),
            base=form.base,
            by=request.user,
            key=form.cleaned_data["key"],
        )
    except StaleResponse as error:
        theirs = _as_json(error.current, request.user)
        return JsonResponse({"code": "stale", "theirs": theirs}, status=409)
    except (AssessmentClosed, StageSubmitted) as error:
        return JsonResponse({"code": "closed", "message": str(error)}, status=409)
    except KeyReused as error:
        return JsonResponse({"errors": {"answer": str(error)}}, status=422)
    saved_at = timezone.now().isoformat()
    return JsonResponse({"version": response.version, "saved_at": saved_at})


def _as_form(post):
    """Return what was sent under the form's names; a state or a level left out is no answer."""
    state = post.get("state") or "missing"
    answer = post.get("value") or "missing" if state == "answered" else state
    kept = {name: post.get(name, "") for name in ("reason", "comment", "version", "key")}
    return {"answer": answer, **kept}


def _as_json(response, user):
    return {
        "state": response.state,
        "value": response.value,
        "reason": response.reason,
        "comment": response.comment,
        "version": response.version,
        "by": str(response.updated_by or "Somebody else"),
        "mine": response.updated_by_id == user.pk,
        "at": response.updated_at.isoformat(),
    }


def _answerable(request, pk):
    people = Respondent.objects.answerable_by(request.user).with_place()
    return get_object_or_404(people, pk=pk)
