"""Read frameworks: the list, one version on one page, its file and the schema."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from frameworks.definitions import json_schema, write
from frameworks.models import FrameworkVersion
from frameworks.permissions import may_edit_frameworks
from frameworks.queries import contents, frameworks_for, outlook


def find_version(user, key: str, number: str) -> FrameworkVersion:
    """Return the version if `user` may see it, else answer 404."""
    versions = FrameworkVersion.objects.visible_to(user).without_content()
    versions = versions.select_related("framework", "published_by")
    return get_object_or_404(versions, framework__key=key, number=number)


@require_safe
def framework_list(request):
    context = {
        "frameworks": frameworks_for(request.user),
        "may_edit": may_edit_frameworks(request.user),
    }
    return render(request, "frameworks/framework_list.html", context)


@require_safe
def version_detail(request, key, number):
    version = find_version(request.user, key, number)
    definition = version.definition
    context = {
        "version": version,
        "definition": definition,
        "outlook": outlook(definition),
        "stages": contents(definition),
        "may_edit": may_edit_frameworks(request.user),
    }
    return render(request, "frameworks/version_detail.html", context)


@require_safe
def version_download(request, key, number):
    version = find_version(request.user, key, number)
    response = HttpResponse(
        write(version.definition), content_type="application/yaml; charset=utf-8"
    )
    name = f"{version.framework.key}-{version.number}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def schema(request):
    return JsonResponse(json_schema(), json_dumps_params={"indent": 2})
