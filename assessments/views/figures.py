"""Charts as Plotly JSON, for readers who ask for an interactive one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from assessments.charts.interactive import heat_figure, profile_figure, trend_figure
from assessments.charts.pages import data_heat, elements, round_figures
from assessments.models import Assessment
from assessments.queries.dashboard import Dashboard, dashboard


def chart_figure(request, pk, name):
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).with_place(), pk=pk)
    data = dashboard(assessment.relationship, user=request.user, chosen=str(assessment.pk))
    if name not in DRAWN or data.scorecard is None:
        raise Http404
    answer = HttpResponse(DRAWN[name](data), content_type="application/json")
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _profile(data: Dashboard) -> str:
    return profile_figure(elements(data.history[-1].standings, data.scorecard.stages_reached))


def _heat(data: Dashboard) -> str:
    if not data.sees_items:
        raise Http404
    return heat_figure(data_heat(data))


def _trend(data: Dashboard) -> str:
    return trend_figure([round_figures(sitting) for sitting in data.history])


DRAWN = {"profile": _profile, "heat": _heat, "trend": _trend}
