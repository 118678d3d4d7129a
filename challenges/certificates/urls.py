"""Addresses of certificates, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.certificates.views import organise as views
from challenges.certificates.views import own

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/certificates/", views.certificates, name="certificates"),
    path("<slug:cohort>/certificates/<str:key>/name/", views.name, name="certificate_name"),
    path("<slug:cohort>/certificates/<str:key>/withdraw/", views.withdraw, name="certificate_withdraw"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = [
    path("certificates/", own.certificates, name="certificates"),
    path("certificates/<str:key>/pdf/", own.certificate_pdf, name="certificate_pdf"),
    path("certificates/<str:code>/", own.check, name="certificate"),
]
