"""One of everything, with secrets planted in it, and what to send to each address."""

import uuid
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Membership
from accounts.services import create_organisation, invite_colleague
from assessments.models import Evidence, Relationship
from assessments.services.assessments import close_assessment, submit_stage
from assessments.services.evidence import add_evidence
from frameworks.services import load_definition
from tests.builders import PASSWORD, Seat, make_person, make_relationship, open_round
from tests.conftest import TRIAL

# Nobody who is refused may read these.
SECRETS = RELATIONSHIP, COMMENT, TITLE, EMAIL, OTHER = (
    "Quicksilver",
    "Marzipan",
    "Thistledown",
    "wolverine",
    "Peppercorn",
)
MISSING = uuid.UUID(int=7)
NEXT_VERSION = TRIAL.read_text().replace('number: "1"', 'number: "2"')


class World:
    """The objects the table names: for each the arguments its address is made of."""

    def __init__(self, *, organisation, client_organisation, people, framework):
        self.organisation = organisation
        self.people = people
        self.framework = framework
        self.objects = {"-": [], "missing": [MISSING], "own": [organisation.pk]}
        self._add_people()
        self._add_frameworks()
        self.relationship = self._relationship(client_organisation)
        self._add_open_round()
        self._add_closed_round()
        self._add_case()

    def _add_people(self):
        elsewhere = create_organisation(name=OTHER, by=make_person("elsewhere"))
        invited = {"role": Membership.Role.VIEWER, "email": f"{EMAIL}@example.org"}
        ours = invite_colleague(organisation=self.organisation, by=self.people["owner"], **invited)
        theirs = invite_colleague(organisation=elsewhere, by=make_person("other"), **invited)
        member = self.organisation.memberships.get(user=self.people["colleague"])
        self.objects |= {
            "member": [self.organisation.pk, member.pk],
            "foreign-member": [self.organisation.pk, elsewhere.memberships.get().pk],
            "invitation": [self.organisation.pk, ours.invitation.pk],
            "foreign-invitation": [self.organisation.pk, theirs.invitation.pk],
            "token": [ours.token],
            "missing-token": ["no-such-token"],
            "key": ["no-such-key"],
            "reset-key": ["1", "no-such-key"],
        }

    def _add_frameworks(self):
        load_definition(text=NEXT_VERSION, name="trial-2.yaml")
        self.objects |= {
            "published": ["trial", "1"],
            "draft": ["trial", "2"],
            "missing-version": ["trial", "9"],
        }

    def _relationship(self, client_organisation):
        made = make_relationship(
            owner=self.organisation, client=client_organisation, name=RELATIONSHIP
        )
        self.objects["relationship"] = [made.pk]
        return made

    def _add_open_round(self):
        """One respondent a side: submitted by the client, begun by the owner's people."""
        opened = open_round(self.relationship, self.framework, label="Open")
        client = Seat(opened, "client", self.people["counterpart"])
        client.answer_all(4, f"{COMMENT} client")
        shared = Seat(opened, "telecentre")
        for question in shared.questions[1:]:
            shared.answer(question, 2, f"{COMMENT} telecentre")
        evidence = self._evidence(shared)
        question = shared.questions[0].indicator.key, shared.questions[0].dyad_key
        self.objects |= {
            "open": [opened.pk],
            "shared-answers": [shared.respondent.pk],
            "shared-page": [shared.respondent.pk, shared.questions[-1].leaf],
            "shared-stage": [shared.respondent.pk, "post-contract"],
            "shared-question": [shared.respondent.pk, *question],
            "client-answers": [client.respondent.pk],
            "client-page": [client.respondent.pk, client.questions[-1].leaf],
            "client-stage": [client.respondent.pk, "post-contract"],
            "evidence": [evidence.pk],
            "figure": [opened.pk, "profile"],
        }
        stage = "pre-contract"
        submit_stage(respondent=client.respondent, stage=stage, by=client.member)
        self.objects["client-submitted"] = [client.respondent.pk, stage]
        self.save = {"indicator": question[0], "dyad": question[1], "state": "dont-know"}

    def _evidence(self, seat):
        file = ContentFile(TITLE.encode(), name="minutes.txt")
        evidence = Evidence(
            kind="file", title=TITLE, file=file, filename="minutes.txt", content_type="text/plain"
        )
        return add_evidence(
            question=seat.questions[1], respondent=seat.respondent, evidence=evidence, by=None
        )

    def _add_closed_round(self):
        closed = open_round(self.relationship, self.framework, label="Closed")
        seat = Seat(closed, "client", self.people["counterpart"])
        seat.answer_all(4, COMMENT)
        seat.submit()
        close_assessment(assessment=closed)
        self.objects |= {"closed": [closed.pk], "closed-figure": [closed.pk, "profile"]}

    def _add_case(self):
        """A published case: everybody who is signed in may read it, nobody may change it."""
        case = make_relationship(owner=None, name="A published case")
        assert case.kind == Relationship.Kind.CASE
        opened = open_round(case, self.framework)
        seat = Seat(opened, "intermediary")
        seat.answer_all(3)
        seat.submit()
        close_assessment(assessment=opened)
        self.objects |= {
            "case": [case.pk],
            "case-assessment": [opened.pk],
            "case-answers": [seat.respondent.pk],
            "case-stage": [seat.respondent.pk, "post-contract"],
        }

    def payload(self, address, role):
        """Return what a valid POST to `address` carries."""
        upload = SimpleUploadedFile("trial-3.yaml", NEXT_VERSION.replace('"2"', '"3"').encode())
        own = {"name": "Mine", "country": "Kenya"}
        known = {
            "accounts:profile": {"name": "Renamed"},
            "accounts:organisation-create": own,
            "accounts:organisation-edit": own,
            "accounts:member-role": {"role": "viewer"},
            "accounts:invitation-create": {"role": "viewer", "email": ""},
            "accounts:invitation-accept": self._registration(),
            "frameworks:version-upload": {"file": upload},
            "assessments:relationship-create": self._new_relationship(role),
            "assessments:relationship-edit": {"name": "Renamed"},
            "assessments:sub-contractor-create": {"name": "Another telecentre"},
            "assessments:round-create": self._new_round(),
            "assessments:respondent-create": self._new_respondent(),
            "assessments:assessment-close": {"confirm": "on"},
            "assessments:assessment-reopen": {"reason": "A mistake."},
            "assessments:answer-save": self.save | {"version": 0, "key": str(uuid.uuid4())},
            "assessments:answer-check": {"accept_missing": "1"},
            "assessments:evidence-create": {"title": "Minutes", "url": "https://example.org/"},
        }
        return known.get(address, {})

    def _registration(self):
        return {"name": "Newcomer", "email": "newcomer@example.org", "password": PASSWORD}

    def _new_relationship(self, role):
        mine = self.people[role].organisations.first() if role in self.people else None
        return {
            "name": "Another",
            "owner": mine.pk if mine else "",
            "our_role": "intermediary",
            "client": "Archive",
            "intermediaries": "Mediator",
            "sub_contractors": "Telecentre",
        }

    def _new_round(self):
        return {
            "version": str(self.framework.pk),
            "label": "Another",
            "as_of": date(2024, 6, 30).isoformat(),
            "phase": "in-flight",
            "stages_reached": ["pre-contract", "post-contract"],
        }

    def _new_respondent(self):
        party = self.relationship.parties.get(key="telecentre")
        return {"party": str(party.pk), "who": "other", "label": "Owner, by telephone"}
