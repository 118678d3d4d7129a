"""Addresses of judging, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.judging.views import judge as judge_views
from challenges.judging.views import organise as views

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/scores/", views.scores, name="scores"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = [
    path("", judge_views.home, name="home"),
    path("pitches/<str:key>/", judge_views.card, name="card"),
    path("pitches/<str:key>/take-back/", judge_views.card_take_back, name="card_take_back"),
]
public: list[URLPattern | URLResolver] = []
