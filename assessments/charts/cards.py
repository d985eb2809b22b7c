"""One relationship in the list: its key figure, its weakest element and a small chart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from assessments.charts.intervals import figure_interval
from assessments.charts.keyfigures import standing_of, sureness
from assessments.charts.marks import NOT_ENOUGH, cell, counted, figure, word
from assessments.charts.multiples import Multiple, multiple
from assessments.charts.readings import shown_points
from assessments.queries.headline import Standing, standings
from assessments.queries.portfolio import STATES, Portfolio, Row

COUNT_WORDS = {"closed": "closed", "open": "collecting answers", "none": "without a round"}


@dataclass(frozen=True)
class Card:
    """`big` is empty where there is no figure; then `why` says so."""

    row: Row
    chain: str
    state: str
    big: str
    svg: SafeString | str
    sureness: str
    weakest: str
    lenses: str
    chart: Multiple | None
    why: str


def card(row: Row) -> Card:
    rows = standings(row.headline)
    overall = standing_of(rows, "overall")
    if overall is None or overall.all is None:
        return Card(row, _chain(row), _state(row), "", "", "", "", "", None, _why(row))
    elements = [one for one in rows if one.level == "element"]
    return Card(
        row=row,
        chain=_chain(row),
        state=_state(row),
        big=figure(overall.all),
        svg=figure_interval(overall.all),
        sureness=sureness(overall.all),
        weakest=_weakest(standing_of(rows, row.headline["weakest"] or "")),
        lenses=_lenses(overall),
        chart=multiple(elements, _unreached(elements, row.headline["reached"])),
        why="",
    )


def list_reading(portfolio: Portfolio) -> str:
    """Return in words how many relationships there are, by state."""
    total = sum(portfolio.counts.values())
    if not total:
        return ""
    found = {state: portfolio.counts[state] for state in COUNT_WORDS if state in portfolio.counts}
    parts = [f"{word(number)} {COUNT_WORDS[state]}" for state, number in found.items()]
    return f"{counted(total, 'relationship').capitalize()}: {', '.join(parts)}."


def _unreached(elements: list[Standing], reached: list[str]) -> int:
    return sum(1 for one in elements if one.path.partition("/")[0] not in reached)


def _weakest(standing: Standing | None) -> str:
    return f"{standing.name}, {shown_points(standing.all)}" if standing else "–"


def _lenses(overall: Standing) -> str:
    said = (cell(overall.conventional), cell(overall.social))
    return NOT_ENOUGH if set(said) == {NOT_ENOUGH} else f"conventional {said[0]}, social {said[1]}"


def _chain(row: Row) -> str:
    """Return the chain in names, many sub-contractors as a number."""
    below = [party for party in row.parties if party.role == "sub-contractor"]
    names = [party.name for party in row.parties if party.role != "sub-contractor"]
    if len(below) > 1:
        names.append(counted(len(below), "sub-contractor"))
    else:
        names += [party.name for party in below]
    return " – ".join(names)


def _state(row: Row) -> str:
    held = row.assessment
    if held is None:
        return STATES["none"]
    if row.relationship.kind == "case":
        return "Coded from publications"
    return (
        f"{STATES[held.state]}, {held.submitted_count} of {held.respondent_count}"
        f" {'person' if held.respondent_count == 1 else 'people'} answered"
    )


def _why(row: Row) -> str:
    if row.assessment is None:
        return "No round has been held yet."
    if row.is_hidden:
        return "Figures are shown once the round is closed."
    return "Nothing has been submitted yet."
