"""Addresses of results, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.results.views import approval, deliberation, export, feedback, release
from challenges.results.views import organise as views

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/results/", views.results, name="results"),
    path("<slug:cohort>/results/shown/", views.results_rules, name="results_rules"),
    path("<slug:cohort>/results/record.json", export.results_record, name="results_record"),
    path("<slug:cohort>/results/release/", release.results_release, name="results_release"),
    path("<slug:cohort>/results/release/cancel/", release.results_cancel, name="results_cancel"),
    path("<slug:cohort>/results/release/undo/", release.results_undo, name="results_undo"),
    path("<slug:cohort>/results/release/tell/", release.results_tell, name="results_tell"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/teams/<str:key>/feedback/", feedback.team_feedback, name="team_feedback"),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = [
    path("deliberation/<str:key>/", deliberation.deliberation, name="deliberation"),
    path("deliberation/<str:key>/judges/", deliberation.deliberation_judges, name="deliberation_judges"),
    path("deliberation/<str:key>/decide/", deliberation.deliberation_decide, name="deliberation_decide"),
    path("deliberation/<str:key>/scores.csv", export.deliberation_csv, name="deliberation_csv"),
    path("deliberation/<str:key>/scores.xlsx", export.deliberation_xlsx, name="deliberation_xlsx"),
    path("deliberation/<str:key>/approve/", approval.deliberation_approve, name="deliberation_approve"),
    path("deliberation/<str:key>/withdraw/", approval.deliberation_withdraw, name="deliberation_withdraw"),
    path("deliberation/<str:key>/correct/", approval.deliberation_correct, name="deliberation_correct"),
    path("deliberation/<str:key>/feedback/", feedback.deliberation_feedback, name="deliberation_feedback"),
    path("release/<str:key>/", release.release_agree, name="release_agree"),
]
public: list[URLPattern | URLResolver] = [
    path("cohorts/<slug:cohort>/result.json", export.result_record, name="result_record"),
]
