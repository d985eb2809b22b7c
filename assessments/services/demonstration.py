"""The world of the demonstration: its people, organisations, cases and one open assessment."""

import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, Organisation, PlatformRole, User
from accounts.services import add_member, grant_platform_role
from assessments.documents import decode, read
from assessments.models import Party, Relationship, Round
from assessments.services.documents import import_document
from assessments.services.relationships import (
    PartyDraft,
    RoundDraft,
    add_respondent,
    create_relationship,
    open_assessment,
)
from frameworks.models import FrameworkVersion

CASES = Path(__file__).resolve().parent.parent / "cases"
# The organisation whose id tells a demonstration from everything else.
INTERMEDIARY = uuid.UUID("5d0c7f3e-6b1a-4f8e-9a52-de3057a110de")
CLIENT = uuid.UUID("5d0c7f3e-6b1a-4f8e-9a52-de3057a110c1")
SUB_CONTRACTOR = uuid.UUID("5d0c7f3e-6b1a-4f8e-9a52-de3057a11050")
ORGANISATIONS = {
    CLIENT: ("Northfield Retail (invented)", "United Kingdom"),
    INTERMEDIARY: ("Riverside Data Services (invented)", "India"),
    SUB_CONTRACTOR: ("Hilltop Telecentre (invented)", "India"),
}
NAME = "Scanned invoices for Northfield Retail (invented)"
ROUND = "First round"
MANAGER, CONTRIBUTOR = Membership.Role.MANAGER, Membership.Role.CONTRIBUTOR


@dataclass(frozen=True)
class Seat:
    """One sign-in of the demonstration."""

    email: str
    name: str
    organisation: uuid.UUID | None = None
    role: str = ""
    platform_role: str = ""

    @property
    def description(self) -> str:
        if self.organisation is None:
            return PlatformRole.Role(self.platform_role).label
        return f"{self.role} of {ORGANISATIONS[self.organisation][0]}"


SEATS = (
    Seat("manager@example.org", "Maya Manager", INTERMEDIARY, MANAGER),
    Seat("colleague@example.org", "Cyrus Colleague", INTERMEDIARY, CONTRIBUTOR),
    Seat("client@example.org", "Clara Client", CLIENT, MANAGER),
    Seat("subcontractor@example.org", "Sunil Telecentre", SUB_CONTRACTOR, MANAGER),
    Seat("researcher@example.org", "Rosa Researcher", platform_role=PlatformRole.Role.RESEARCHER),
    Seat("editor@example.org", "Edwin Editor", platform_role=PlatformRole.Role.FRAMEWORK_EDITOR),
    Seat("operator@example.org", "Olga Operator", platform_role=PlatformRole.Role.OPERATOR),
)
EMAILS = [seat.email for seat in SEATS]


def foreign_things() -> list[str]:
    """Name what the database holds that neither the demonstration made nor its visitors did.

    Visitors add colleagues, organisations and relationships of their own; all hang on one of
    the seven sign-ins or on an organisation of theirs.
    """
    if not Organisation.objects.filter(pk=INTERMEDIARY).exists():
        people, organisations = User.objects.all(), Organisation.objects.all()
        relationships = Relationship.objects.all()
    else:
        ours = Organisation.objects.filter(people__email__in=EMAILS).values("pk")
        people = User.objects.exclude(Q(email__in=EMAILS) | Q(memberships__organisation__in=ours))
        organisations = Organisation.objects.exclude(pk__in=ours)
        relationships = Relationship.objects.filter(kind="own").exclude(owner__in=ours)
    counts = {
        "user": people.count(),
        "organisation": organisations.count(),
        "relationship": relationships.count(),
    }
    return [f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count]


@transaction.atomic
def make_people(*, password: str = "") -> dict[str, str]:
    """Make the sign-ins that are missing; return the passwords that were set, by e-mail address.

    With `password` everybody gets that one, those who are here already too.
    """
    for pk, (name, country) in ORGANISATIONS.items():
        Organisation.objects.get_or_create(pk=pk, defaults={"name": name, "country": country})
    return {seat.email: said for seat in SEATS if (said := _make_person(seat, password))}


def _make_person(seat: Seat, password: str) -> str:
    """Return the password that was set, or nothing when the old one stays."""
    user = User.objects.filter(email=seat.email).first()
    if user is None:
        password = password or secrets.token_urlsafe(12)
        user = User.objects.create_user(seat.email, password, name=seat.name)
    elif password and not check_password(password, user.password):
        user.set_password(password)
        user.save(update_fields=["password"])
    if seat.organisation:
        organisation = Organisation.objects.get(pk=seat.organisation)
        add_member(organisation=organisation, user=user, role=seat.role)
    if seat.platform_role:
        grant_platform_role(user=user, role=seat.platform_role)
    return password


def load_cases() -> int:
    """Import and close every shipped case that is not here yet; return how many were new."""
    return sum(_load_case(path) for path in sorted(CASES.glob("*.yaml")))


def _load_case(path: Path) -> bool:
    reading = read(decode(path.read_bytes(), path.name), path.name)
    document = reading.content
    is_here = Round.objects.filter(
        relationship__kind=document.kind.value,
        relationship__name=document.relationship.name,
        label=document.round.label,
    ).exists()
    if not is_here:
        import_document(reading=reading, close=True)
    return not is_here


@transaction.atomic
def open_own_relationship() -> Relationship | None:
    """Make the relationship with an open assessment, unless there is one, or no framework."""
    owner = Organisation.objects.get(pk=INTERMEDIARY)
    version = FrameworkVersion.objects.published().order_by("published_at").last()
    if version is None or owner.relationships.exists():
        return None
    relationship = create_relationship(
        relationship=Relationship(
            owner=owner,
            name=NAME,
            service="Keying of scanned invoices",
            country="India",
            about="Invented, to try the pages with.",
        ),
        parties=_chain(),
    )
    draft = RoundDraft(
        label=ROUND,
        as_of=timezone.localdate(),
        framework_version=version,
        phase="in-flight",
        stages_reached=tuple(stage.key for stage in version.definition.stages),
    )
    assessment = open_assessment(relationship=relationship, draft=draft)
    for seat in SEATS:
        if seat.organisation:
            _seat(assessment, seat)
    return relationship


def _chain() -> list[PartyDraft]:
    roles = {
        CLIENT: Party.Role.CLIENT,
        INTERMEDIARY: Party.Role.INTERMEDIARY,
        SUB_CONTRACTOR: Party.Role.SUB_CONTRACTOR,
    }
    found = Organisation.objects.in_bulk(list(roles))
    return [
        PartyDraft(found[pk].name, role, tier, found[pk], key=role.value)
        for tier, (pk, role) in enumerate(roles.items())
    ]


def _seat(assessment, seat: Seat) -> None:
    party = assessment.relationship.parties.get(organisation=seat.organisation)
    member = User.objects.get(email=seat.email)
    add_respondent(assessment=assessment, party=party, label=seat.name, member=member)
