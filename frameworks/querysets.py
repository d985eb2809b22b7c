"""Reads of framework versions, chainable and never evaluated here."""

from django.db import models

from frameworks.permissions import may_edit_frameworks


class FrameworkVersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status="published")

    def visible_to(self, user):
        """Return what `user` may read: drafts only for framework editors."""
        if not user.is_authenticated:
            return self.none()
        if may_edit_frameworks(user):
            return self
        return self.exclude(status="draft")

    def without_content(self):
        """Leave the definition's text in the database; `.definition` fetches it when needed."""
        return self.defer("content")

    def newest_first(self):
        return self.order_by("framework__key", "-created_at", "-number")


class IndicatorQuerySet(models.QuerySet):
    def of(self, version):
        return self.filter(version=version)
