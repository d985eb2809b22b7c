"""People, their organisations, and the invitations between the two."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.managers import UserManager, normalise_email
from accounts.querysets import (
    InvitationQuerySet,
    MembershipQuerySet,
    OrganisationQuerySet,
)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail address")
    name = models.CharField("name", max_length=150, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="accounts_user_email_unique",
                violation_error_message="Somebody already uses this e-mail address.",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="accounts_user_email_lower_case"
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        self.email = normalise_email(self.email)

    def save(self, *args, **kwargs):
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    @cached_property
    def _platform_roles(self) -> frozenset[str]:
        return frozenset(self.platform_roles.values_list("role", flat=True))

    def has_platform_role(self, role: str) -> bool:
        """Say whether this person holds `role`; the answer is remembered by the instance."""
        return self.is_active and role in self._platform_roles

    def organisation_ids(self, roles=None) -> frozenset[uuid.UUID]:
        """Return the organisations this person belongs to, in any role or one of `roles`."""
        memberships = self.memberships.all()
        if roles is not None:
            memberships = memberships.filter(role__in=roles)
        return frozenset(memberships.values_list("organisation_id", flat=True))


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("name", max_length=200)
    country = models.CharField("country", max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    people = models.ManyToManyField(User, through="Membership", related_name="organisations")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="accounts_organisation_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:organisation-detail", args=[self.pk])


class Membership(models.Model):
    class Role(models.TextChoices):
        MANAGER = "manager", "Manager"
        CONTRIBUTOR = "contributor", "Contributor"
        VIEWER = "viewer", "Viewer"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField("role", max_length=20, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="accounts_membership_once_each"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["manager", "contributor", "viewer"]),
                name="accounts_membership_role_known",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} of {self.organisation}"


class PlatformRole(models.Model):
    class Role(models.TextChoices):
        FRAMEWORK_EDITOR = "framework-editor", "Framework editor"
        RESEARCHER = "researcher", "Researcher"
        OPERATOR = "operator", "Operator"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="platform_roles")
    role = models.CharField("role", max_length=20, choices=Role)

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], name="accounts_platform_role_once_each"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["framework-editor", "researcher", "operator"]),
                name="accounts_platform_role_known",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()}"


class Invitation(models.Model):
    class State(models.TextChoices):
        OPEN = "open", "Not used yet"
        ACCEPTED = "accepted", "Accepted"
        REVOKED = "revoked", "Revoked"
        EXPIRED = "expired", "Expired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField("role", max_length=20, choices=Membership.Role)
    email = models.EmailField("e-mail address", blank=True)
    token_hash = models.CharField(max_length=64, editable=False)
    created_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="invitations_made"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations_accepted",
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], name="accounts_invitation_token_unique"),
            models.CheckConstraint(
                condition=Q(role__in=["manager", "contributor", "viewer"]),
                name="accounts_invitation_role_known",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="accounts_invitation_expires_later",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="accounts_invitation_ends_one_way",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | Q(accepted_at__isnull=False),
                name="accounts_invitation_accepted_at_a_time",
            ),
        ]

    def __str__(self):
        return f"Invitation to {self.organisation} as {self.get_role_display().lower()}"

    @property
    def state(self) -> str:
        if self.accepted_at is not None:
            return self.State.ACCEPTED
        if self.revoked_at is not None:
            return self.State.REVOKED
        return self.State.OPEN if self.expires_at > timezone.now() else self.State.EXPIRED
