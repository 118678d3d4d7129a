"""Addresses of results, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.results.views import deliberation
from challenges.results.views import organise as views

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/results/", views.results, name="results"),
    path("<slug:cohort>/results/release/", views.results_release, name="results_release"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = [
    path("deliberation/<str:key>/", deliberation.deliberation, name="deliberation"),
]
public: list[URLPattern | URLResolver] = []
