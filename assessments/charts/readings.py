"""One sentence a chart: what to see in it, worked out from the figures it draws."""

from collections.abc import Sequence

from assessments.charts.marks import counted, every, points, word
from assessments.queries.headline import Measure, Standing

LENS_NAMES = {"conventional": "Conventional", "social": "Social"}


def shown_points(measure: Measure | None) -> int | None:
    """Return a measure in whole points, None where no score is shown."""
    if measure is None or measure.shown is None:
        return None
    return points(measure.shown)


def comparable(rows: Sequence[Standing]) -> list[tuple[str, int, int]]:
    """Return name, conventional and social points of the rows that have both."""
    triples = ((row.name, shown_points(row.conventional), shown_points(row.social)) for row in rows)
    return [triple for triple in triples if triple[1] is not None and triple[2] is not None]


def read_profile(rows: Sequence[Standing]) -> str:
    """Return where the two lenses part most, or what can be said with less."""
    both = comparable(rows)
    if not both:
        return _read_single_lens(rows)
    if len(both) == 1:
        name, conventional, social = both[0]
        return f"Only {name} can be compared: conventional {conventional}, social {social}."
    name, conventional, social = max(both, key=lambda item: abs(item[1] - item[2]))
    if conventional == social:
        return f"Both lenses stand level in {every(len(both), 'element')} with two scores."
    return (
        f"{_leader(both)}; the distance is widest in {name},"
        f" conventional {conventional} against social {social}."
    )


def _leader(both: Sequence[tuple[str, int, int]]) -> str:
    conventional = sum(1 for _, first, second in both if first > second)
    social = sum(1 for _, first, second in both if second > first)
    lens, ahead = max(("Conventional", conventional), ("Social", social), key=lambda item: item[1])
    total = counted(len(both), "element")
    if conventional == social:
        return f"Each lens is ahead in {word(ahead)} of {total} that can be compared"
    share = every(ahead, "element") if ahead == len(both) else f"{word(ahead)} of {total}"
    return f"{lens} practice is ahead in {share} that can be compared"


def _read_single_lens(rows: Sequence[Standing]) -> str:
    for lens, name in LENS_NAMES.items():
        found = [(row.name, shown_points(getattr(row, lens))) for row in rows]
        scored = [item for item in found if item[1] is not None]
        if scored:
            return _read_range(f"{name} practice alone can be shown", scored)
    return "No element has enough answers for a score yet."


def _read_range(start: str, scored: Sequence[tuple[str, int]]) -> str:
    low = min(scored, key=lambda item: item[1])
    high = max(scored, key=lambda item: item[1])
    if len(scored) == 1:
        return f"{start}, and only in {low[0]}: {low[1]}."
    if low[1] == high[1]:
        return f"{start}: {low[1]} in each of {counted(len(scored), 'element')}."
    return f"{start}: highest in {high[0]}, {high[1]}, lowest in {low[0]}, {low[1]}."


def read_trend(pairs: Sequence[tuple[Measure | None, Measure | None]]) -> str:
    """Return how both lenses moved from the first round to the last."""
    if len(pairs) < 2:
        return "One round so far: a second one will show a direction."
    rounds = counted(len(pairs), "round")
    moves = [
        move
        for name, at in (("conventional", 0), ("social", 1))
        if (move := _move(name, [shown_points(pair[at]) for pair in pairs]))
    ]
    if not moves:
        return f"In {rounds}, no lens has two scores to compare."
    return f"Over {rounds}, {' and '.join(moves)}{_distance(pairs)}."


def _move(name: str, figures: Sequence[int | None]) -> str:
    known = [figure for figure in figures if figure is not None]
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    if first == last:
        return f"{name} practice ended where it began, at {last}"
    return f"{name} practice {'rose' if last > first else 'fell'} from {first} to {last}"


def _distance(pairs: Sequence[tuple[Measure | None, Measure | None]]) -> str:
    known = [(shown_points(first), shown_points(second)) for first, second in pairs]
    gaps = [abs(first - second) for first, second in known if None not in (first, second)]
    if len(gaps) < 2 or gaps[0] == gaps[-1]:
        return ""
    verb = "grew" if gaps[-1] > gaps[0] else "shrank"
    return f"; the distance between them {verb} from {gaps[0]} to {gaps[-1]} points"


def read_multiple(rows: Sequence[Standing], unreached: int) -> str:
    """Return the caption of one small chart among many; `unreached` elements stay blank."""
    both = comparable(rows)
    if not both:
        return _read_single_lens(rows)
    low = min(both, key=lambda item: min(item[1], item[2]))
    lens = "social" if low[2] <= low[1] else "conventional"
    blank = f"; {counted(unreached, 'element')} not reached" if unreached else ""
    return f"{_who_leads(both)}; {lens} lowest in {low[0]}, {min(low[1:])}{blank}."


def _who_leads(both: Sequence[tuple[str, int, int]]) -> str:
    conventional = sum(1 for _, first, second in both if first > second)
    social = sum(1 for _, first, second in both if second > first)
    if not conventional and not social:
        return "Both lenses level"
    if conventional == social:
        return f"Each lens ahead in {word(social)} of {word(len(both))}"
    lens, ahead = ("Conventional", conventional) if conventional > social else ("Social", social)
    where = "wherever" if ahead == len(both) else f"in {word(ahead)} of {word(len(both))} where"
    return f"{lens} ahead {where} both can be compared"
