"""What changed since the round before, node by node, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.charts.marks import NOT_ENOUGH, TOO_FEW, counted, every, figure, percent, word
from assessments.charts.readings import shown_points
from assessments.queries.headline import Standing


@dataclass(frozen=True)
class Change:
    name: str
    level: str
    before: str
    now: str
    words: str
    difference: int | None
    answered: str = ""


@dataclass(frozen=True)
class Changes:
    rows: tuple[Change, ...]
    reading: str


def changes(before: Sequence[Standing], now: Sequence[Standing]) -> Changes:
    """Compare the nodes both rounds know; a node without a score has no difference."""
    earlier = {row.path: row for row in before if row.all}
    known = [row for row in now if row.all and row.path in earlier]
    found = [(row.path, _change(earlier[row.path], row)) for row in known]
    shown = tuple(change for path, change in found if not _repeats_its_stage(path, known))
    return Changes(shown, _read(tuple(change for _, change in found)))


def _repeats_its_stage(path: str, rows: Sequence[Standing]) -> bool:
    """Say whether the node is the only element of a stage that is listed itself."""
    stage, slash, _ = path.partition("/")
    paths = [row.path for row in rows]
    return bool(slash) and stage in paths and sum(p.startswith(f"{stage}/") for p in paths) == 1


def _change(before: Standing, now: Standing) -> Change:
    first, last = shown_points(before.all), shown_points(now.all)
    difference = None if first is None or last is None else last - first
    is_withheld = before.all.is_withheld or now.all.is_withheld
    return Change(
        name=now.name,
        level=now.level,
        before=figure(before.all),
        now=figure(now.all),
        words=_words(difference, TOO_FEW if is_withheld else NOT_ENOUGH),
        difference=difference,
        answered=percent(now.all.coverage),
    )


def _words(difference: int | None, why: str) -> str:
    if difference is None:
        return f"cannot be compared: {why}"
    if difference == 0:
        return "→ unchanged"
    return f"↑ rose by {difference}" if difference > 0 else f"↓ fell by {-difference}"


def _read(rows: tuple[Change, ...]) -> str:
    elements = [row for row in rows if row.level == "element" and row.difference is not None]
    if not elements:
        return "No element has a score in both rounds."
    rose = [row for row in elements if row.difference > 0]
    fell = [row for row in elements if row.difference < 0]
    most = max(elements, key=lambda row: abs(row.difference))
    if len(elements) == 1:
        return f"Only {most.name} has a score in both rounds: {_plain(most)}."
    whole = f"{every(len(elements), 'element').capitalize()} with two scores"
    total = f"{counted(len(elements), 'element')} with two scores"
    if not rose and not fell:
        return f"{whole} are unchanged."
    if len(elements) in (len(rose), len(fell)):
        return f"{whole} {'rose' if rose else 'fell'}; {most.name} most, {_plain(most)}."
    return (
        f"Of {total} {word(len(rose))} rose and {word(len(fell))} fell;"
        f" {most.name} moved most, {_plain(most)}."
    )


def _plain(change: Change) -> str:
    return f"from {change.before} to {change.now}"
