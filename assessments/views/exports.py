"""Downloads: the responses as tables, the assessment as a document."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from assessments.documents import write
from assessments.exports import TABLES, Table
from assessments.models import Assessment, Relationship
from assessments.permissions import is_of_owner
from assessments.queries.documents import document_of
from assessments.queries.exports import extract_of


def find_assessment(user, pk) -> Assessment:
    """Return the assessment if `user` may see it, else answer 404."""
    return get_object_or_404(Assessment.objects.visible_to(user).with_place(), pk=pk)


def may_take_document(user, assessment: Assessment) -> bool:
    """Say whether `user` may have everything submitted in one file."""
    relationship = assessment.relationship
    return not relationship.is_own or is_of_owner(user, relationship)


@require_safe
def export_choices(request, pk):
    assessment = find_assessment(request.user, pk)
    extract = extract_of(Assessment.objects.filter(pk=pk), user=request.user)
    context = {
        "assessment": assessment,
        "relationship": assessment.relationship,
        "respondent_count": len(extract.people),
        "may_take_document": may_take_document(request.user, assessment),
    }
    return render(request, "assessments/export_choices.html", context)


@require_safe
def export_long(request, pk):
    return _assessment_table(request, pk, "long")


@require_safe
def export_wide(request, pk):
    return _assessment_table(request, pk, "wide")


@require_safe
def export_codebook(request, pk):
    return _assessment_table(request, pk, "codebook")


@require_safe
def relationship_export_long(request, pk):
    relationship = get_object_or_404(Relationship.objects.visible_to(request.user), pk=pk)
    held = Assessment.objects.filter(round__relationship=relationship)
    table = TABLES["long"](extract_of(held, user=request.user))
    return _csv(request, table, f"{_stem(relationship.name)}-all-rounds-long")


@require_safe
def export_document(request, pk):
    assessment = find_assessment(request.user, pk)
    if not may_take_document(request.user, assessment):
        raise Http404
    text = write(document_of(assessment))
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    return _attached(answer, f"{_assessment_stem(assessment)}.yaml")


def _assessment_table(request, pk, name):
    assessment = find_assessment(request.user, pk)
    table = TABLES[name](extract_of(Assessment.objects.filter(pk=pk), user=request.user))
    return _csv(request, table, f"{_assessment_stem(assessment)}-{name}")


def _csv(request, table: Table, stem: str):
    is_safe = request.GET.get("safe") == "1"
    answer = StreamingHttpResponse(
        table.chunks(safe=is_safe), content_type="text/csv; charset=utf-8"
    )
    return _attached(answer, f"{stem}-safe.csv" if is_safe else f"{stem}.csv")


def _attached(answer, filename):
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _assessment_stem(assessment):
    return f"{_stem(assessment.relationship.name)}-{_stem(assessment.round.label)}"


def _stem(name):
    return slugify(name)[:60].strip("-") or "assessment"
