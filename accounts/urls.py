"""Addresses of the account pages; signing in and out is django-allauth's, under /accounts/."""

from django.urls import path

from accounts.views import invitations, organisations, profiles

app_name = "accounts"

urlpatterns = [
    path("account/", profiles.profile, name="profile"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/new/", organisations.organisation_create, name="organisation-create"),
    path("organisations/<uuid:pk>/", organisations.organisation_detail, name="organisation-detail"),
    path(
        "organisations/<uuid:pk>/edit/", organisations.organisation_edit, name="organisation-edit"
    ),
    path(
        "organisations/<uuid:pk>/members/<uuid:member>/role/",
        organisations.member_role,
        name="member-role",
    ),
    path(
        "organisations/<uuid:pk>/members/<uuid:member>/remove/",
        organisations.member_remove,
        name="member-remove",
    ),
    path(
        "organisations/<uuid:pk>/invitations/",
        invitations.invitation_create,
        name="invitation-create",
    ),
    path(
        "organisations/<uuid:pk>/invitations/<uuid:invitation>/revoke/",
        invitations.invitation_revoke,
        name="invitation-revoke",
    ),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation-accept"),
]
