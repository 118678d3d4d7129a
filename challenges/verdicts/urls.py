"""Addresses of verdicts, one list per audience; they stand before those of the briefs."""

from django.urls import URLPattern, URLResolver, path

from challenges.verdicts.views import my as mine
from challenges.verdicts.views import organise as run
from challenges.verdicts.views import partner as own

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/verdicts/", run.verdicts, name="verdicts"),
    path("<slug:cohort>/verdicts/table.csv", run.verdicts_csv, name="verdicts_csv"),
    path("<slug:cohort>/verdicts/table.xlsx", run.verdicts_xlsx, name="verdicts_xlsx"),
    path("<slug:cohort>/verdicts/remind/", run.remind, name="verdicts_remind"),
    path("<slug:cohort>/verdicts/when/", run.rules, name="verdicts_rules"),
    path("<slug:cohort>/verdicts/<str:key>/", run.verdict, name="verdict"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/teams/<str:key>/verdict/", mine.verdict, name="team_verdict"),
]
partner: list[URLPattern | URLResolver] = [
    path("briefs/<str:key>/teams/<str:team>/verdict/", own.verdict, name="brief_verdict"),
    path("briefs/<str:key>/teams/<str:team>/verdict/show/", own.show, name="brief_verdict_show"),
    path("follow-ups/<str:key>/", own.follow_up, name="follow_up"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
