"""Addresses of milestones and submissions, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.work.cited.views import my as cited_mine
from challenges.work.cited.views import organise as cited_run
from challenges.work.cited.views import partner as cited_host
from challenges.work.feedback import urls as feedback
from challenges.work.views import agreeing, table, templates, versions, writing
from challenges.work.views import my as mine
from challenges.work.views import organise as run

PROGRAMME = "programmes/<slug:slug>/milestones/"
MILESTONE = "<slug:cohort>/milestones/<str:key>/"
VERSION = "<slug:cohort>/work/<str:key>/"

organise: list[URLPattern | URLResolver] = [
    *feedback.organise,
    path(PROGRAMME, templates.templates, name="milestone_templates"),
    path(f"{PROGRAMME}new/", templates.template_new, name="milestone_template_new"),
    path(f"{PROGRAMME}<int:number>/", templates.template_edit, name="milestone_template_edit"),
    path(f"{PROGRAMME}<int:number>/form/", templates.template_form, name="milestone_template_form"),
    path(f"{PROGRAMME}<int:number>/remove/", templates.template_remove, name="milestone_template_remove"),
    path("<slug:cohort>/milestones/", run.milestones, name="milestones"),
    path("<slug:cohort>/milestones/new/", run.milestone_new, name="milestone_new"),
    path(MILESTONE, run.milestone, name="milestone"),
    path(f"{MILESTONE}edit/", run.milestone_edit, name="milestone_edit"),
    path(f"{MILESTONE}form/", run.milestone_form, name="milestone_form"),
    path(f"{MILESTONE}remove/", run.milestone_remove, name="milestone_remove"),
    path(f"{MILESTONE}extend/<str:team>/", run.milestone_extend, name="milestone_extend"),
    path(f"{MILESTONE}teams.csv", run.milestone_csv, name="milestone_csv"),
    path("<slug:cohort>/work/", table.work, name="work"),
    path("<slug:cohort>/work.csv", table.work_csv, name="work_csv"),
    path("<slug:cohort>/work.xlsx", table.work_xlsx, name="work_xlsx"),
    path("<slug:cohort>/cited/", cited_run.cited, name="cited"),
    path("<slug:cohort>/cited.csv", cited_run.cited_csv, name="cited_csv"),
    path("<slug:cohort>/cited.xlsx", cited_run.cited_xlsx, name="cited_xlsx"),
    path("<slug:cohort>/work/requests/<str:key>/", agreeing.decide, name="statement_request"),
    path(VERSION, run.submission, name="submission"),
]
my: list[URLPattern | URLResolver] = [
    *feedback.my,
    path("<slug:cohort>/milestones/", mine.milestones, name="milestones"),
    path(MILESTONE, mine.milestone, name="milestone"),
    path(f"{MILESTONE}save/", writing.save, name="milestone_save"),
    path(f"{MILESTONE}upload/", writing.upload, name="milestone_upload"),
    path(f"{MILESTONE}cite/", cited_mine.cite, name="milestone_cite"),
    path("<slug:cohort>/work/receipts/", versions.receipts, name="receipts"),
    path("<slug:cohort>/work/clashes/<str:key>/", writing.clash, name="clash"),
    path("<slug:cohort>/work/drafts/<str:key>/saves/", writing.draft_saves, name="draft_saves"),
    path("<slug:cohort>/work/drafts/<str:key>/files/<str:file>/", writing.draft_file, name="draft_file"),
    path(
        "<slug:cohort>/work/drafts/<str:key>/files/<str:file>/preview/",
        writing.draft_file_preview,
        name="draft_file_preview",
    ),
    path(f"{VERSION}compare/", versions.compare, name="submission_compare"),
    path(f"{VERSION}reopen/", agreeing.reopen, name="submission_reopen"),
    path(f"{VERSION}agree/", agreeing.agree, name="version_agree"),
    path(f"{VERSION}receipt/", versions.receipt, name="version_receipt"),
    path(f"{VERSION}restore/", writing.restore, name="version_restore"),
    path(f"{VERSION}files/<str:file>/", versions.version_files, name="version_file"),
    path(f"{VERSION}files/<str:file>/preview/", versions.version_file_preview, name="version_file_preview"),
]
partner: list[URLPattern | URLResolver] = [
    path("visits/<str:key>/used/", cited_host.used, name="visit_used"),
    *feedback.partner,
    path("work/<str:key>/", agreeing.owned, name="submission"),
    path("work/requests/<str:key>/", agreeing.decide_as_owner, name="statement_request"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
