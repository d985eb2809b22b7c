"""How many people each party has among the respondents, and whose turn it is to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from assessments.models import Assessment, Respondent

COUNTS = ("submitted", "accepted")
Turnouts = Mapping[str, "Turnout"]


@dataclass(frozen=True)
class Turnout:
    """How many respondents a party has, and how many of them have submitted a stage."""

    asked: int = 0
    answered: int = 0


@dataclass(frozen=True)
class Turn:
    """A respondent the reader answers as, with a stage that is not submitted yet."""

    respondent: UUID
    party: str


def total(turnout: Turnouts) -> Turnout:
    rows = turnout.values()
    return Turnout(sum(row.asked for row in rows), sum(row.answered for row in rows))


def turnouts(assessments: Iterable[Assessment]) -> dict[UUID, dict[str, Turnout]]:
    """Return the turnout by assessment and key of party, in one query."""
    submitted = Q(submissions__state__in=COUNTS)
    rows = (
        Respondent.objects.filter(assessment__in=[one.pk for one in assessments])
        .order_by()
        .values("assessment", "party__key")
        .annotate(
            asked=Count("pk", distinct=True), answered=Count("pk", filter=submitted, distinct=True)
        )
    )
    found: dict[UUID, dict[str, Turnout]] = {}
    for row in rows:
        turnout = Turnout(row["asked"], row["answered"])
        found.setdefault(row["assessment"], {})[row["party__key"]] = turnout
    return found


def turns(assessments: Iterable[Assessment], user) -> dict[UUID, Turn]:
    """Return by open assessment whom `user` should answer as next, in one query.

    A respondent of one's own comes before a shared one of one's side.
    """
    held = {one.pk: one for one in assessments if one.is_open}
    rows = (
        Respondent.objects.answerable_by(user)
        .filter(assessment__in=held)
        .order_by("party__tier", "party__key", "key")
        .values(
            *("pk", "assessment", "member", "party__name"),
            *("submissions__stage", "submissions__state"),
        )
    )
    found: dict[UUID, Turn] = {}
    for one in sorted(_people(rows), key=lambda person: person["member"] is None):
        if set(held[one["assessment"]].stages_reached) - one["submitted"]:
            found.setdefault(one["assessment"], Turn(one["pk"], one["party__name"]))
    return found


def _people(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one entry a respondent, with the stages they have submitted."""
    people: dict[UUID, dict[str, Any]] = {}
    for row in rows:
        person = people.setdefault(row["pk"], row | {"submitted": set()})
        if row["submissions__state"] in COUNTS:
            person["submitted"].add(row["submissions__stage"])
    return list(people.values())
