"""Addresses of feedback on teams' work, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.work.feedback.views import asking, marks, page, table

WORK = "<slug:cohort>/work/<str:key>/feedback/"
SHEET = "work/rubric/<str:key>/"

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/work-feedback/", table.teams, name="work_feedback_teams"),
    path("<slug:cohort>/work-feedback.csv", table.teams_csv, name="work_feedback_csv"),
    path(WORK, page.organisers, name="work_feedback"),
    path("<slug:cohort>/work/<str:key>/rubric/", marks.ask, name="marks_ask"),
    path(f"<slug:cohort>/{SHEET}", marks.organisers, name="mark_sheet"),
    path("<slug:cohort>/work/rubric/<str:key>/show/", marks.release, name="marks_release"),
]
my: list[URLPattern | URLResolver] = [
    path(WORK, page.mine, name="work_feedback"),
    path(f"{WORK}ask/", asking.ask, name="work_feedback_ask"),
    path(f"<slug:cohort>/{SHEET}", marks.mine, name="mark_sheet"),
]
partner: list[URLPattern | URLResolver] = [
    path("work/<str:key>/feedback/", page.owners, name="work_feedback"),
    path(SHEET, marks.owners, name="mark_sheet"),
]
