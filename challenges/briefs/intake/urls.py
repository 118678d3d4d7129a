"""Addresses of a challenge's coming in, one list per audience; they stand before those of the briefs."""

from django.urls import URLPattern, URLResolver, path

from challenges.briefs.intake.views import files, propose, write
from challenges.briefs.intake.views import organise as run

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/briefs/call/", run.call, name="brief_call"),
    path("<slug:cohort>/briefs/invite/", run.invite, name="brief_invite"),
    path("<slug:cohort>/briefs/proposed/", run.applications, name="brief_applications"),
    path("<slug:cohort>/briefs/proposed/<str:key>/", run.application, name="brief_application"),
    path("<slug:cohort>/briefs/proposed/<str:key>/accept/", run.application_accept, name="brief_application_accept"),
    path("<slug:cohort>/briefs/proposed/<str:key>/decline/", run.application_decline, name="brief_application_decline"),
    path("<slug:cohort>/briefs/<str:key>/plan/", run.plan, name="brief_plan"),
    path("<slug:cohort>/briefs/<str:key>/plan/cancel/", run.plan_cancel, name="brief_plan_cancel"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/brief-files/<str:key>/", files.my_file, name="brief_file"),
    path("<slug:cohort>/brief-files/<str:key>/preview/", files.my_file_preview, name="brief_file_preview"),
]
partner: list[URLPattern | URLResolver] = [
    path("briefs/<str:key>/write/", write.write, name="brief_write"),
    path("briefs/<str:key>/write/check/", write.check, name="brief_check"),
    path("briefs/<str:key>/write/<str:step>/", write.step, name="brief_step"),
    path("briefs/<str:key>/write/<str:step>/save/", write.save, name="brief_save"),
    path("briefs/<str:key>/files/", files.attachments, name="brief_attachments"),
    path("brief-files/<str:key>/", files.partner_file, name="brief_file"),
    path("brief-files/<str:key>/preview/", files.partner_file_preview, name="brief_file_preview"),
    path("brief-files/<str:key>/readers/", files.file_readers, name="brief_file_readers"),
    path("brief-files/<str:key>/remove/", files.file_remove, name="brief_file_remove"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = [
    path("propose/<slug:cohort>/", propose.propose, name="propose"),
    path("propose/<slug:cohort>/sent/", propose.propose_sent, name="propose_sent"),
    path("link/challenge/<str:token>/", propose.application, name="application"),
    path("challenge-files/<str:key>/", files.public_file, name="brief_file"),
]
