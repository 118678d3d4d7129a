"""Addresses of the desk, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from desk.views import my as mine
from desk.views import organise as run
from desk.views import partner as own
from desk.views import room as rooms

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/", run.today, name="today"),
    path("<slug:cohort>/calendar/", run.calendar, name="calendar"),
    path("<slug:cohort>/today/teams.csv", run.teams_week_csv, name="teams_week_csv"),
    path("<slug:cohort>/changes/", run.changes, name="changes"),
]
my: list[URLPattern | URLResolver] = [
    # before the cohorts, none of which may be called so (programmes.defaults.RESERVED)
    path("team/", rooms.my_team, name="my_team"),
    path("<slug:cohort>/", mine.week, name="week"),
    path("<slug:cohort>/room/", rooms.rooms, name="rooms"),
    path("<slug:cohort>/room/<str:key>/", rooms.room, name="room"),
]
partner: list[URLPattern | URLResolver] = [
    path("", own.home, name="home"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
