"""Notice a file that ends too early, which YAML itself takes for whole."""

from collections.abc import Iterator

from frameworks.definitions.errors import Place, Problem
from frameworks.definitions.shapes import Component, Definition, Element, Indicator, Shape, Stage

SHAPES: dict[str, type[Shape]] = {
    "stages": Stage,
    "elements": Element,
    "components": Component,
    "indicators": Indicator,
}
REMEDY = "Compare its end with the original, or download or copy it again."


def cut_off(document: dict[object, object]) -> Iterator[Problem]:
    """Yield one problem when what the file ends in stops before its last required key."""
    for place, shape, raw in _last_things(document):
        if _stops_early(shape, raw):
            yield Problem(place, "The file seems cut off: it ends inside this part.", REMEDY)
            return


def _last_things(
    document: dict[object, object],
) -> Iterator[tuple[Place, type[Shape], dict[object, object]]]:
    """Yield the document, its last stage, that stage's last element and so on."""
    place: Place = ()
    shape: type[Shape] = Definition
    raw = document
    while raw:
        yield place, shape, raw
        key = str(list(raw)[-1])
        items = raw.get(key)
        last = items[-1] if isinstance(items, list) and items else None
        if key not in SHAPES or not isinstance(items, list) or not isinstance(last, dict):
            return
        place, shape, raw = (*place, key, len(items) - 1), SHAPES[key], last


def _stops_early(shape: type[Shape], raw: dict[object, object]) -> bool:
    """Say whether required keys are missing, all of them after the last key there is."""
    order = list(shape.model_fields)
    there = [order.index(key) for key in raw if isinstance(key, str) and key in order]
    required = [order.index(key) for key in order if shape.model_fields[key].is_required()]
    if shape is Element:
        required.append(order.index("components"))
    missing = [place for place in required if place not in there]
    return bool(missing) and bool(there) and min(missing) > max(there)
