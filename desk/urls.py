"""Addresses of the desk, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from desk.views import my as mine
from desk.views import organise as run
from desk.views import partner as own

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/", run.today, name="today"),
    path("<slug:cohort>/calendar/", run.calendar, name="calendar"),
    path("<slug:cohort>/today/teams.csv", run.teams_week_csv, name="teams_week_csv"),
    path("<slug:cohort>/changes/", run.changes, name="changes"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/", mine.week, name="week"),
]
partner: list[URLPattern | URLResolver] = [
    path("", own.home, name="home"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
