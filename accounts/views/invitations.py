"""Inviting a colleague, and the public page that an invitation link opens."""

from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import InvitationForm, RegistrationForm
from accounts.models import Membership
from accounts.queries import organisation_page
from accounts.services import (
    EmailTaken,
    InvitationUnusable,
    accept_invitation,
    find_invitation,
    invite_colleague,
    register_invited_user,
    revoke_invitation,
)
from accounts.throttles import is_too_often
from accounts.views import links
from accounts.views.access import manager_required, too_many_requests

EMAIL_TAKEN = (
    "This address cannot be used to make an account here. If it is yours, sign in instead."
)


@require_POST
@manager_required
def invitation_create(request, organisation):
    form = InvitationForm(request.POST)
    if not form.is_valid():
        page = organisation_page(organisation=organisation, user=request.user)
        context = {"page": page, "form": form, "roles": Membership.Role}
        return render(request, "accounts/organisation_detail.html", context, status=422)
    if is_too_often(request, action="invitation-create"):
        return too_many_requests(request)
    new = invite_colleague(
        organisation=organisation,
        by=request.user,
        link_for=partial(links.invitation_link, request),
        **form.cleaned_data,
    )
    if new.invitation.email and not new.is_mailed:
        messages.warning(request, "The e-mail could not be sent. Pass the link on yourself.")
    response = redirect(organisation)
    links.hand_over(request, response, organisation, new.token)
    return response


@require_POST
@manager_required
def invitation_revoke(request, organisation, invitation):
    invitation = get_object_or_404(organisation.invitations, pk=invitation)
    try:
        revoke_invitation(invitation=invitation)
    except InvitationUnusable:
        messages.info(request, "That invitation had already ended.")
    else:
        messages.success(request, "The invitation is revoked; its link no longer works.")
    return redirect(organisation)


def private_link(view):
    """Keep the address of a page that is itself a secret out of caches and referrers."""

    @wraps(view)
    def guarded(request, token):
        if is_too_often(request, action="invitation-link"):
            response = too_many_requests(request)
        else:
            response = view(request, token)
        # Under "no-referrer" browsers send "Origin: null", and the CSRF check refuses the POST.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return never_cache(guarded)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@private_link
def invitation_accept(request, token):
    try:
        invitation = find_invitation(token=token)
        if request.method != "POST":
            return _page(request, invitation, RegistrationForm(initial={"email": invitation.email}))
        if request.user.is_authenticated:
            return _welcome(request, accept_invitation(token=token, by=request.user).organisation)
        return _register(request, invitation, token)
    except InvitationUnusable:
        return render(request, "accounts/invitation_unusable.html", status=404)


def _register(request, invitation, token):
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, form)
    try:
        user = register_invited_user(token=token, **form.cleaned_data)
    except EmailTaken:
        form.add_error("email", EMAIL_TAKEN)
    except ValidationError as error:
        form.add_error("password", error)
    else:
        login(request, user)
        return _welcome(request, invitation.organisation)
    return _page(request, invitation, form)


def _welcome(request, organisation):
    messages.success(request, f"You now belong to {organisation}.")
    return redirect(organisation)


def _page(request, invitation, form):
    context = {"invitation": invitation, "form": form}
    if request.user.is_authenticated:
        memberships = request.user.memberships.filter(organisation=invitation.organisation)
        context["membership"] = memberships.first()
    status = 422 if form.errors else 200
    return render(request, "accounts/invitation_accept.html", context, status=status)
