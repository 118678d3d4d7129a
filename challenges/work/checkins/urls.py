"""Addresses of check-ins, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.work.checkins.views import my as mine
from challenges.work.checkins.views import organise as run
from challenges.work.checkins.views import warning

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/check-ins/", run.check_ins, name="check_ins"),
    path("<slug:cohort>/check-ins/look/", run.look, name="check_ins_look"),
    path("<slug:cohort>/check-ins/needs/", run.needs, name="check_in_needs"),
    path("<slug:cohort>/check-ins/needs/<str:key>/", run.need, name="check_in_need"),
    path("<slug:cohort>/check-ins/rules/", run.rules, name="check_in_rules"),
    path("<slug:cohort>/check-ins/teams/<str:team>/", run.team, name="check_ins_team"),
    path("<slug:cohort>/check-ins/warnings/<str:key>/", warning.warning, name="early_warning"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/check-in/", mine.check_in, name="check_in"),
    path("<slug:cohort>/check-in/reminder/", mine.reminder, name="check_in_reminder"),
    path("<slug:cohort>/check-in/<str:team>/", mine.team_weeks, name="check_ins"),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
