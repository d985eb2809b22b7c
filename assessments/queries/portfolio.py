"""The relationships a person may see, with the key figures kept beside each latest assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, FloatField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Lower

from accounts.models import Membership
from assessments.models import Assessment, Party, Relationship
from assessments.queries.turnouts import Turn, Turnouts, turnouts, turns

PAGE_SIZE = 20
CASES_SHOWN = 50
SORTS = {
    "latest": "Latest round",
    "name": "Name",
    "overall": "Lowest overall",
    "coverage": "Lowest coverage",
}
STATES = {"open": "Collecting answers", "closed": "Closed", "none": "No round yet"}
KINDS = {"own": "Own", "case": "Published case", "example": "Invented example"}
ORDERS = {
    "latest": (F("latest_as_of").desc(nulls_last=True),),
    "name": (),
    "overall": (F("overall_score").asc(nulls_last=True),),
    "coverage": (F("overall_coverage").asc(nulls_last=True),),
}


@dataclass(frozen=True)
class Choice:
    """What the reader asked the list for; unknown words count as not asked."""

    q: str = ""
    state: str = ""
    kind: str = ""
    sort: str = "latest"

    @classmethod
    def of(cls, asked: Any) -> Choice:
        sort, state, kind = (asked.get(name, "") for name in ("sort", "state", "kind"))
        return cls(
            q=asked.get("q", "").strip()[:200],
            state=state if state in STATES else "",
            kind=kind if kind in KINDS else "",
            sort=sort if sort in SORTS else "latest",
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.state or self.kind)


@dataclass(frozen=True)
class Row:
    """`headline` is None where nothing is scored yet or the reader may not see it."""

    relationship: Relationship
    parties: tuple[Party, ...]
    assessment: Assessment | None
    headline: dict[str, Any] | None
    is_hidden: bool
    sees_items: bool = True
    turnout: Turnouts = field(default_factory=dict)
    turn: Turn | None = None


@dataclass(frozen=True)
class Portfolio:
    rows: tuple[Row, ...]
    cases: tuple[Row, ...]
    page: Page
    counts: dict[str, int]
    choice: Choice
    has_organisation: bool
    may_create: bool


def portfolio(user, *, choice: Choice, page: str | None) -> Portfolio:
    """Return one page of the reader's own relationships and, on the first, the shipped cases."""
    roles = dict(user.memberships.values_list("organisation", "role"))
    found = _annotated(Relationship.objects.visible_to(user), roles)
    found = _narrowed(found, choice).order_by(*ORDERS[choice.sort], Lower("name"), "pk")
    own = found.filter(kind=Relationship.Kind.OWN)
    counts = _counts(own)
    paginator = Paginator(own, PAGE_SIZE)
    paginator.count = sum(counts.values())
    shown = paginator.get_page(page)
    mine = list(shown.object_list)
    cases = list(found.exclude(kind="own")[:CASES_SHOWN]) if shown.number == 1 else []
    rows = _rows([*mine, *cases], user, roles)
    writers = {Membership.Role.MANAGER, Membership.Role.CONTRIBUTOR}
    return Portfolio(
        rows=rows[: len(mine)],
        cases=rows[len(mine) :],
        page=shown,
        counts=counts,
        choice=choice,
        has_organisation=bool(roles),
        may_create=bool(writers & set(roles.values())),
    )


def _annotated(relationships: QuerySet[Relationship], mine: Sequence) -> QuerySet[Relationship]:
    """Add the latest assessment; figures to sort by only where the reader may see them."""
    latest = Assessment.objects.filter(round__relationship=OuterRef("pk")).order_by(
        "-round__as_of", "-created_at"
    )
    may_see = ~Q(kind="own") | Q(latest_state="closed") | Q(owner__in=list(mine))
    return relationships.annotate(
        latest_id=Subquery(latest.values("pk")[:1]),
        latest_as_of=Subquery(latest.values("round__as_of")[:1]),
        latest_state=Subquery(latest.values("state")[:1]),
        may_see=Case(When(may_see, then=True), default=False),
        overall_score=_figure(latest, "score", may_see),
        overall_coverage=_figure(latest, "coverage", may_see),
    )


def _figure(latest: QuerySet[Assessment], name: str, may_see: Q) -> Case:
    figure = Cast(KT(f"headline__overall__{name}"), FloatField())
    return Case(When(may_see, then=Subquery(latest.values_list(figure)[:1])), default=None)


def _narrowed(found: QuerySet[Relationship], choice: Choice) -> QuerySet[Relationship]:
    if choice.q:
        parties = Party.objects.filter(name__icontains=choice.q).values("relationship")
        found = found.filter(
            Q(name__icontains=choice.q) | Q(service__icontains=choice.q) | Q(pk__in=parties)
        )
    if choice.kind:
        found = found.filter(kind=choice.kind)
    if choice.state == "none":
        return found.filter(latest_state__isnull=True)
    return found.filter(latest_state=choice.state) if choice.state else found


def _counts(own: QuerySet[Relationship]) -> dict[str, int]:
    """Return how many there are by the state of their latest assessment; `none` without one."""
    rows = own.order_by().values("latest_state").annotate(number=Count("pk"))
    return {row["latest_state"] or "none": row["number"] for row in rows}


def _rows(relationships: Sequence[Relationship], user, mine: Mapping[Any, str]) -> tuple[Row, ...]:
    parties: dict[Any, list[Party]] = {}
    for party in Party.objects.filter(relationship__in=relationships).in_order():
        parties.setdefault(party.relationship_id, []).append(party)
    latest = (
        Assessment.objects.filter(pk__in=[one.latest_id for one in relationships])
        .select_related("round")
        .defer("scorecard")
        .in_bulk()
    )
    held = latest.values()
    counted, next_turns = turnouts(held), turns(held, user)
    return tuple(
        Row(
            relationship=one,
            parties=tuple(parties.get(one.pk, ())),
            assessment=latest.get(one.latest_id),
            headline=_headline(one, latest.get(one.latest_id)),
            is_hidden=one.latest_id is not None and not one.may_see,
            sees_items=not one.is_own or one.owner_id in mine,
            turnout=counted.get(one.latest_id, {}),
            turn=next_turns.get(one.latest_id),
        )
        for one in relationships
    )


def _headline(relationship: Relationship, assessment: Assessment | None) -> dict[str, Any] | None:
    return assessment.headline if assessment and relationship.may_see else None
