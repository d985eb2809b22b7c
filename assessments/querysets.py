"""Reads of relationships and what hangs on them, narrowed to who is asking."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import Membership

WRITERS = (Membership.Role.MANAGER, Membership.Role.CONTRIBUTOR)


def _relationships_visible_to(user):
    return apps.get_model("assessments", "Relationship").objects.visible_to(user)


def _member_of_side(user, roles=None):
    """Return whether `user` belongs to a respondent's side: its party's organisation or,
    for a party without one here, the owner of the relationship."""
    side = Coalesce(
        OuterRef("party__organisation"), OuterRef("assessment__round__relationship__owner")
    )
    memberships = Membership.objects.filter(user=user, organisation=side)
    if roles is not None:
        memberships = memberships.filter(role__in=roles)
    return Exists(memberships)


class RelationshipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what the organisations of `user` own or stand in, and the shipped cases."""
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.filter(user=user).values("organisation")
        parties = apps.get_model("assessments", "Party").objects.filter(organisation__in=mine)
        return self.filter(
            Q(owner__in=mine) | Q(pk__in=parties.values("relationship")) | ~Q(kind="own")
        )

    def manageable_by(self, user):
        """Keep what an organisation that `user` manages owns."""
        return self._owned_with(user, [Membership.Role.MANAGER])

    def workable_by(self, user):
        """Keep what is owned where `user` is a manager or contributor."""
        return self._owned_with(user, WRITERS)

    def _owned_with(self, user, roles):
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.filter(user=user, role__in=roles).values("organisation")
        return self.filter(owner__in=mine)


class PartyQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("tier", "key")


class DyadQuerySet(models.QuerySet):
    def with_parties(self):
        return self.select_related("upstream", "downstream")


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(round__relationship__in=_relationships_visible_to(user).values("pk"))

    def manageable_by(self, user):
        relationships = apps.get_model("assessments", "Relationship").objects.manageable_by(user)
        return self.filter(round__relationship__in=relationships.values("pk"))

    def workable_by(self, user):
        relationships = apps.get_model("assessments", "Relationship").objects.workable_by(user)
        return self.filter(round__relationship__in=relationships.values("pk"))

    def with_place(self):
        """Fetch the round, the relationship and the framework version along."""
        return self.select_related("round__relationship__owner", "framework_version__framework")


class RespondentQuerySet(models.QuerySet):
    def with_place(self):
        return self.select_related(
            "party", "assessment__round__relationship", "assessment__framework_version__framework"
        )

    def answerable_by(self, user):
        """Keep those `user` answers as: oneself, or a shared respondent of one's own side."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_member_of_side(user, WRITERS), Q(member=user) | Q(member__isnull=True))

    def of_side(self, user):
        """Keep those of the sides `user` belongs to, in any role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_member_of_side(user))

    def readable_by(self, user):
        """Keep those whose submitted answers `user` may read.

        That is one's own side, everything in a relationship one's organisation
        owns, and the shipped cases; never another side's answers for a counterpart.
        """
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.filter(user=user).values("organisation")
        return self.filter(
            _member_of_side(user)
            | Q(assessment__round__relationship__owner__in=mine)
            | ~Q(assessment__round__relationship__kind="own")
        )


class ResponseQuerySet(models.QuerySet):
    def submitted(self):
        """Keep responses whose stage their respondent has submitted."""
        submissions = apps.get_model("assessments", "StageSubmission").objects.filter(
            respondent=OuterRef("respondent"),
            stage=OuterRef("indicator__element__stage__key"),
            state__in=["submitted", "accepted"],
        )
        return self.filter(Exists(submissions))

    def readable_by(self, user):
        """Keep submitted responses of respondents `user` may read."""
        respondents = apps.get_model("assessments", "Respondent").objects.readable_by(user)
        return self.submitted().filter(respondent__in=respondents.values("pk"))


class EvidenceQuerySet(models.QuerySet):
    def current(self):
        return self.filter(removed_at__isnull=True)

    def readable_by(self, user):
        """Keep evidence of one's own side at any time, of other sides once submitted."""
        respondents = apps.get_model("assessments", "Respondent").objects
        responses = apps.get_model("assessments", "Response").objects
        return self.filter(
            Q(response__respondent__in=respondents.of_side(user).values("pk"))
            | Q(response__in=responses.readable_by(user).values("pk"))
        )
