"""Change frameworks: upload a draft, publish it, retire it. Strangers get 404."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frameworks import services
from frameworks.definitions import DefinitionErrors, decode
from frameworks.errors import FrameworkRefused
from frameworks.forms import UploadForm
from frameworks.permissions import may_edit_frameworks
from frameworks.queries import comparison_of
from frameworks.views.versions import find_version

SHOWN_ERRORS = 200


def editors_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_edit_frameworks(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def version_upload(request):
    if request.method != "POST":
        return render(request, "frameworks/version_upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "frameworks/version_upload.html", {"form": form}, status=422)
    try:
        version = _loaded(form.cleaned_data["file"], request.user)
    except DefinitionErrors as error:
        return _upload_refused(request, form, errors=error.errors)
    except FrameworkRefused as error:
        return _upload_refused(request, form, refusal=str(error))
    messages.success(request, f"{version} is here as {version.get_status_display()}.")
    return redirect(version)


def _loaded(file, user):
    text = decode(file.read(), file.name)
    return services.create_draft_from_upload(text=text, name=file.name, by=user)


def _upload_refused(request, form, *, errors=(), refusal=""):
    context = {
        "form": form,
        "errors": errors[:SHOWN_ERRORS],
        "error_count": len(errors),
        "refusal": refusal,
    }
    return render(request, "frameworks/version_upload.html", context, status=422)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def version_publish(request, key, number):
    version = find_version(request.user, key, number)
    return _confirmed(request, version, services.publish_version, "version_publish", comparison_of)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def version_retire(request, key, number):
    version = find_version(request.user, key, number)
    return _confirmed(request, version, services.retire_version, "version_retire")


def _confirmed(request, version, service, template, compared=None):
    """Ask first; on POST let the service act, and say why when it will not."""
    context = {"version": version}
    if compared is not None and version.is_draft:
        context["comparison"] = compared(version)
    if request.method != "POST":
        return render(request, f"frameworks/{template}.html", context)
    try:
        version = service(version=version, by=request.user)
    except FrameworkRefused as error:
        context["refusal"] = str(error)
        return render(request, f"frameworks/{template}.html", context, status=422)
    messages.success(request, f"{version} is now {version.get_status_display()}.")
    return redirect(version)
