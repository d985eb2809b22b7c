"""The list of relationships."""

from django.shortcuts import render

from assessments.charts.cards import card, list_reading
from assessments.queries.portfolio import KINDS, SORTS, STATES, Choice, portfolio


def relationship_list(request):
    choice = Choice.of(request.GET)
    found = portfolio(request.user, choice=choice, page=request.GET.get("page"))
    own, cases = ([card(row) for row in rows] for rows in (found.rows, found.cases))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "portfolio": found,
        "choice": choice,
        "own": own,
        "cases": cases,
        "has_charts": any(card.chart for card in (*own, *cases)),
        "has_turn": any(row.turn for row in found.rows),
        "reading": list_reading(found),
        "sorts": SORTS.items(),
        "states": STATES.items(),
        "kinds": KINDS.items(),
        "kept": kept.urlencode(),
    }
    return render(request, "assessments/relationship_list.html", context)
