"""Addresses of choosing, one list per audience; before those of briefs, whose keys would swallow their words."""

from django.urls import URLPattern, URLResolver, path

from challenges.briefs.choosing.views import my as mine
from challenges.briefs.choosing.views import organise as run

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/choosing/", run.choosing, name="choosing"),
    path("<slug:cohort>/choosing/rules/", run.rules, name="choosing_rules"),
    path("<slug:cohort>/choosing/room/", run.room, name="choosing_room"),
    path("<slug:cohort>/choosing/teams/<str:team>/", run.team, name="choosing_team"),
    path("<slug:cohort>/choosing/teams/<str:team>/employer/", run.employer, name="choosing_employer"),
    path("<slug:cohort>/own-problems/<str:key>/", run.own_problem, name="own_problem"),
    path("<slug:cohort>/own-problems/<str:key>/seek/", run.seek, name="own_problem_seek"),
    path("<slug:cohort>/own-problems/<str:key>/accept/", run.accept, name="own_problem_accept"),
    path("<slug:cohort>/own-problems/<str:key>/decline/", run.decline, name="own_problem_decline"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/briefs/", mine.briefs, name="briefs"),
    path("<slug:cohort>/briefs/rank/", mine.rank, name="briefs_rank"),
    path("<slug:cohort>/briefs/own/", mine.own, name="briefs_own"),
    path("<slug:cohort>/briefs/take/", mine.take, name="briefs_take"),
    path("<slug:cohort>/briefs/confirm/", mine.confirm, name="briefs_confirm"),
    path("<slug:cohort>/briefs/reasons/", mine.reasons, name="briefs_reasons"),
    path("<slug:cohort>/briefs/own-problem/", mine.own_problem, name="briefs_propose"),
    path("<slug:cohort>/briefs/own-problem/take-back/", mine.take_back, name="briefs_take_back"),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
