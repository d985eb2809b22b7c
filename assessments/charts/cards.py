"""One relationship in the list: its key figure, its weakest element and a small chart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from assessments.charts.intervals import figure_interval
from assessments.charts.keyfigures import standing_of, sureness
from assessments.charts.ledes import who_answered
from assessments.charts.marks import NOT_ENOUGH, TOO_FEW, cell, counted, figure, word
from assessments.charts.multiples import Multiple, multiple
from assessments.charts.readings import shown_points
from assessments.queries.disclosures import withhold
from assessments.queries.headline import Standing, standings, weakest
from assessments.queries.portfolio import STATES, Portfolio, Row
from assessments.queries.turnouts import Turnout, total

COUNT_WORDS = {"closed": "closed", "open": "collecting answers", "none": "without a round"}
ALIKE = {1: "", 2: "both "}


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
    one_sided: str = ""


def card(row: Row) -> Card:
    rows = standings(row.headline)
    rows = rows if row.sees_items else withhold(rows)
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
        weakest=_weakest(standing_of(rows, weakest(rows) or "")),
        lenses=_lenses(overall),
        chart=multiple(elements, _unreached(elements, row.headline["reached"])),
        why="",
        one_sided=_one_sided(row),
    )


def list_reading(portfolio: Portfolio) -> str:
    """Return in words how many relationships there are, by state."""
    number = sum(portfolio.counts.values())
    if not number:
        return ""
    found = {state: portfolio.counts[state] for state in COUNT_WORDS if state in portfolio.counts}
    start = counted(number, "relationship").capitalize()
    if len(found) == 1:
        return f"{start}, {ALIKE.get(number, 'all ')}{COUNT_WORDS[next(iter(found))]}."
    parts = [f"{word(some)} {COUNT_WORDS[state]}" for state, some in found.items()]
    return f"{start}: {', '.join(parts)}."


def _unreached(elements: list[Standing], reached: list[str]) -> int:
    return sum(1 for one in elements if one.path.partition("/")[0] not in reached)


def _weakest(standing: Standing | None) -> str:
    return f"{standing.name}, {shown_points(standing.all)}" if standing else "–"


def _lenses(overall: Standing) -> str:
    said = (cell(overall.conventional), cell(overall.social))
    is_alike = said[0] == said[1] in {NOT_ENOUGH, TOO_FEW}
    return said[0] if is_alike else f"conventional {said[0]}, social {said[1]}"


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
    people = total(row.turnout)
    noun = "person" if people.asked == 1 else "people"
    return f"{STATES[held.state]}, {people.answered} of {people.asked} {noun} answered"


def _one_sided(row: Row) -> str:
    if row.relationship.kind == "case":
        return ""
    turnout = [(one, row.turnout.get(one.key, Turnout())) for one in row.parties]
    return who_answered([(one.name, one.role, said.answered) for one, said in turnout])


def _why(row: Row) -> str:
    if row.assessment is None:
        return "No round has been held yet."
    if row.is_hidden:
        return "Figures are shown once the round is closed."
    return "Nothing has been submitted yet."
