"""The parts of a version as rows, so that answers can point at them."""

from frameworks import definitions
from frameworks.models import Component, Element, FrameworkVersion, Indicator, Stage


def insert(version: FrameworkVersion, definition: definitions.Definition) -> None:
    """Insert stages, elements, components and indicators in the order of the document."""
    places: dict[str, tuple[Element, Component | None]] = {}
    for position, shape in enumerate(definition.stages):
        stage = Stage.objects.create(
            version=version, key=shape.key, name=shape.name, position=position
        )
        places.update(_insert_elements(stage, shape))
    ranges = {scale.key: (scale.minimum, scale.maximum) for scale in definition.scales}
    rows = []
    for position, location in enumerate(definition.locations()):
        row = _indicator(location.indicator)
        row.version, row.position = version, position
        row.element, row.component = places[location.path]
        row.minimum, row.maximum = ranges.get(location.indicator.scale, (None, None))
        rows.append(row)
    Indicator.objects.bulk_create(rows)


def remove(version: FrameworkVersion) -> None:
    version.indicators.all().delete()
    version.stages.all().delete()


def _insert_elements(stage: Stage, shape: definitions.Stage):
    """Yield the path of each leaf with its element and component."""
    for position, element in enumerate(shape.elements):
        row = Element.objects.create(stage=stage, position=position, **_place(element))
        path = f"{stage.key}/{element.key}"
        yield path, (row, None)
        for place, component in enumerate(element.components):
            part = Component.objects.create(element=row, position=place, **_place(component))
            yield f"{path}/{component.key}", (row, part)


def _place(shape: definitions.Element | definitions.Component) -> dict[str, object]:
    return {"key": shape.key, "name": shape.name, "short": shape.short, "weight": shape.weight}


def _indicator(indicator: definitions.Indicator) -> Indicator:
    return Indicator(
        key=indicator.key,
        lens=indicator.lens.value,
        provenance=indicator.provenance.kind.value,
        subject=indicator.subject.value,
        short=indicator.short,
        text=indicator.text,
        response=indicator.response.value,
        weight=indicator.weight,
        reversed=indicator.reversed,
    )
