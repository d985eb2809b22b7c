"""The instrument as one tree of branches with their paths."""

from collections.abc import Iterator
from dataclasses import dataclass

from .inputs import ComponentSpec, ElementSpec, Instrument, StageSpec
from .nodes import OVERALL


@dataclass(frozen=True)
class Branch:
    """One place in the tree; without children it is a leaf that holds items."""

    path: str
    name: str
    level: str
    weight: float
    children: tuple["Branch", ...] = ()

    def walk(self) -> Iterator["Branch"]:
        """Yield this branch and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(instrument: Instrument) -> Branch:
    """Return the tree from overall down to the leaves, reached or not."""
    stages = tuple(_stage_branch(stage) for stage in instrument.stages)
    return Branch(OVERALL, "Overall", OVERALL, 1.0, stages)


def leaf_path(stage: StageSpec, element: ElementSpec, component: ComponentSpec) -> str:
    """Return the path of a component, or of its element when that is undivided."""
    path = f"{stage.key}/{element.key}"
    return f"{path}/{component.key}" if component.key else path


def _stage_branch(stage: StageSpec) -> Branch:
    elements = tuple(_element_branch(stage, element) for element in stage.elements)
    return Branch(stage.key, stage.name, "stage", float(stage.weight), elements)


def _element_branch(stage: StageSpec, element: ElementSpec) -> Branch:
    components = tuple(
        Branch(
            leaf_path(stage, element, component),
            component.name,
            "component",
            float(component.weight),
        )
        for component in element.components
        if component.key
    )
    path = f"{stage.key}/{element.key}"
    return Branch(path, element.name, "element", float(element.weight), components)
