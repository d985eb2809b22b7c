"""The submitted answers behind the items of one node."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Prefetch

from assessments.models import Assessment, Evidence, Response
from assessments.scoring import Node

Answers = Mapping[tuple[str, str | None], list[Response]]


def answers_behind(assessment: Assessment, node: Node) -> Answers:
    """Return the submitted responses by key of indicator and dyad, in two queries at most."""
    keys = {item.indicator for item in node.items_detail}
    if not keys:
        return {}
    responses = (
        Response.objects.filter(respondent__assessment=assessment, indicator__key__in=keys)
        .submitted()
        .select_related("indicator", "respondent__party", "dyad__upstream", "dyad__downstream")
        .prefetch_related(Prefetch("evidence", queryset=Evidence.objects.current()))
        .order_by("respondent__party__tier", "respondent__party__key", "respondent__key")
    )
    found: dict[tuple[str, str | None], list[Response]] = {}
    for one in responses:
        place = (one.indicator.key, one.dyad.key if one.dyad else None)
        found.setdefault(place, []).append(one)
    return found
