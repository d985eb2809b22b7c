"""Every address of the site."""

from django.urls import include, path

from impactsourcing.views import healthz, home

handler429 = "accounts.views.access.too_many_requests"

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("accounts.urls_sign_in")),
    path("", include("accounts.urls")),
    path("frameworks/", include("frameworks.urls")),
    path("", include("assessments.urls")),
]
