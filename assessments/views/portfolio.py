"""The list of relationships."""

from django.shortcuts import render

from assessments.charts.cards import card, list_reading
from assessments.queries.portfolio import KINDS, SORTS, STATES, Choice, portfolio


def relationship_list(request):
    choice = Choice.of(request.GET)
    found = portfolio(request.user, choice=choice, page=request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "portfolio": found,
        "choice": choice,
        "own": [card(row) for row in found.rows],
        "cases": [card(row) for row in found.cases],
        "reading": list_reading(found),
        "sorts": SORTS.items(),
        "states": STATES.items(),
        "kinds": KINDS.items(),
        "kept": kept.urlencode(),
    }
    return render(request, "assessments/relationship_list.html", context)
