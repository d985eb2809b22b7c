"""The dashboard of a relationship, and the arithmetic behind each of its figures."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from assessments.charts.arithmetic import arithmetic
from assessments.charts.pages import lead_and_rest, page_chain, score_page
from assessments.models import Assessment, Relationship
from assessments.queries.answers import answers_behind
from assessments.queries.dashboard import dashboard, node_names, sees_items
from assessments.queries.scorecards import scorecard_of


def relationship_detail(request, pk):
    visible = Relationship.objects.visible_to(request.user).select_related("owner")
    relationship = get_object_or_404(visible, pk=pk)
    try:
        data = dashboard(relationship, user=request.user, chosen=request.GET.get("round", ""))
    except Assessment.DoesNotExist as error:
        raise Http404 from error
    context = {
        "data": data,
        "relationship": relationship,
        "assessment": data.assessment,
        "chain": page_chain(data),
        "page": score_page(data) if data.scorecard else None,
        "xray": _xray_address(data),
        "about": lead_and_rest(relationship.about),
        "is_print": "print" in request.GET,
    }
    return render(request, "assessments/relationship_detail.html", context)


def _xray_address(data):
    if data.assessment is None or not data.sees_items:
        return ""
    return reverse("assessments:score-xray", args=[data.assessment.pk])


def score_xray(request, pk):
    visible = Assessment.objects.visible_to(request.user).with_place()
    assessment = get_object_or_404(visible, pk=pk)
    if not sees_items(request.user, assessment.relationship):
        raise Http404
    scorecard = scorecard_of(assessment)
    node = scorecard and scorecard.get(**_asked_node(request.GET))
    if node is None:
        raise Http404
    names = node_names(assessment.relationship)
    context = {
        "assessment": assessment,
        "relationship": assessment.relationship,
        "arithmetic": arithmetic(
            node,
            scorecard,
            assessment.definition,
            dyads=names.dyads,
            parties=names.parties,
            answers=answers_behind(assessment, node),
        ),
    }
    return render(request, "assessments/score_xray.html", context)


def _asked_node(asked):
    return {
        "path": asked.get("path", "overall"),
        "lens": asked.get("lens", "all"),
        "dyad": asked.get("dyad") or None,
    }
