"""What respondents say, the append-only record of it, and the evidence behind it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models.assessments import Respondent
from assessments.models.relationships import Dyad
from assessments.querysets import EvidenceQuerySet, ResponseQuerySet
from frameworks.models import Indicator

USER = settings.AUTH_USER_MODEL


def evidence_path(evidence, _filename):
    """Return a storage name that says nothing of the file: its own name is kept in the row."""
    return f"{evidence.pk.hex[:2]}/{evidence.pk.hex}"


class Response(models.Model):
    class State(models.TextChoices):
        ANSWERED = "answered", "answered"
        NOT_APPLICABLE = "not-applicable", "not applicable"
        DONT_KNOW = "dont-know", "don’t know"
        SKIPPED = "skipped", "skipped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    respondent = models.ForeignKey(Respondent, on_delete=models.PROTECT, related_name="responses")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="responses")
    dyad = models.ForeignKey(
        Dyad, null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )
    state = models.CharField(max_length=14, choices=State)
    value = models.SmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    comment = models.TextField(blank=True, max_length=10000)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["indicator__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["respondent", "indicator", "dyad"],
                condition=Q(dyad__isnull=False),
                name="response_once_a_dyad",
            ),
            models.UniqueConstraint(
                fields=["respondent", "indicator"],
                condition=Q(dyad__isnull=True),
                name="response_once_without_a_dyad",
            ),
            models.CheckConstraint(
                condition=Q(state="answered", value__isnull=False)
                | ~Q(state="answered") & Q(value__isnull=True),
                name="response_value_when_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state="not-applicable", reason=""),
                name="response_not_applicable_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value or self.state}"


class ResponseEvent(models.Model):
    """One acknowledged save. Rows are only ever added; the database refuses the rest."""

    respondent = models.ForeignKey(
        Respondent, on_delete=models.PROTECT, related_name="response_events"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    dyad = models.ForeignKey(
        Dyad, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    client_key = models.UUIDField(unique=True, default=uuid.uuid4)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.client_key}, version {self.version}"


class Evidence(models.Model):
    class Kind(models.TextChoices):
        LINK = "link", "link"
        FILE = "file", "file"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=4, choices=Kind)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    file = models.FileField(upload_to=evidence_path, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="file", url="") & ~Q(file="") | Q(kind="link", file=""),
                name="evidence_is_a_link_or_a_file",
            ),
        ]

    def __str__(self):
        return self.title
