"""Addresses of the ground floor: accounts, invitations, start page, exports."""

from django.urls import URLPattern, URLResolver, include, path

from core.files import serve

urlpatterns: list[URLPattern | URLResolver] = [
    path("exports/<str:key>/", serve.export, name="export"),
    path("", include("core.people.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("core.style.urls")),
]
