"""Addresses of the frameworks pages."""

from django.urls import path

from frameworks.views import changes, versions

app_name = "frameworks"

urlpatterns = [
    path("", versions.framework_list, name="framework-list"),
    path("schema.json", versions.schema, name="schema"),
    path("upload/", changes.version_upload, name="version-upload"),
    path("<slug:key>/<str:number>/", versions.version_detail, name="version-detail"),
    path(
        "<slug:key>/<str:number>/definition.yaml",
        versions.version_download,
        name="version-download",
    ),
    path("<slug:key>/<str:number>/publish/", changes.version_publish, name="version-publish"),
    path("<slug:key>/<str:number>/retire/", changes.version_retire, name="version-retire"),
]
