"""Addresses of the briefs feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.briefs.review import urls as review
from challenges.briefs.views import allocation as give
from challenges.briefs.views import correction as amend
from challenges.briefs.views import my as mine
from challenges.briefs.views import organise as run
from challenges.briefs.views import partner as own

organise: list[URLPattern | URLResolver] = [
    *review.organise,
    path("<slug:cohort>/briefs/", run.briefs, name="briefs"),
    path("<slug:cohort>/briefs/new/", run.new, name="brief_new"),
    path("<slug:cohort>/briefs/publish/", run.publish, name="briefs_publish"),
    path("<slug:cohort>/briefs/<str:key>/", run.brief, name="brief"),
    path("<slug:cohort>/briefs/<str:key>/edit/", run.edit, name="brief_edit"),
    path("<slug:cohort>/briefs/<str:key>/public/", run.public, name="brief_public"),
    path("<slug:cohort>/briefs/<str:key>/owners/add/", run.owner_add, name="brief_owner_add"),
    path("<slug:cohort>/briefs/<str:key>/owners/remove/", run.owner_remove, name="brief_owner_remove"),
    path("<slug:cohort>/briefs/<str:key>/withdraw/", run.withdraw, name="brief_withdraw"),
    path("<slug:cohort>/briefs/<str:key>/restore/", run.restore, name="brief_restore"),
    path("<slug:cohort>/briefs/<str:key>/close/", run.close, name="brief_close"),
    path("<slug:cohort>/allocations/new/", give.propose, name="allocation_new"),
    path("<slug:cohort>/allocations/<str:key>/", give.allocation, name="allocation"),
    path("<slug:cohort>/allocations/<str:key>/line/<str:team>/", give.line, name="allocation_line"),
    path("<slug:cohort>/allocations/<str:key>/swaps/<str:team>/", give.swaps, name="allocation_swaps"),
    path("<slug:cohort>/allocations/<str:key>/swap/<str:team>/", give.swap, name="allocation_swap"),
    path("<slug:cohort>/allocations/<str:key>/aim/", give.aim, name="allocation_aim"),
    path("<slug:cohort>/allocations/<str:key>/publish/", give.publish, name="allocation_publish"),
    path("<slug:cohort>/allocations/<str:key>/correct/", amend.correct, name="allocation_correct"),
    path("<slug:cohort>/allocations/<str:key>/discard/", give.discard, name="allocation_discard"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/briefs/<str:key>/", mine.brief, name="brief"),
]
partner: list[URLPattern | URLResolver] = [
    *review.partner,
    path("briefs/<str:key>/", own.brief, name="brief"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = [*review.public]
