"""Reads of organisations, memberships and invitations, narrowed to who is asking."""

from datetime import datetime

from django.db import models
from django.db.models import F
from django.db.models.functions import Lower


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the organisations `user` is a member of; none for an anonymous visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user)

    def with_role_of(self, user):
        """Keep the organisations of `user` and add `my_role`, in the order of their names."""
        return (
            self.visible_to(user)
            .annotate(my_role=F("memberships__role"))
            .order_by(Lower("name"), "pk")
        )


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the memberships of every organisation `user` belongs to."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__memberships__user=user)

    def managers(self):
        return self.filter(role=self.model.Role.MANAGER)

    def with_people(self):
        """Fetch the person with each membership, in the order of name and address."""
        return self.select_related("user").order_by(Lower("user__name"), "user__email", "user_id")


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the invitations of organisations `user` manages."""
        if not user.is_authenticated:
            return self.none()
        manager = "manager"
        return self.filter(
            organisation__memberships__user=user,
            organisation__memberships__role=manager,
        )

    def usable(self, now: datetime):
        """Keep what can still be accepted at `now`: not used, not revoked, not expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)

    def newest_first(self):
        return self.select_related("created_by", "accepted_by").order_by("-created_at", "pk")
