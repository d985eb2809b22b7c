"""What an item asks and what each respondent said to it, in the words of the framework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.models import Evidence, Response
from assessments.queries.answers import Answers
from assessments.scoring import Node
from frameworks.definitions import Definition, Indicator


@dataclass(frozen=True)
class Answered:
    """One respondent's answer: the level and its text, or the state where there is no level."""

    who: str
    party: str
    level: str
    text: str
    reason: str
    comment: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Said:
    text: str
    answers: tuple[Answered, ...]


def wordings(
    node: Node, definition: Definition, answers: Answers
) -> Mapping[tuple[str, str | None], Said]:
    """Return wording and answers of the node's items, by keys of indicator and dyad."""
    if not answers:
        return {}
    indicators = {indicator.key: indicator for indicator in definition.indicators()}
    return {
        (item.indicator, item.dyad): _said(
            indicators[item.indicator], definition, answers.get((item.indicator, item.dyad), ())
        )
        for item in node.items_detail
    }


def _said(indicator: Indicator, definition: Definition, responses: Sequence[Response]) -> Said:
    scale = definition.scale(indicator.scale) if indicator.scale else None
    names = {level.value: level.name for level in scale.levels} if scale else {}
    return Said(indicator.text, tuple(_answered(indicator, one, names) for one in responses))


def _answered(indicator: Indicator, response: Response, names: Mapping[int, str]) -> Answered:
    value = response.value
    is_level, state = value is not None, response.get_state_display()
    return Answered(
        who=response.respondent.label,
        party=response.respondent.party.name,
        level=f"{value} {names.get(value, '')}".strip() if is_level else state,
        text=indicator.levels.get(value, "") if is_level else "",
        reason=response.reason,
        comment=response.comment,
        evidence=tuple(response.evidence.all()),
    )
