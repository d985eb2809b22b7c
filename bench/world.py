"""A portfolio of invented relationships, written by the batch into an empty database.

Run as `python -m bench.world --relationships N --people N FILE`; what the measures need to know
of it is written to FILE.
"""

import argparse
import json
import uuid
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench import ready  # noqa: F401 - models can be imported from here on

# isort: split
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from assessments import scoring
from assessments.models import Assessment, Respondent, Response, ResponseEvent, StageSubmission
from assessments.queries.headline import headline
from assessments.queries.instruments import chain_of, indicator_ids, instrument_of
from assessments.queries.scorecards import scorecard_of
from assessments.services.relationships import (
    PartyDraft,
    RoundDraft,
    create_relationship,
    open_assessment,
)
from frameworks.models import FrameworkVersion
from frameworks.services import load_library

ROUNDS = 4
BATCH = 2000
VARIANTS = 5  # relationships that answer alike share their scores
TOKEN = "b" * 32
PEOPLE = ["client", "client", "intermediary", "intermediary", "centre", "centre"]
DRAFTS = (3, 5)  # the places of those who have not submitted in an open round
CHAIN = (
    ("Client", "client", 0, "client"),
    ("Intermediary", "intermediary", 1, "intermediary"),
    ("Centre", "sub-contractor", 2, "centre"),
)


@dataclass
class Rows:
    """What is to be written next."""

    people: list = field(default_factory=list)
    submissions: list = field(default_factory=list)
    responses: list = field(default_factory=list)
    events: list = field(default_factory=list)

    def write(self) -> None:
        for model, rows in (
            (Respondent, self.people),
            (StageSubmission, self.submissions),
            (Response, self.responses),
            (ResponseEvent, self.events),
        ):
            model.objects.bulk_create(rows, batch_size=BATCH)
            rows.clear()


@dataclass
class Writer:
    """Fills assessments of one framework version, and remembers scores that come again."""

    version: FrameworkVersion
    scores: dict = field(default_factory=dict)
    rows: Rows = field(default_factory=Rows)
    drafts: list = field(default_factory=list)
    items: dict = field(default_factory=dict)

    @property
    def stages(self) -> tuple[str, ...]:
        return tuple(stage.key for stage in self.version.definition.stages)

    def relationship(self, owner, number: int) -> dict:
        """Write one relationship with its rounds; the last round of every second is open."""
        relationship = new_relationship(owner, number)
        for place in range(ROUNDS):
            is_open = place == ROUNDS - 1 and number % 2 == 1
            assessment = self.assessment(relationship, place)
            people = [f"{party}-{at}" for at, party in enumerate(PEOPLE)]
            self.fill(assessment, people, number % VARIANTS + place, is_open=is_open)
            self.settle(assessment, (number % VARIANTS, place, is_open), is_open=is_open)
        return {"id": str(relationship.pk), "is_open": is_open}

    def assessment(self, relationship, place: int):
        draft = RoundDraft(
            label=f"Round {place + 1}",
            as_of=date(2021 + place, 3, 31),
            framework_version=self.version,
            phase="in-flight",
            stages_reached=self.stages,
        )
        return open_assessment(relationship=relationship, draft=draft)

    def fill(self, assessment, people: list[str], seed: int, *, is_open: bool) -> None:
        """Write respondents with a comment on every sixth item; some leave a draft."""
        parties = {party.key: party for party in assessment.relationship.parties.all()}
        for at, key in enumerate(people):
            is_draft = is_open and at in DRAFTS
            party = parties[key.partition("-")[0]]
            person = Respondent(assessment=assessment, party=party, key=key, label=key.title())
            self.rows.people.append(person)
            self._sheets(person, is_draft=is_draft)
            self._answers(person, seed + at, is_draft=is_draft)
        self.rows.write()

    def _sheets(self, person, *, is_draft: bool) -> None:
        state = {} if is_draft else {"state": "submitted", "submitted_at": timezone.now()}
        self.rows.submissions += [
            StageSubmission(respondent=person, stage=stage, **state) for stage in self.stages
        ]

    def _answers(self, person, seed: int, *, is_draft: bool) -> None:
        """Write the answers; a draft has every other item, and all its items are for saves."""
        dyads = {dyad.key: dyad for dyad in person.assessment.relationship.dyads.with_parties()}
        ids = indicator_ids(self.version)
        items = asked(person, self.version)
        self.items[person.party.role] = len(items)
        for at, item in enumerate(items):
            has_answer = not (is_draft and at % 2)
            if has_answer:
                self._answer(person, ids[item.indicator], dyads[item.dyad], seed * 7 + at * 3)
            if is_draft:
                row = [str(person.pk), item.indicator, item.dyad, int(has_answer)]
                self.drafts.append(row)

    def _answer(self, person, indicator: int, dyad, seed: int) -> None:
        said = {"state": "answered", "value": 1 + seed % 5, "reason": "", "comment": ""}
        if seed % 6 == 0:
            said["comment"] = "Agreed with the supervisor after the spring visit, not minuted."
        if seed % 23 == 0:
            said |= {"state": "dont-know", "value": None}
        place = {"respondent": person, "indicator_id": indicator, "dyad": dyad, "version": 1}
        self.rows.responses.append(Response(**place, **said))
        self.rows.events.append(ResponseEvent(**place, client_key=uuid.uuid4(), after=said))

    def settle(self, assessment, alike: tuple, *, is_open: bool) -> None:
        """Keep key figures and, unless it stays open, close with the scores."""
        if alike not in self.scores:
            card = scorecard_of(assessment)
            self.scores[alike] = (card.to_json(), headline(card, self.version.definition))
        scorecard, figures = self.scores[alike]
        kept = {"headline": figures}
        if not is_open:
            kept |= {"state": "closed", "closed_at": timezone.now(), "scorecard": scorecard}
            kept |= {"definition_hash": self.version.content_hash, "scoring_version": 1}
        Assessment.objects.filter(pk=assessment.pk).update(**kept)


def asked(person, version):
    return scoring.asked(
        instrument_of(version),
        chain_of(person.assessment.relationship),
        scoring.RespondentSpec(person.key, person.party.key, frozenset()),
        stages_reached=person.assessment.stages_reached,
    )


def new_relationship(owner, number: int):
    parties = [
        PartyDraft(f"{name} {number}", role, tier, owner if tier == 1 else None, key=key)
        for name, role, tier, key in CHAIN
    ]
    relationship = owner.relationships.model(
        owner=owner,
        name=f"Invoice keying {number:03} (invented)",
        service="Keying of scanned invoices",
        country="India",
        started=date(2020, 4, 1),
    )
    return create_relationship(relationship=relationship, parties=parties)


def sign_in(name: str) -> tuple[Organisation, str]:
    """Return a new organisation and the cookies of its new manager."""
    owner = Organisation.objects.create(name=f"{name} (invented)", country="India")
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    Membership.objects.create(user=user, organisation=owner, role=Membership.Role.MANAGER)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return owner, f"sessionid={session.session_key}; csrftoken={TOKEN}"


def survey(writer: Writer, people: int) -> dict:
    """Write one assessment that many answered, for the long table; somebody else's."""
    owner, cookie = sign_in("Surveyor")
    with transaction.atomic():
        assessment = writer.assessment(new_relationship(owner, 0), 0)
        keys = [f"intermediary-{number}" for number in range(people)]
        writer.fill(assessment, keys, 1, is_open=False)
    return {"assessment": str(assessment.pk), "people": people, "cookie": cookie}


def build(relationships: int, people: int) -> dict:
    call_command("migrate", verbosity=0)
    load_library()
    call_command("collectstatic", verbosity=0, interactive=False)
    writer = Writer(FrameworkVersion.objects.published().get())
    owner, cookie = sign_in("Portfolio")
    made = []
    for number in range(relationships):
        with transaction.atomic():
            made.append(writer.relationship(owner, number))
    return {
        "cookie": cookie,
        "relationships": made,
        "drafts": writer.drafts,
        "survey": survey(writer, people),
        "responses": Response.objects.count(),
        "items": writer.items,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--relationships", type=int, required=True)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("file", type=Path)
    chosen = parser.parse_args()
    chosen.file.write_text(json.dumps(build(chosen.relationships, chosen.people)))
