"""Everything the dashboard of one relationship and the arithmetic page show, read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from assessments.models import Assessment, Dyad, Party, Relationship, Respondent
from assessments.permissions import is_of_owner, may_manage, may_see_scores
from assessments.queries.headline import Standing, headline, standings
from assessments.queries.scorecards import scorecard_of

if TYPE_CHECKING:
    from assessments.scoring import Scorecard
    from frameworks.definitions import Definition


@dataclass(frozen=True)
class Turnout:
    """How many respondents a party has, and how many of them have submitted a stage."""

    asked: int = 0
    answered: int = 0


@dataclass(frozen=True)
class Sitting:
    """One assessment of the relationship with its key figures."""

    assessment: Assessment
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Dashboard:
    """`scorecard` is None when nothing counts yet, and when `is_hidden` from this reader.

    `sees_items` says whether single items may be shown: not to a counterpart, whose own
    answer taken from the mean would give away the other side's.
    """

    relationship: Relationship
    assessments: tuple[Assessment, ...]
    assessment: Assessment | None
    parties: tuple[Party, ...]
    dyads: tuple[Dyad, ...]
    turnout: dict[str, Turnout]
    scorecard: Scorecard | None
    is_hidden: bool
    sees_items: bool
    may_manage: bool
    history: tuple[Sitting, ...]

    @property
    def definition(self) -> Definition | None:
        return self.assessment.definition if self.assessment else None

    @property
    def total(self) -> Turnout:
        return Turnout(
            sum(party.asked for party in self.turnout.values()),
            sum(party.answered for party in self.turnout.values()),
        )


def dashboard(relationship: Relationship, *, user, chosen: str = "") -> Dashboard:
    """Return the dashboard of the chosen assessment, the latest without a choice.

    Raise Assessment.DoesNotExist when the choice is none of this relationship's.
    """
    assessments = _assessments(relationship)
    assessment = _choose(assessments, chosen)
    sees_all = sees_items(user, relationship)
    is_hidden = assessment is not None and not may_see_scores(user, assessment)
    scorecard = None if assessment is None or is_hidden else scorecard_of(assessment)
    return Dashboard(
        relationship=relationship,
        assessments=tuple(assessments),
        assessment=assessment,
        parties=tuple(relationship.parties.in_order()),
        dyads=tuple(relationship.dyads.with_parties()),
        turnout=_turnout(assessment),
        scorecard=scorecard,
        is_hidden=is_hidden,
        sees_items=sees_all,
        may_manage=may_manage(user, relationship),
        history=_history(assessments, assessment, scorecard, sees_all) if scorecard else (),
    )


@dataclass(frozen=True)
class NodeNames:
    """Names by key; `parties` is None where their own values may not be shown."""

    dyads: dict[str, str]
    parties: dict[str, str] | None


def node_names(relationship: Relationship, *, user) -> NodeNames:
    """Return what the dyads and parties of the arithmetic page are called."""
    dyads = dyad_names(relationship.dyads.with_parties())
    if not sees_items(user, relationship):
        return NodeNames(dyads, None)
    return NodeNames(dyads, dict(relationship.parties.values_list("key", "name")))


def dyad_names(dyads: Iterable[Dyad]) -> dict[str, str]:
    return {dyad.key: f"{dyad.upstream.name} – {dyad.downstream.name}" for dyad in dyads}


def sees_items(user, relationship: Relationship) -> bool:
    """Say whether the values of single items and parties may be shown to `user`."""
    return not relationship.is_own or is_of_owner(user, relationship)


def _assessments(relationship: Relationship) -> list[Assessment]:
    """Return the assessments, the latest first, without the bulk of their stored scores."""
    found = (
        Assessment.objects.filter(round__relationship=relationship)
        .with_place()
        .defer("scorecard", "framework_version__content")
    )
    return list(found.order_by("-round__as_of", "-created_at"))


def _choose(assessments: Sequence[Assessment], chosen: str) -> Assessment | None:
    if not chosen:
        return assessments[0] if assessments else None
    for assessment in assessments:
        if str(assessment.pk) == chosen:
            return assessment
    raise Assessment.DoesNotExist


def _turnout(assessment: Assessment | None) -> dict[str, Turnout]:
    if assessment is None:
        return {}
    submitted = Q(submissions__state__in=["submitted", "accepted"])
    rows = (
        Respondent.objects.filter(assessment=assessment)
        .order_by()
        .values("party__key")
        .annotate(
            asked=Count("pk", distinct=True), answered=Count("pk", filter=submitted, distinct=True)
        )
    )
    return {row["party__key"]: Turnout(row["asked"], row["answered"]) for row in rows}


def _history(
    assessments: Sequence[Assessment], current: Assessment, scorecard: Scorecard, sees_open: bool
) -> tuple[Sitting, ...]:
    """Return the sittings of the same framework up to the current one, the earliest first."""
    until = assessments[assessments.index(current) + 1 :]
    same = [
        assessment
        for assessment in until
        if assessment.framework_version.framework_id == current.framework_version.framework_id
        and assessment.headline
    ]
    shown = [one for one in reversed(same) if sees_open or not one.is_open]
    past = [Sitting(one, standings(one.headline)) for one in shown]
    now = standings(headline(scorecard, current.definition))
    return (*past, Sitting(current, now))
