"""The sentence that leads the dashboard: what a manager would sign, from the figures alone."""

from collections.abc import Sequence

from assessments.charts.keyfigures import standing_of
from assessments.charts.marks import counted, listed, percent, points
from assessments.charts.readings import comparable, shown_points
from assessments.queries.headline import Measure, Standing


def lede(rows: Sequence[Standing]) -> str:
    """Return where the relationship stands and where it is weakest, in one or two sentences."""
    overall = standing_of(rows, "overall")
    if overall is None or overall.all is None:
        return "Nothing that is asked applies to this relationship so far."
    if overall.all.shown is None:
        return _too_little(overall.all)
    return f"{_standing(overall)}{_weakest(rows)}"


def who_answered(parties: Sequence[tuple[str, str, int]]) -> str:
    """Say who has answered when a party has not; of each party its name, role and how many did.

    Nothing when all have answered, or nobody.
    """
    said = _names([party for party in parties if party[2]])
    silent = _names([party for party in parties if not party[2]])
    if not said or not silent:
        return ""
    return f"Answered by {said} only; nobody has answered for {silent}."


def _names(parties: Sequence[tuple[str, str, int]]) -> str:
    """Return names in a list, several sub-contractors as their number."""
    below = [name for name, role, _ in parties if role == "sub-contractor"]
    names = [name for name, role, _ in parties if role != "sub-contractor"]
    return listed([*names, counted(len(below), "sub-contractor")] if below[1:] else names + below)


def _too_little(measure: Measure) -> str:
    if measure.is_withheld:
        return "Too few answers to show a figure that gives nobody’s own answers away."
    if measure.coverage == 0:
        return "Nothing is answered yet, so the relationship has no score."
    return (
        f"Only {percent(measure.coverage)} of what applies is answered, too little for a score:"
        f" the overall figure lies somewhere between {points(measure.lower)}"
        f" and {points(measure.upper)} of 100."
    )


def _standing(overall: Standing) -> str:
    conventional, social = (shown_points(overall.conventional), shown_points(overall.social))
    start = f"The relationship stands at {shown_points(overall.all)} of 100"
    if conventional is None and social is None:
        return f"{start}."
    if conventional is None:
        return f"{start}; social practice alone can be shown, at {social}."
    if social is None:
        return f"{start}; conventional practice alone can be shown, at {conventional}."
    if conventional == social:
        return f"{start}: conventional and social practice are level at {social}."
    lead = "ahead of" if social > conventional else "behind"
    return f"{start}: social practice, at {social}, is {lead} conventional, at {conventional}."


def _weakest(rows: Sequence[Standing]) -> str:
    elements = [row for row in rows if row.level == "element"]
    scored = [(row.name, shown_points(row.all)) for row in elements]
    scored = [item for item in scored if item[1] is not None]
    if len(scored) < 2:
        return ""
    low = min(scored, key=lambda item: item[1])
    high = max(scored, key=lambda item: item[1])
    if low[1] == high[1]:
        return f" Every element with a score stands at {low[1]}."
    gap = max(comparable(elements), key=lambda item: item[1] - item[2], default=None)
    trailing = ""
    if gap and gap[1] > gap[2]:
        trailing = f"; the social mission trails most in {gap[0]}, {gap[2]} against {gap[1]}"
    return f" Strongest is {high[0]}, {high[1]}; weakest {low[0]}, {low[1]}{trailing}."
