"""Relationships and the chain of parties each is made of."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Organisation
from assessments.querysets import DyadQuerySet, PartyQuerySet, RelationshipQuerySet


class Relationship(models.Model):
    """A chain from one client through intermediaries to sub-contractors.

    Published cases and invented examples belong to nobody and can be read by
    everybody who is signed in; all others belong to one organisation.
    """

    class Kind(models.TextChoices):
        OWN = "own", "own"
        CASE = "case", "published case"
        EXAMPLE = "example", "invented example"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="relationships"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OWN)
    name = models.CharField(max_length=200)
    service = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=100, blank=True)
    started = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    about = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="own", owner__isnull=False)
                | ~Q(kind="own") & Q(owner__isnull=True),
                name="relationship_owner_matches_kind",
            ),
            models.CheckConstraint(
                condition=Q(started__isnull=True)
                | Q(ended__isnull=True)
                | Q(ended__gte=F("started")),
                name="relationship_ends_after_start",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("assessments:relationship-detail", args=[self.pk])

    @property
    def is_own(self):
        return self.kind == self.Kind.OWN


class Party(models.Model):
    class Role(models.TextChoices):
        CLIENT = "client", "client"
        INTERMEDIARY = "intermediary", "intermediary"
        SUB_CONTRACTOR = "sub-contractor", "sub-contractor"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="parties")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="parties"
    )
    role = models.CharField(max_length=14, choices=Role)
    tier = models.PositiveSmallIntegerField()

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["tier", "key"]
        constraints = [
            models.UniqueConstraint(fields=["relationship", "key"], name="party_key_once"),
            models.CheckConstraint(
                condition=Q(role="client", tier=0) | ~Q(role="client") & Q(tier__gt=0),
                name="party_client_is_tier_nought",
            ),
        ]

    def __str__(self):
        return self.name


class Dyad(models.Model):
    """Two parties of adjacent tiers; its kind follows from the role upstream."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="dyads")
    upstream = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="dyads_downstream")
    downstream = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="dyads_upstream")

    objects = DyadQuerySet.as_manager()

    class Meta:
        ordering = ["upstream__tier", "upstream__key", "downstream__key"]
        constraints = [
            models.UniqueConstraint(fields=["upstream", "downstream"], name="dyad_once"),
            models.CheckConstraint(
                condition=~Q(upstream=F("downstream")), name="dyad_has_two_parties"
            ),
        ]

    def __str__(self):
        return f"{self.upstream} – {self.downstream}"

    @property
    def key(self):
        return f"{self.upstream.key}--{self.downstream.key}"

    @property
    def kind(self):
        if self.upstream.role == Party.Role.CLIENT:
            return "client--intermediary"
        return "intermediary--sub-contractor"
