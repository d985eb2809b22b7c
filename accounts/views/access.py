"""How a view finds an organisation, and what it answers to those it is not for."""

from functools import wraps

from django.shortcuts import get_object_or_404, render

from accounts.models import Organisation
from accounts.permissions import may_manage


def visible_organisation(request, pk) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)


def manager_required(view):
    """Pass the organisation to `view`; strangers get 404, other members a page with 403."""

    @wraps(view)
    def guarded(request, pk, **kwargs):
        organisation = visible_organisation(request, pk)
        if not may_manage(request.user, organisation):
            return managers_only(request, organisation)
        return view(request, organisation, **kwargs)

    return guarded


def managers_only(request, organisation):
    return render(
        request, "accounts/managers_only.html", {"organisation": organisation}, status=403
    )


def too_many_requests(request, exception=None):
    return render(request, "accounts/too_many_requests.html", status=429)
