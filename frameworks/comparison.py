"""What another version of a framework changes, indicator by indicator."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from frameworks.definitions import Definition, Location, ScaleLevel


class Kind(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    RESCALED = "rescaled"
    REWEIGHTED = "reweighted"
    MOVED = "moved"
    ASKED = "asked of others"


@dataclass(frozen=True, slots=True)
class Change:
    """One change to an indicator, or to the weight of what holds indicators."""

    kind: Kind
    key: str
    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """An indicator as it stands in one version."""

    location: Location
    levels: tuple[ScaleLevel, ...]

    @property
    def wording(self) -> tuple[object, ...]:
        item = self.location.indicator
        levels, wordings = dict(item.levels), dict(item.text_by_party)
        return item.short, item.text, wordings, item.help, item.evidence, levels

    @property
    def scale(self) -> tuple[object, ...]:
        item = self.location.indicator
        return item.response, self.levels, item.reversed

    @property
    def asked(self) -> tuple[object, ...]:
        item = self.location.indicator
        return set(item.dyads), set(item.asked_of), item.condition

    @property
    def weight(self) -> str:
        return f"{self.location.indicator.weight:g}"

    @property
    def path(self) -> str:
        return self.location.path


Trait = Callable[[Side], object]
# What is compared, and whether the page can show it in a word.
TRAITS: tuple[tuple[Kind, Trait, bool], ...] = (
    (Kind.REWORDED, lambda side: side.wording, False),
    (Kind.RESCALED, lambda side: side.scale, False),
    (Kind.REWEIGHTED, lambda side: side.weight, True),
    (Kind.MOVED, lambda side: side.path, True),
    (Kind.ASKED, lambda side: side.asked, False),
)


def compare(old: Definition, new: Definition) -> tuple[Change, ...]:
    """Return what `new` changes against `old`, by kind and then in the order of the document."""
    changes = [*_indicators(_sides(old), _sides(new)), *_holders(_weights(old), _weights(new))]
    order = list(Kind)
    return tuple(sorted(changes, key=lambda change: order.index(change.kind)))


def _indicators(old: dict[str, Side], new: dict[str, Side]) -> Iterator[Change]:
    for key, side in new.items():
        short = side.location.indicator.short
        if key not in old:
            yield Change(Kind.ADDED, key, short)
            continue
        for kind, trait, is_shown in TRAITS:
            before, after = trait(old[key]), trait(side)
            if before != after:
                yield Change(kind, key, short, *((str(before), str(after)) if is_shown else ()))
    for key, side in old.items():
        if key not in new:
            yield Change(Kind.DROPPED, key, side.location.indicator.short)


def _holders(old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]) -> Iterator[Change]:
    """Yield the elements and components of both versions whose weight is another."""
    for path, (name, weight) in new.items():
        if path in old and old[path][1] != weight:
            yield Change(Kind.REWEIGHTED, path, name, old[path][1], weight)


def _sides(definition: Definition) -> dict[str, Side]:
    scales = {scale.key: scale.levels for scale in definition.scales}
    found = definition.locations()
    return {
        one.indicator.key: Side(one, scales.get(one.indicator.scale or "", ())) for one in found
    }


def _weights(definition: Definition) -> dict[str, tuple[str, str]]:
    found = {}
    for stage in definition.stages:
        for element in stage.elements:
            path = f"{stage.key}/{element.key}"
            found[path] = (element.name, f"{element.weight:g}")
            for part in element.components:
                found[f"{path}/{part.key}"] = (part.name, f"{part.weight:g}")
    return found
