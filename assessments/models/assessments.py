"""Rounds, the assessments held in them, and who answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessments.models.relationships import Party, Relationship
from assessments.querysets import AssessmentQuerySet, RespondentQuerySet
from frameworks.models import FrameworkVersion

USER = settings.AUTH_USER_MODEL


class Round(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="rounds")
    label = models.CharField(max_length=80)
    as_of = models.DateField()

    class Meta:
        ordering = ["as_of", "label"]
        constraints = [
            models.UniqueConstraint(fields=["relationship", "label"], name="round_label_once"),
        ]

    def __str__(self):
        return self.label


class Assessment(models.Model):
    class Phase(models.TextChoices):
        EX_ANTE = "ex-ante", "before the contract"
        IN_FLIGHT = "in-flight", "during the contract"
        CLOSING = "closing", "at the end of the contract"

    class State(models.TextChoices):
        OPEN = "open", "collecting answers"
        CLOSED = "closed", "closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="assessments"
    )
    phase = models.CharField(max_length=10, choices=Phase)
    stages_reached = models.JSONField()
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    headline = models.JSONField(null=True, blank=True)
    scorecard = models.JSONField(null=True, blank=True)
    definition_hash = models.CharField(max_length=80, blank=True)
    scoring_version = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["round__as_of", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "framework_version"], name="assessment_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, scorecard__isnull=True)
                | Q(state="closed", closed_at__isnull=False, scorecard__isnull=False),
                name="assessment_closed_with_its_scores",
            ),
        ]

    def __str__(self):
        return f"{self.round} of {self.round.relationship}"

    def get_absolute_url(self):
        return reverse("assessments:assessment-detail", args=[self.pk])

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def relationship(self):
        return self.round.relationship

    @property
    def definition(self):
        return self.framework_version.definition


class AssessmentEvent(models.Model):
    """One line of an assessment's history: opened, submitted, closed, reopened."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.kind}, {self.at}"


class Respondent(models.Model):
    """Somebody who answers for one party: a member, or a person whose words a member enters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="respondents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="respondents")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    member = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="respondents"
    )
    entered_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RespondentQuerySet.as_manager()

    class Meta:
        ordering = ["party__tier", "party__key", "key"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="respondent_key_once"),
            models.UniqueConstraint(
                fields=["assessment", "party", "member"],
                condition=Q(member__isnull=False),
                name="respondent_member_once_a_party",
            ),
        ]

    def __str__(self):
        return self.label


class StageSubmission(models.Model):
    class State(models.TextChoices):
        OPEN = "open", "open"
        SUBMITTED = "submitted", "submitted"
        RETURNED = "returned", "sent back"
        ACCEPTED = "accepted", "accepted"

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="submissions")
    stage = models.SlugField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["respondent", "stage"], name="submission_once_a_stage"),
        ]

    def __str__(self):
        return f"{self.stage}, {self.state}"

    @property
    def counts(self):
        """Whether the answers of this stage enter the scores."""
        return self.state in {self.State.SUBMITTED, self.State.ACCEPTED}
