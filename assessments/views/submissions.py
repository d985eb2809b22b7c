"""Check and submit a stage, take it back, and preview one's own figures."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments.charts.previews import preview
from assessments.models import Respondent
from assessments.queries.questions import questionnaire
from assessments.queries.scorecards import draft_survey
from assessments.services.assessments import submit_stage, take_back_stage
from assessments.services.errors import AssessmentError


@never_cache
def answer_check(request, pk, stage):
    respondent = _readable(request, pk)
    may_answer = _may_answer(request, respondent)
    sheet = questionnaire(respondent, evidence=True)
    questions = sheet.of_stage(stage)
    is_side = Respondent.objects.of_side(request.user).filter(pk=pk).exists()
    if not questions or not (is_side or sheet.is_locked(stage)):
        raise Http404
    problem = None
    if request.method == "POST":
        if not may_answer:
            raise Http404
        problem = _submit(request, respondent, stage)
        if problem is None:
            return redirect("assessments:answer-tasks", pk)
    missing = [one for one in questions if not one.is_answered]
    context = {
        "respondent": respondent,
        "assessment": respondent.assessment,
        "relationship": respondent.assessment.relationship,
        "stage": questions[0].stage,
        "questions": questions,
        "answered": [one for one in questions if one.is_answered],
        "missing": missing,
        "submission": sheet.submission(stage),
        "is_submitted": sheet.is_locked(stage),
        "may_answer": may_answer,
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "assessments/answer_check.html", context, status=status)


def _submit(request, respondent, stage):
    """Submit the stage and return None, or return what stands in the way."""
    accept = request.POST.get("accept_missing") == "1"
    try:
        submit_stage(respondent=respondent, stage=stage, by=request.user, accept_missing=accept)
    except AssessmentError as error:
        return str(error)
    messages.success(request, "The stage is submitted. Its answers now count in the scores.")
    return None


@require_POST
def answer_take_back(request, pk, stage):
    respondent = _readable(request, pk)
    if not _may_answer(request, respondent):
        raise Http404
    try:
        take_back_stage(respondent=respondent, stage=stage, by=request.user)
    except AssessmentError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The stage is open again. Its answers count once resubmitted.")
    return redirect("assessments:answer-tasks", pk)


@never_cache
def answer_preview(request, pk):
    """Show a side the figures its own answers would give; nobody else can see them."""
    people = Respondent.objects.of_side(request.user).with_place()
    respondent = get_object_or_404(people, pk=pk)
    scorecard = draft_survey(respondent).score()
    context = {
        "respondent": respondent,
        "assessment": respondent.assessment,
        "relationship": respondent.assessment.relationship,
        "preview": preview(scorecard, respondent.assessment.definition),
    }
    return render(request, "assessments/answer_preview.html", context)


def _readable(request, pk):
    people = Respondent.objects.readable_by(request.user).with_place()
    return get_object_or_404(people, pk=pk)


def _may_answer(request, respondent):
    return Respondent.objects.answerable_by(request.user).filter(pk=respondent.pk).exists()
