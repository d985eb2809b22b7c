"""Scored items: respondents merge into their party, parties into the item (rule 6)."""

from collections.abc import Iterable
from math import fsum

from .inputs import ANSWERED, NOT_APPLICABLE, SKIPPED, IndicatorSpec
from .nodes import UNANSWERED, ItemResult, PartyValue
from .outlines import leaf_path
from .sittings import Sitting

# leaf path → its items, in the order of the framework and then of the dyads
ItemsByLeaf = dict[str, list[ItemResult]]


def merge_items(sitting: Sitting) -> ItemsByLeaf:
    """Return every item that someone who counts was asked; others do not exist."""
    found: ItemsByLeaf = {}
    for stage, element, component in sitting.instrument.leaves():
        if stage.key not in sitting.stages_reached:
            continue
        items = found.setdefault(leaf_path(stage, element, component), [])
        for indicator in component.indicators:
            for dyad, parties in sitting.places(indicator):
                item = _merge_item(sitting, indicator, dyad, parties, stage.key)
                if item is not None:
                    items.append(item)
    return found


def _merge_item(
    sitting: Sitting, indicator: IndicatorSpec, dyad: str | None, parties: list[str], stage: str
) -> ItemResult | None:
    values = tuple(
        value
        for party in parties
        if (value := _party_value(sitting, indicator, dyad, party, stage)) is not None
    )
    if not values:
        return None
    state = _merged_state(value.state for value in values)
    mean = _mean([value.value for value in values if value.value is not None])
    weight = float(indicator.weight)
    return ItemResult(indicator.key, dyad, indicator.lens, weight, state, mean, values)


def _party_value(
    sitting: Sitting, indicator: IndicatorSpec, dyad: str | None, party: str, stage: str
) -> PartyValue | None:
    said: list[tuple[str, str, float | None]] = []
    for respondent in sitting.counted(party, stage):
        if not sitting.is_open(indicator, respondent.key, dyad):
            continue
        answer = sitting.answers.get((respondent.key, indicator.key, dyad))
        state = SKIPPED if answer is None else answer.state
        value = None if answer is None or state != ANSWERED else answer.value
        said.append((respondent.key, state, None if value is None else float(value)))
    if not said:
        return None
    scale = indicator.scale
    raws = [raw for _, _, raw in said if raw is not None]
    shares = [scale.normalise(raw, is_reversed=indicator.reversed) for raw in raws]
    state = _merged_state(state for _, state, _ in said)
    return PartyValue(party, _mean(shares), state, tuple(said))


def _merged_state(states: Iterable[str]) -> str:
    present = set(states)
    if ANSWERED in present:
        return ANSWERED
    return NOT_APPLICABLE if present == {NOT_APPLICABLE} else UNANSWERED


def _mean(values: list[float]) -> float | None:
    return fsum(values) / len(values) if values else None
