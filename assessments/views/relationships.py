"""Make and change relationships, and open rounds in them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import Membership
from assessments.forms.relationships import (
    RelationshipDetailsForm,
    RelationshipForm,
    RoundForm,
    SubContractorForm,
)
from assessments.models import Relationship
from assessments.permissions import may_manage
from assessments.services.errors import NotReady
from assessments.services.relationships import (
    add_sub_contractor,
    create_relationship,
    open_assessment,
)
from assessments.views.refusals import refuse
from frameworks.models import FrameworkVersion

NOT_PUBLISHED = (
    "The framework version you chose is not published any more. Look at the stages again and "
    "open the round by the one named above, or choose another."
)


def relationship_create(request):
    if not Membership.objects.managers().filter(user=request.user).exists():
        return refuse(request, "Only a manager of an organisation can describe a relationship.")
    form = RelationshipForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = create_relationship(relationship=form.relationship(), parties=form.parties())
        messages.success(request, f"{made} is described. Open its first round to begin.")
        return redirect("assessments:round-create", made.pk)
    return _page(request, "assessments/relationship_create.html", {"form": form})


def relationship_edit(request, pk):
    relationship = _visible(request, pk)
    if not may_manage(request.user, relationship):
        return refuse(request, "Only a manager of the owning organisation can change this.")
    form = RelationshipDetailsForm(request.POST or None, instance=relationship)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "The details are saved.")
        return redirect(relationship)
    context = {
        "form": form,
        "relationship": Relationship.objects.get(pk=pk),
        "parties": relationship.parties.in_order(),
    }
    return _page(request, "assessments/relationship_edit.html", context)


def sub_contractor_create(request, pk):
    relationship = _visible(request, pk)
    if not may_manage(request.user, relationship):
        return refuse(request, "Only a manager of the owning organisation can change this.")
    form = SubContractorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            party = add_sub_contractor(relationship=relationship, **form.cleaned_data)
        except NotReady as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{party} now stands in the chain.")
            return redirect("assessments:relationship-edit", pk)
    context = {"form": form, "relationship": relationship}
    return _page(request, "assessments/sub_contractor_create.html", context)


def round_create(request, pk):
    relationship = _visible(request, pk)
    if not may_manage(request.user, relationship):
        return refuse(request, "Only a manager of the owning organisation can open a round.")
    published = FrameworkVersion.objects.published().select_related("framework").newest_first()
    if not published:
        return refuse(request, "No framework is published yet, so there is nothing to assess by.")
    form = _round_form(request, relationship, published)
    if request.method == "POST" and form.is_valid():
        try:
            assessment = open_assessment(
                relationship=relationship, draft=form.draft(), by=request.user
            )
        except NotReady as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{assessment.round} is open. Add the people who answer.")
            return redirect(assessment)
    context = {
        "form": form,
        "relationship": relationship,
        "version": form.version,
        "versions": published,
    }
    return _page(request, "assessments/round_create.html", context)


def _round_form(request, relationship, published):
    """Return the form for the version asked for; a form sent for another one is refused."""
    chosen = request.GET.get("version") or request.POST.get("version")
    found = next((one for one in published if str(one.pk) == chosen), None)
    version = found or published[0]
    form = RoundForm(request.POST or None, relationship=relationship, version=version)
    if chosen and found is None and form.is_bound:
        form.add_error(None, NOT_PUBLISHED)
    return form


def _visible(request, pk):
    return get_object_or_404(Relationship.objects.visible_to(request.user), pk=pk)


def _page(request, template, context):
    status = 422 if context["form"].errors else 200
    context["cancel"] = reverse("assessments:relationship-list")
    return render(request, template, context, status=status)
