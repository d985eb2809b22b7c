"""Frameworks, their versions and the parts of each version as rows."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from frameworks.definitions import Definition, frozen_definition
from frameworks.querysets import FrameworkVersionQuerySet, IndicatorQuerySet


class Framework(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ("key",)

    def __str__(self):
        return self.key


class FrameworkVersion(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        PUBLISHED = "published", "published"
        RETIRED = "retired", "retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    content = models.TextField()
    content_hash = models.CharField(max_length=71)
    change_note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="framework_versions_created",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="framework_versions_published",
    )

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        ordering = ("framework__key", "created_at")
        constraints = (
            models.UniqueConstraint(
                fields=["framework", "number"], name="framework_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True)
                | Q(status__in=["published", "retired"], published_at__isnull=False),
                name="framework_version_published_at_with_status",
            ),
        )

    def __str__(self):
        return f"{self.name}, version {self.number}"

    def get_absolute_url(self):
        return reverse("frameworks:version-detail", args=[self.framework.key, self.number])

    @property
    def definition(self) -> Definition:
        """The frozen definition, read once a process for each content hash."""
        return frozen_definition(self.content_hash, lambda: self.content)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED


class Stage(models.Model):
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version", "position")
        constraints = (
            models.UniqueConstraint(fields=["version", "key"], name="stage_key_once_a_version"),
        )

    def __str__(self):
        return self.name


class Element(models.Model):
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="elements")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=24)
    weight = models.FloatField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("stage", "position")
        constraints = (
            models.UniqueConstraint(fields=["stage", "key"], name="element_key_once_a_stage"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="element_weight_not_negative"),
        )

    def __str__(self):
        return self.name


class Component(models.Model):
    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="components")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=24)
    weight = models.FloatField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("element", "position")
        constraints = (
            models.UniqueConstraint(fields=["element", "key"], name="component_key_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0), name="component_weight_not_negative"
            ),
        )

    def __str__(self):
        return self.name


class Indicator(models.Model):
    class Lens(models.TextChoices):
        CONVENTIONAL = "conventional", "conventional"
        SOCIAL = "social", "social"

    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.CASCADE, related_name="indicators"
    )
    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="indicators")
    component = models.ForeignKey(
        Component,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="indicators",
    )
    key = models.CharField(max_length=190)
    lens = models.CharField(max_length=12, choices=Lens)
    provenance = models.CharField(max_length=10)
    subject = models.CharField(max_length=20)
    short = models.CharField(max_length=40)
    text = models.TextField()
    response = models.CharField(max_length=20)
    minimum = models.FloatField(null=True, blank=True)
    maximum = models.FloatField(null=True, blank=True)
    weight = models.FloatField()
    reversed = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ("version", "position")
        constraints = (
            models.UniqueConstraint(fields=["version", "key"], name="indicator_key_once_a_version"),
            models.CheckConstraint(
                condition=Q(weight__gte=0), name="indicator_weight_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True, maximum__isnull=True)
                | Q(minimum__lt=F("maximum")),
                name="indicator_range_not_empty",
            ),
        )

    def __str__(self):
        return self.key
