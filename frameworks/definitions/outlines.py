"""The document before its shapes are known to hold: what is there, tolerantly, with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from frameworks.definitions.errors import Place


def mappings(value: object, place: Place) -> Iterator[tuple[Place, dict[object, object]]]:
    """Yield the mappings in a list; anything else is the shapes' business."""
    for position, item in enumerate(value if isinstance(value, list) else []):
        if isinstance(item, dict):
            yield (*place, position), item


def text_at(mapping: dict[object, object], key: str) -> str | None:
    value = mapping.get(key)
    return value.strip() if isinstance(value, str) else None


def texts_at(mapping: dict[object, object], key: str) -> list[str]:
    value = mapping.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def numbers_at(mapping: dict[object, object], key: str) -> list[int]:
    value = mapping.get(key)
    return [item for item in value if isinstance(item, int)] if isinstance(value, list) else []


def mapping_at(mapping: dict[object, object], key: str) -> dict[object, object]:
    value = mapping.get(key)
    return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator as written, with the keys of what it stands in."""

    place: Place
    raw: dict[object, object]
    prefix: str
    element_source: str | None


@dataclass
class Outline:
    document: dict[object, object]
    stages: list[tuple[Place, dict[object, object]]] = field(default_factory=list)
    elements: list[tuple[Place, dict[object, object]]] = field(default_factory=list)
    indicators: list[Entry] = field(default_factory=list)

    @cached_property
    def sources(self) -> set[str]:
        return {text_at(raw, "key") or "" for _, raw in self.listed("sources")}

    @cached_property
    def scales(self) -> dict[str, list[int]]:
        """Return the level values of each scale, as far as they are whole numbers."""
        return {
            text_at(raw, "key") or "": [
                value
                for _, level in mappings(raw.get("levels"), place)
                if isinstance(value := level.get("value"), int)
            ]
            for place, raw in self.listed("scales")
        }

    def listed(self, key: str) -> list[tuple[Place, dict[object, object]]]:
        return list(mappings(self.document.get(key), (key,)))

    @cached_property
    def positions(self) -> dict[str, int]:
        """Return where in the order of the document each indicator stands, by its key."""
        keys = (text_at(entry.raw, "key") for entry in self.indicators)
        return {key: position for position, key in enumerate(keys) if key}


def outline(document: dict[object, object]) -> Outline:
    found = Outline(document)
    for stage_place, stage in found.listed("stages"):
        found.stages.append((stage_place, stage))
        for place, element in mappings(stage.get("elements"), (*stage_place, "elements")):
            found.elements.append((place, element))
            found.indicators.extend(_entries(element, place))
    return found


def _entries(element: dict[object, object], place: Place) -> Iterator[Entry]:
    prefix = text_at(element, "key") or ""
    source = text_at(element, "source")
    for here, raw in mappings(element.get("indicators"), (*place, "indicators")):
        yield Entry(here, raw, prefix, source)
    for where, component in mappings(element.get("components"), (*place, "components")):
        inner = f"{prefix}.{text_at(component, 'key') or ''}"
        for here, raw in mappings(component.get("indicators"), (*where, "indicators")):
            yield Entry(here, raw, inner, source)
