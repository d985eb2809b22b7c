"""Add, remove and hand out evidence; files leave only as attachments to those who may see them."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assessments.forms.evidence import EvidenceForm
from assessments.models import Evidence, Respondent
from assessments.queries.questions import one_question
from assessments.services.errors import AssessmentError
from assessments.services.evidence import add_evidence, remove_evidence


def evidence_create(request, pk, indicator, dyad=""):
    people = Respondent.objects.answerable_by(request.user).with_place()
    respondent = get_object_or_404(people, pk=pk)
    question = one_question(respondent, indicator, dyad)
    if question is None:
        raise Http404
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_evidence(
                question=question,
                respondent=respondent,
                evidence=form.evidence(),
                by=request.user,
            )
        except AssessmentError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The evidence is added.")
            return redirect("assessments:answer-element", pk, question.leaf)
    context = {
        "form": form,
        "question": question,
        "respondent": respondent,
        "assessment": respondent.assessment,
        "relationship": respondent.assessment.relationship,
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/evidence_create.html", context, status=status)


@require_POST
def evidence_remove(request, pk):
    evidence = get_object_or_404(
        Evidence.objects.current().select_related(
            "response__indicator__element__stage", "response__indicator__component"
        ),
        pk=pk,
    )
    people = Respondent.objects.answerable_by(request.user)
    respondent = get_object_or_404(people, pk=evidence.response.respondent_id)
    indicator = evidence.response.indicator
    keys = [one.key for one in (indicator.element, indicator.component) if one]
    try:
        remove_evidence(evidence=evidence, respondent=respondent, stage=indicator.element.stage.key)
    except AssessmentError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{evidence}” is removed.")
    return redirect("assessments:answer-element", respondent.pk, ".".join(keys))


@require_safe
def evidence_download(request, pk):
    readable = Evidence.objects.current().readable_by(request.user)
    evidence = get_object_or_404(readable, pk=pk, kind=Evidence.Kind.FILE)
    answer = FileResponse(
        evidence.file.open("rb"),
        as_attachment=True,
        filename=evidence.filename,
        content_type=evidence.content_type,
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
