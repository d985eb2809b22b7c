"""Everything the dashboard of one relationship and the arithmetic page show, read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.models import Assessment, Dyad, Party, Relationship
from assessments.permissions import is_of_owner, may_manage, may_see_scores
from assessments.queries.disclosures import withhold
from assessments.queries.headline import Standing, headline, standings
from assessments.queries.scorecards import scorecard_of
from assessments.queries.turnouts import Turn, Turnout, total, turnouts, turns

if TYPE_CHECKING:
    from assessments.scoring import Scorecard
    from frameworks.definitions import Definition


@dataclass(frozen=True)
class Sitting:
    """One assessment of the relationship with its key figures."""

    assessment: Assessment
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Dashboard:
    """`scorecard` is None when nothing counts yet, and when `is_hidden` from this reader.

    `sees_items` says whether single items may be shown: not to a counterpart, whose own
    answer taken from the mean would give away the other side's. For the same reason their
    `history` has no figure of few items. `turn` is whom the reader should answer as.
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
    turn: Turn | None = None

    @property
    def definition(self) -> Definition | None:
        return self.assessment.definition if self.assessment else None

    @property
    def total(self) -> Turnout:
        return total(self.turnout)


def dashboard(relationship: Relationship, *, user, chosen: str = "") -> Dashboard:
    """Return the dashboard of the chosen assessment, the latest without a choice.

    Raise Assessment.DoesNotExist when the choice is none of this relationship's.
    """
    assessments = _assessments(relationship)
    assessment = _choose(assessments, chosen)
    sees_all = sees_items(user, relationship)
    is_hidden = assessment is not None and not may_see_scores(user, assessment)
    scorecard = None if assessment is None or is_hidden else scorecard_of(assessment)
    held = [assessment] if assessment else []
    return Dashboard(
        relationship=relationship,
        assessments=tuple(assessments),
        assessment=assessment,
        parties=tuple(relationship.parties.in_order()),
        dyads=tuple(relationship.dyads.with_parties()),
        turnout=turnouts(held).get(assessment.pk, {}) if assessment else {},
        scorecard=scorecard,
        is_hidden=is_hidden,
        sees_items=sees_all,
        may_manage=may_manage(user, relationship),
        history=_history(assessments, assessment, scorecard, sees_all) if scorecard else (),
        turn=turns(held, user).get(assessment.pk) if assessment else None,
    )


@dataclass(frozen=True)
class NodeNames:
    """What the dyads and parties of the arithmetic page are called, by key."""

    dyads: dict[str, str]
    parties: dict[str, str]


def node_names(relationship: Relationship) -> NodeNames:
    dyads = dyad_names(relationship.dyads.with_parties())
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


def _history(
    assessments: Sequence[Assessment], current: Assessment, scorecard: Scorecard, sees_all: bool
) -> tuple[Sitting, ...]:
    """Return the sittings of the same framework up to the current one, the earliest first."""
    until = assessments[assessments.index(current) + 1 :]
    same = [
        assessment
        for assessment in until
        if assessment.framework_version.framework_id == current.framework_version.framework_id
        and assessment.headline
    ]
    shown = [one for one in reversed(same) if sees_all or not one.is_open]
    found = [(one, standings(one.headline)) for one in shown]
    found.append((current, standings(headline(scorecard, current.definition))))
    return tuple(Sitting(one, rows if sees_all else withhold(rows)) for one, rows in found)
