"""Addresses of the questions feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.questions import views

organise: list[URLPattern | URLResolver] = [
    path("programmes/<slug:slug>/skills/", views.skills, name="programme_skills"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
