"""Organisations and their members."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import InvitationForm, MemberRoleForm, OrganisationForm
from accounts.models import Membership
from accounts.permissions import may_remove
from accounts.queries import my_organisations, organisation_page, platform_roles_of
from accounts.services import (
    LastManager,
    change_member_role,
    change_organisation,
    create_organisation,
    remove_member,
)
from accounts.views import links
from accounts.views.access import manager_required, managers_only, visible_organisation

LAST_MANAGER = "An organisation needs a manager. Make somebody else a manager first."


@require_safe
def organisation_list(request):
    context = {
        "organisations": my_organisations(request.user),
        "platform_roles": platform_roles_of(request.user),
    }
    return render(request, "accounts/organisation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_create(request):
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(create_organisation(by=request.user, **form.cleaned_data))
    return render(request, "accounts/organisation_form.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@manager_required
def organisation_edit(request, organisation):
    known = {"name": organisation.name, "country": organisation.country}
    form = OrganisationForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        return redirect(change_organisation(organisation=organisation, **form.cleaned_data))
    context = {"form": form, "organisation": organisation}
    return render(request, "accounts/organisation_form.html", context, status=_status(form))


@require_safe
@never_cache
def organisation_detail(request, pk):
    organisation = visible_organisation(request, pk)
    page = organisation_page(organisation=organisation, user=request.user)
    link = links.take(request, organisation) if page.is_manager else ""
    context = {"page": page, "form": InvitationForm(), "roles": Membership.Role, "new_link": link}
    response = render(request, "accounts/organisation_detail.html", context)
    if link:
        links.forget(response, organisation)
    return response


@require_POST
@manager_required
def member_role(request, organisation, member):
    membership = get_object_or_404(organisation.memberships, pk=member)
    form = MemberRoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the roles in the list.")
        return redirect(organisation)
    try:
        membership = change_member_role(membership=membership, role=form.cleaned_data["role"])
    except LastManager:
        messages.error(request, LAST_MANAGER)
    except Membership.DoesNotExist as error:
        raise Http404 from error
    else:
        role = membership.get_role_display().lower()
        messages.success(request, f"{membership.user} is now a {role}.")
    return redirect(organisation)


@require_http_methods(["GET", "HEAD", "POST"])
def member_remove(request, pk, member):
    organisation = visible_organisation(request, pk)
    membership = get_object_or_404(
        organisation.memberships.select_related("user", "organisation"), pk=member
    )
    if not may_remove(request.user, membership):
        return managers_only(request, organisation)
    if request.method != "POST":
        context = {"membership": membership, "organisation": organisation}
        return render(request, "accounts/member_remove.html", context)
    return _remove(request, membership)


def _remove(request, membership):
    try:
        remove_member(membership=membership)
    except LastManager:
        messages.error(request, LAST_MANAGER)
        return redirect(membership.organisation)
    except Membership.DoesNotExist as error:
        raise Http404 from error
    if membership.user_id == request.user.pk:
        messages.success(request, f"You have left {membership.organisation}.")
        return redirect("accounts:organisation-list")
    messages.success(request, f"{membership.user} is no longer a member.")
    return redirect(membership.organisation)


def _status(form) -> int:
    return 422 if form.errors else 200
