"""Make and change relationships, their chain of parties, and rounds."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.models import Organisation
from assessments.models import (
    Assessment,
    AssessmentEvent,
    Dyad,
    Party,
    Relationship,
    Respondent,
    Round,
)
from assessments.services.errors import NotReady
from frameworks.models import FrameworkVersion


@dataclass(frozen=True)
class PartyDraft:
    """One party of a chain to be made; the key is made from the name when it is empty."""

    name: str
    role: str
    tier: int
    organisation: Organisation | None = None
    note: str = ""
    key: str = ""


@transaction.atomic
def create_relationship(*, relationship: Relationship, parties: list[PartyDraft]) -> Relationship:
    """Save a new relationship with its whole chain; raise NotReady when the chain has a hole."""
    check_chain(parties)
    relationship.save()
    for draft in parties:
        _add(relationship, draft)
    link_parties(relationship)
    return relationship


def check_chain(parties) -> None:
    """Raise NotReady unless one client, an intermediary on every tier below, sub-contractors
    on the last tier."""
    by_tier = {}
    for party in parties:
        by_tier.setdefault(party.tier, []).append(party.role)
    if by_tier.get(0) != [Party.Role.CLIENT]:
        raise NotReady("A chain begins with exactly one client.")
    last = max(by_tier)
    if sorted(by_tier) != list(range(last + 1)):
        raise NotReady("Every tier between the client and the last sub-contractor needs a party.")
    if last < 2 or set(by_tier[last]) != {Party.Role.SUB_CONTRACTOR}:
        raise NotReady("A chain ends with at least one sub-contractor below an intermediary.")
    between = {role for tier in range(1, last) for role in by_tier[tier]}
    if between != {Party.Role.INTERMEDIARY}:
        raise NotReady("Between the client and the sub-contractors stand intermediaries only.")


def _add(relationship, draft):
    return Party.objects.create(
        relationship=relationship,
        key=draft.key or free_key(draft.name, relationship.parties.values_list("key", flat=True)),
        name=draft.name,
        note=draft.note,
        organisation=draft.organisation,
        role=draft.role,
        tier=draft.tier,
    )


def free_key(name: str, taken) -> str:
    """Return a key made from `name` that is not among `taken`."""
    stem = slugify(name)[:50] or "party"
    taken, number, key = set(taken), 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def link_parties(relationship) -> None:
    """Make the dyads that are missing between adjacent tiers; none is ever taken away."""
    parties = list(relationship.parties.all())
    there = set(relationship.dyads.values_list("upstream", "downstream"))
    Dyad.objects.bulk_create(
        Dyad(relationship=relationship, upstream=upstream, downstream=downstream)
        for upstream in parties
        for downstream in parties
        if downstream.tier == upstream.tier + 1 and (upstream.pk, downstream.pk) not in there
    )


@transaction.atomic
def add_sub_contractor(*, relationship, name: str, note: str = "", organisation=None) -> Party:
    """Add a sub-contractor on the last tier; refused while an assessment collects answers."""
    relationship = Relationship.objects.select_for_update().get(pk=relationship.pk)
    if _open_assessments(relationship).exists():
        raise NotReady(
            "An assessment of this relationship is collecting answers. "
            "Close it before you add a party, so that its questions stay the same."
        )
    last = relationship.parties.aggregate(last=Max("tier"))["last"]
    role = Party.Role.SUB_CONTRACTOR
    party = _add(relationship, PartyDraft(name, role, last, organisation, note))
    link_parties(relationship)
    return party


def _open_assessments(relationship):
    return Assessment.objects.filter(round__relationship=relationship, state="open")


@dataclass(frozen=True)
class RoundDraft:
    """A round to be opened and the assessment in it."""

    label: str
    as_of: date
    framework_version: FrameworkVersion
    phase: str
    stages_reached: tuple[str, ...]


@transaction.atomic
def open_assessment(*, relationship, draft: RoundDraft, by=None) -> Assessment:
    """Open a round with one assessment in it; stages in the framework's order, none unknown."""
    Relationship.objects.select_for_update(of=("self",)).get(pk=relationship.pk)
    if relationship.rounds.filter(label=draft.label).exists():
        raise NotReady("This relationship has a round of this name already.")
    version = draft.framework_version
    if not version.is_published:
        raise NotReady("Only a published framework version can be assessed by.")
    stages = [stage.key for stage in version.definition.stages if stage.key in draft.stages_reached]
    if not stages:
        raise NotReady("Choose at least one stage that has been reached.")
    if len(stages) != len(set(draft.stages_reached)):
        raise NotReady("A stage is named that this framework version does not have.")
    assessment = Assessment.objects.create(
        round=Round.objects.create(relationship=relationship, label=draft.label, as_of=draft.as_of),
        framework_version=version,
        phase=draft.phase,
        stages_reached=stages,
    )
    AssessmentEvent.objects.create(assessment=assessment, actor=by, kind="opened")
    return assessment


@transaction.atomic
def add_respondent(*, assessment, party, label, member=None, entered_by=None, key="") -> Respondent:
    """Add somebody who answers for `party`, with a sheet for every stage reached."""
    if not assessment.is_open:
        raise NotReady("This assessment is closed: reopen it before you add people.")
    Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if member is not None:
        found = assessment.respondents.filter(party=party, member=member).first()
        if found:
            return found
    taken = assessment.respondents.values_list("key", flat=True)
    respondent = Respondent.objects.create(
        assessment=assessment,
        party=party,
        key=key or free_key(label, taken),
        label=label,
        member=member,
        entered_by=entered_by,
    )
    for stage in assessment.stages_reached:
        respondent.submissions.create(stage=stage)
    return respondent
