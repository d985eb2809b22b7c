"""What a definition must keep beyond its shapes: keys once, references known, levels complete."""

from collections.abc import Iterable, Iterator

from frameworks.definitions.cuts import cut_off
from frameworks.definitions.errors import Place, Problem
from frameworks.definitions.indicator_checks import check_indicator
from frameworks.definitions.outlines import Outline, mappings, outline, text_at

Placed = Iterable[tuple[Place, dict[object, object]]]


def check(document: dict[object, object]) -> Iterator[Problem]:
    """Yield every broken rule; what has the wrong type is passed over, the shapes report it."""
    yield from cut_off(document)
    found = outline(document)
    yield from _keys_once(found)
    yield from _stage_names(found)
    yield from _scales(found)
    for place, element in found.elements:
        yield from _element(place, element, found)
    for entry in found.indicators:
        yield from check_indicator(entry, found)


def _once(kind: str, placed: Placed) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, raw in placed:
        key = text_at(raw, "key")
        if key is not None and key in seen:
            yield Problem(
                (*place, "key"),
                f"The {kind} key `{key}` is used twice.",
                f"Give each {kind} a key of its own.",
            )
        seen.add(key or "")


def _keys_once(found: Outline) -> Iterator[Problem]:
    yield from _once("source", found.listed("sources"))
    yield from _once("scale", found.listed("scales"))
    yield from _once("stage", found.stages)
    yield from _once("element", found.elements)
    for place, element in found.elements:
        components = mappings(element.get("components"), (*place, "components"))
        yield from _once("component", components)
    yield from _once("indicator", ((entry.place, entry.raw) for entry in found.indicators))


def _stage_names(found: Outline) -> Iterator[Problem]:
    for place, stage in found.stages:
        if text_at(stage, "key") == "overall":
            yield Problem(
                (*place, "key"),
                "`overall` is the name of the whole assessment.",
                "Choose another key for this stage.",
            )


def _scales(found: Outline) -> Iterator[Problem]:
    for place, scale in found.listed("scales"):
        values: list[int] = []
        for where, level in mappings(scale.get("levels"), (*place, "levels")):
            value = level.get("value")
            if isinstance(value, int) and values and value <= values[-1]:
                yield Problem(
                    (*where, "value"),
                    f"Level {value} does not come after level {values[-1]}.",
                    "List the levels from lowest to highest, each value once.",
                )
            if isinstance(value, int):
                values.append(value)


def _element(place: Place, element: dict[object, object], found: Outline) -> Iterator[Problem]:
    components, indicators = element.get("components"), element.get("indicators")
    if components and indicators:
        yield Problem(
            place,
            "This element has both components and indicators.",
            "Move its indicators into a component, or drop the components.",
        )
    if not components and not indicators:
        yield Problem(
            place,
            "This element has neither components nor indicators.",
            "Give it at least one indicator, or remove it.",
        )
    source = text_at(element, "source")
    if source is not None and source not in found.sources:
        yield Problem(
            (*place, "source"),
            f"The source `{source}` is not listed.",
            "Add it under `sources`, or name one that is there.",
        )
