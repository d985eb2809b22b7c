"""One assessment: its people and their progress, closing and reopening."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from assessments.forms.assessments import CloseForm, ReopenForm, RespondentForm
from assessments.models import Assessment
from assessments.permissions import is_of_owner, may_join, may_manage, may_see_scores, may_work_on
from assessments.queries.people import sides
from assessments.services.assessments import close_assessment, reopen_assessment
from assessments.services.errors import AssessmentError
from assessments.services.relationships import add_respondent
from assessments.views.refusals import refuse

LONGEST_LABEL = 120


def assessment_detail(request, pk):
    assessment = _visible(request, pk)
    relationship = assessment.relationship
    may_add = assessment.is_open and may_work_on(request.user, relationship)
    context = {
        "assessment": assessment,
        "relationship": relationship,
        "sides": sides(assessment, request.user),
        "may_manage": may_manage(request.user, relationship),
        "may_add": may_add,
        "may_join": assessment.is_open and not may_add and may_join(request.user, relationship),
        "may_see_scores": may_see_scores(request.user, assessment),
        "events": _events(request.user, assessment),
    }
    return render(request, "assessments/assessment_detail.html", context)


def _events(user, assessment):
    if not is_of_owner(user, assessment.relationship):
        return []
    return assessment.events.select_related("actor").order_by("-at", "-pk")[:50]


def respondent_create(request, pk):
    assessment = _visible(request, pk)
    is_owners = may_work_on(request.user, assessment.relationship)
    if not is_owners and not may_join(request.user, assessment.relationship):
        return refuse(request, "Only managers and contributors of a party can answer.")
    form = RespondentForm(
        request.POST or None, assessment=assessment, user=request.user, is_owners=is_owners
    )
    if request.method == "POST" and form.is_valid():
        try:
            respondent = add_respondent(assessment=assessment, **_person(form, request.user))
        except AssessmentError as error:
            form.add_error(None, str(error))
        else:
            return redirect("assessments:answer-tasks", respondent.pk)
    context = {"form": form, "assessment": assessment, "relationship": assessment.relationship}
    status = 422 if form.errors else 200
    return render(request, "assessments/respondent_create.html", context, status=status)


def _person(form, user):
    data = form.cleaned_data
    if data["who"] == "me":
        return {"party": data["party"], "label": str(user)[:LONGEST_LABEL], "member": user}
    return {"party": data["party"], "label": data["label"], "entered_by": user}


def assessment_close(request, pk):
    assessment = _managed(request, pk)
    if assessment is None:
        return refuse(request, "Only a manager of the owning organisation can close this.")
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_assessment(assessment=assessment, by=request.user)
        except AssessmentError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The assessment is closed. Its scores will not change.")
            return redirect(assessment.relationship)
    waiting = [
        person
        for side in sides(assessment, request.user)
        for person in side.people
        if not person.has_finished
    ]
    context = {"form": form, "assessment": assessment, "waiting": waiting}
    status = 422 if form.errors else 200
    return render(request, "assessments/assessment_close.html", context, status=status)


def assessment_reopen(request, pk):
    assessment = _managed(request, pk)
    if assessment is None:
        return refuse(request, "Only a manager of the owning organisation can reopen this.")
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopen_assessment(
            assessment=assessment, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, "The assessment is open again.")
        return redirect(assessment)
    context = {"form": form, "assessment": assessment}
    status = 422 if form.errors else 200
    return render(request, "assessments/assessment_reopen.html", context, status=status)


def _visible(request, pk):
    return get_object_or_404(Assessment.objects.visible_to(request.user).with_place(), pk=pk)


def _managed(request, pk):
    """Return the assessment for its manager, None for others who may see it."""
    assessment = _visible(request, pk)
    return assessment if may_manage(request.user, assessment.relationship) else None
