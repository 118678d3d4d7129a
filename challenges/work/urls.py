"""Addresses of milestones and submissions, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.work.views import my as my_views
from challenges.work.views import organise as views

organise: list[URLPattern | URLResolver] = [
    path(
        "programmes/<slug:slug>/milestones/",
        views.templates,
        name="milestone_templates",
    ),
    path(
        "programmes/<slug:slug>/milestones/new/",
        views.template_new,
        name="milestone_template_new",
    ),
    path(
        "programmes/<slug:slug>/milestones/<int:number>/",
        views.template_edit,
        name="milestone_template_edit",
    ),
    path(
        "programmes/<slug:slug>/milestones/<int:number>/remove/",
        views.template_remove,
        name="milestone_template_remove",
    ),
    path("<slug:cohort>/milestones/", views.milestones, name="milestones"),
    path("<slug:cohort>/milestones/new/", views.milestone_new, name="milestone_new"),
    path("<slug:cohort>/milestones/<str:key>/", views.milestone, name="milestone"),
    path(
        "<slug:cohort>/milestones/<str:key>/edit/",
        views.milestone_edit,
        name="milestone_edit",
    ),
    path(
        "<slug:cohort>/milestones/<str:key>/remove/",
        views.milestone_remove,
        name="milestone_remove",
    ),
    path(
        "<slug:cohort>/milestones/<str:key>/teams.csv",
        views.milestone_csv,
        name="milestone_csv",
    ),
    path("<slug:cohort>/work/<str:key>/", views.submission, name="submission"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/milestones/", my_views.milestones, name="milestones"),
    path("<slug:cohort>/milestones/<str:key>/", my_views.milestone, name="milestone"),
    path(
        "<slug:cohort>/work/<str:key>/files/<str:file>/",
        views.version_files,
        name="version_file",
    ),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
