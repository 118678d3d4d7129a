"""Addresses of the running day: the stage screen, for whoever has its link."""

from django.urls import URLPattern, URLResolver, path

from challenges.live import views

organise: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = [
    path("stage/<str:key>/", views.stage, name="stage"),
    path("stage/<str:key>/now/", views.stage_now, name="stage_now"),
]
