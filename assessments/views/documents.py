"""Import an assessment document as a new relationship of one's own organisation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import Membership, Organisation
from assessments.documents import PAGE_LIMITS, DocumentErrors, decode, read
from assessments.forms.documents import DocumentForm
from assessments.services.documents import import_document

SHOWN_ERRORS = 200


@require_http_methods(["GET", "HEAD", "POST"])
def document_import(request):
    """Show and take the form; who manages no organisation gets 404."""
    organisations = managed_organisations(request.user)
    if not organisations.exists():
        raise Http404
    form = DocumentForm(request.POST or None, request.FILES or None, organisations=organisations)
    if request.method != "POST":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        assessment, left_out = _imported(form.cleaned_data, request.user)
    except DocumentErrors as error:
        return _form(request, form, errors=error.errors, status=422)
    messages.success(request, f"{assessment} is here with all its responses.")
    if left_out:
        messages.warning(request, left_out)
    return redirect(assessment.relationship)


def managed_organisations(user):
    return Organisation.objects.filter(
        memberships__user=user, memberships__role=Membership.Role.MANAGER
    )


def _imported(data, user):
    """Return the new assessment, and in words what could not come with it."""
    file = data["file"]
    reading = read(decode(file.read(), file.name), file.name, limits=PAGE_LIMITS)
    assessment = import_document(reading=reading, owner=data["organisation"], by=user)
    return assessment, reading.content.left_out


def _form(request, form, *, errors=(), status=200):
    context = {"form": form, "errors": errors[:SHOWN_ERRORS], "error_count": len(errors)}
    return render(request, "assessments/document_import.html", context, status=status)
