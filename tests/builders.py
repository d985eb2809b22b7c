"""People, relationships, assessments and answers, made by the services the pages use."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.models import User
from accounts.services import add_member, grant_platform_role
from assessments.models import Relationship, Response
from assessments.queries.questions import questionnaire
from assessments.services.assessments import submit_stage
from assessments.services.relationships import (
    PartyDraft,
    RoundDraft,
    add_respondent,
    create_relationship,
    open_assessment,
)
from assessments.services.responses import Reply, save_response

PASSWORD = "seven quiet herons wade"


def make_person(name, organisation=None, role=None, *, platform_role=None):
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, name=name.capitalize())
    if organisation:
        add_member(organisation=organisation, user=user, role=role)
    if platform_role:
        grant_platform_role(user=user, role=platform_role)
    return user


def make_relationship(*, owner, client=None, name="Invoice entry", centres=1):
    """Return a relationship of `owner`, the intermediary, with its client and telecentres."""
    last = [
        PartyDraft(f"Telecentre {number}", "sub-contractor", 2)
        if number > 1
        else PartyDraft("Telecentre", "sub-contractor", 2, key="telecentre")
        for number in range(1, centres + 1)
    ]
    parties = [
        PartyDraft("Archive", "client", 0, client, key="client"),
        PartyDraft("Mediator", "intermediary", 1, owner, key="intermediary"),
        *last,
    ]
    relationship = Relationship(owner=owner, kind="own" if owner else "case", name=name)
    return create_relationship(relationship=relationship, parties=parties)


def open_round(relationship, version, *, by=None, label="First", stages=None):
    """Open an assessment of every stage of `version`, or of `stages`."""
    every = tuple(stage.key for stage in version.definition.stages)
    draft = RoundDraft(
        label=label,
        as_of=date(2024, 3, 31),
        framework_version=version,
        phase="in-flight",
        stages_reached=every if stages is None else stages,
    )
    return open_assessment(relationship=relationship, draft=draft, by=by)


@dataclass
class Seat:
    """One respondent, with short ways to answer and submit."""

    assessment: object
    party_key: str
    member: User | None = None

    @cached_property
    def respondent(self):
        party = self.assessment.relationship.parties.get(key=self.party_key)
        label = f"Person of {party}"
        return add_respondent(
            assessment=self.assessment, party=party, label=label, member=self.member
        )

    @property
    def questions(self):
        return questionnaire(self.respondent).questions

    def answer_all(self, value, comment=""):
        for question in self.questions:
            self.answer(question, value, comment)

    def answer(self, question, value, comment=""):
        """Save a level on top of whatever is there."""
        base = question.response.version if question.response else 0
        reply = Reply(Response.State.ANSWERED, value, comment=comment)
        return save_response(
            question=question, respondent=self.respondent, reply=reply, base=base, by=self.member
        )

    def submit(self):
        """Submit every stage that asks this respondent something."""
        for stage in questionnaire(self.respondent).stages:
            submit_stage(
                respondent=self.respondent, stage=stage, by=self.member, accept_missing=True
            )
