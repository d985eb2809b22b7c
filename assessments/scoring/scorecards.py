"""The scorecard: every node, who was counted, and its exact form on file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from .errors import ScoringError
from .inputs import ALL, CONVENTIONAL, SOCIAL
from .nodes import CountedRespondent, ItemResult, Node, Part, PartyValue

VERSION = 1


@dataclass(frozen=True)
class Scorecard:
    """All nodes of one assessment, with the respondents and parties that were counted."""

    version: int
    min_coverage: float
    nodes: tuple[Node, ...]
    lenses: tuple[str, ...]
    stages_reached: tuple[str, ...]
    respondents: tuple[CountedRespondent, ...]
    parties: tuple[str, ...]

    @cached_property
    def _index(self) -> dict[tuple[str, str, str | None], Node]:
        return {(node.path, node.lens, node.dyad): node for node in self.nodes}

    def get(self, path: str, lens: str = ALL, dyad: str | None = None) -> Node | None:
        """Return the node, or None when nothing in it is applicable."""
        return self._index.get((path, lens, dyad))

    def lens_difference(self, path: str, dyad: str | None = None) -> float | None:
        """Return social minus conventional, in [-1, 1]; None unless both have a score (rule 7)."""
        social = self.get(path, SOCIAL, dyad)
        conventional = self.get(path, CONVENTIONAL, dyad)
        if social is None or conventional is None:
            return None
        if social.score is None or conventional.score is None:
            return None
        return social.score - conventional.score

    def items(self) -> tuple[ItemResult, ...]:
        """Return every item once, in the order of the framework within the order of the dyads."""
        found = (item for node in self.nodes for item in node.items_detail)
        return tuple({(item.indicator, item.dyad): item for item in found}.values())

    def to_json(self) -> dict[str, Any]:
        """Return plain data; items are stored once and nodes point at them by position."""
        items = self.items()
        places = {(item.indicator, item.dyad): place for place, item in enumerate(items)}
        return {
            "version": self.version,
            "min_coverage": self.min_coverage,
            "lenses": list(self.lenses),
            "stages_reached": list(self.stages_reached),
            "respondents": [_plain(one) | {"stages": list(one.stages)} for one in self.respondents],
            "parties": list(self.parties),
            "items": [_item_to_json(item) for item in items],
            "nodes": [_node_to_json(node, places) for node in self.nodes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Scorecard":
        """Return the scorecard that was filed, number for number; ScoringError if it is not one."""
        try:
            items = [_item_from_json(item) for item in data["items"]]
            return cls(
                version=data["version"],
                min_coverage=data["min_coverage"],
                nodes=tuple(_node_from_json(node, items) for node in data["nodes"]),
                lenses=tuple(data["lenses"]),
                stages_reached=tuple(data["stages_reached"]),
                respondents=tuple(_respondent_from_json(one) for one in data["respondents"]),
                parties=tuple(data["parties"]),
            )
        except (KeyError, IndexError, TypeError) as error:
            raise ScoringError(f"not a stored scorecard: {error}") from error


def _plain(thing: Part | PartyValue | ItemResult | Node | CountedRespondent) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _item_to_json(item: ItemResult) -> dict[str, Any]:
    parties = [
        _plain(party) | {"respondents": [list(one) for one in party.respondents]}
        for party in item.parties
    ]
    return _plain(item) | {"parties": parties}


def _node_to_json(node: Node, places: Mapping[tuple[str, str | None], int]) -> dict[str, Any]:
    return _plain(node) | {
        "children": [_plain(part) for part in node.children],
        "items_detail": [places[item.indicator, item.dyad] for item in node.items_detail],
    }


def _item_from_json(data: Mapping[str, Any]) -> ItemResult:
    parties = tuple(
        PartyValue(**(party | {"respondents": tuple(tuple(one) for one in party["respondents"])}))
        for party in data["parties"]
    )
    return ItemResult(**{**data, "parties": parties})


def _node_from_json(data: Mapping[str, Any], items: list[ItemResult]) -> Node:
    children = tuple(Part(**part) for part in data["children"])
    detail = tuple(items[place] for place in data["items_detail"])
    return Node(**{**data, "children": children, "items_detail": detail})


def _respondent_from_json(data: Mapping[str, Any]) -> CountedRespondent:
    return CountedRespondent(data["key"], data["party"], tuple(data["stages"]))
