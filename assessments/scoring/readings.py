"""What is read off finished scorecards: the change between two, and the lowest items of one."""

from dataclasses import dataclass

from .inputs import ALL
from .nodes import ItemResult
from .scorecards import Scorecard


@dataclass(frozen=True)
class Change:
    """After minus before, in [-1, 1]; None unless both have a score.

    `published` says that both scores may be shown.
    """

    path: str
    lens: str
    dyad: str | None
    before: float | None
    after: float | None
    difference: float | None
    published: bool


@dataclass(frozen=True)
class LowItem:
    """An answered item with its value and the lowest value of any party, in [0, 1]."""

    dyad: str | None
    indicator: str
    value: float
    lowest: float
    lowest_party: str


def change(
    previous: Scorecard,
    current: Scorecard,
    path: str,
    lens: str = ALL,
    dyad: str | None = None,
) -> Change:
    """Return how a node's score moved from the previous scorecard to the current one."""
    old, new = previous.get(path, lens, dyad), current.get(path, lens, dyad)
    before = None if old is None else old.score
    after = None if new is None else new.score
    difference = None if before is None or after is None else after - before
    is_shown = old is not None and new is not None and old.published and new.published
    return Change(path, lens, dyad, before, after, difference, is_shown)


def lowest_items(scorecard: Scorecard, limit: int) -> tuple[LowItem, ...]:
    """Return up to `limit` answered items that carry weight, lowest first.

    The lowest party value decides between equals, then the order of the scorecard.
    """
    found = [_low_item(item, item.value) for item in scorecard.items() if item.weight]
    answered = [item for item in found if item is not None]
    return tuple(sorted(answered, key=lambda item: (item.value, item.lowest))[: max(limit, 0)])


def _low_item(item: ItemResult, value: float | None) -> LowItem | None:
    if value is None:
        return None
    by_party = [(one.value, one.party) for one in item.parties if one.value is not None]
    lowest, party = min(by_party, key=lambda pair: pair[0])
    return LowItem(item.dyad, item.indicator, value, lowest, party)
