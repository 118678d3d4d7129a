"""Addresses of the review of briefs, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.briefs.review.views import comments, own, papers, sponsor
from challenges.briefs.review.views import organise as run

organise: list[URLPattern | URLResolver] = [
    path("programmes/<slug:slug>/challenge-criteria/", run.criteria, name="programme_criteria"),
    # before the briefs, whose keys would swallow its word
    path("<slug:cohort>/briefs/board/", run.board, name="briefs_board"),
    path("<slug:cohort>/briefs/<str:key>/review/", run.review, name="brief_review"),
    path("<slug:cohort>/briefs/<str:key>/reviewers/", run.reviewers, name="brief_reviewers"),
    path("<slug:cohort>/briefs/<str:key>/reviewers/outside/", run.outside, name="brief_outside"),
    path("<slug:cohort>/brief-reviews/<str:key>/call-off/", run.call_off, name="review_call_off"),
    path("<slug:cohort>/briefs/<str:key>/approve/", run.approve, name="brief_approve"),
    path("<slug:cohort>/briefs/<str:key>/request-changes/", run.changes, name="brief_changes"),
    path("<slug:cohort>/briefs/<str:key>/reject/", run.reject, name="brief_reject"),
    path("<slug:cohort>/briefs/<str:key>/remind/", run.remind, name="brief_remind"),
    path("<slug:cohort>/briefs/<str:key>/check/", papers.check, name="brief_check"),
    path("<slug:cohort>/briefs/<str:key>/checker/", papers.checker, name="brief_checker"),
    path("<slug:cohort>/briefs/<str:key>/backing/", papers.backing, name="brief_backing"),
    path("<slug:cohort>/briefs/<str:key>/backing/record/", papers.backing_record, name="brief_backing_record"),
    path("<slug:cohort>/briefs/<str:key>/ready/", papers.ready, name="brief_ready"),
    path("<slug:cohort>/briefs/<str:key>/versions/", run.versions, name="brief_versions"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = [
    path("reviews/<str:key>/", own.review, name="review"),
    path("briefs/<str:key>/comments/", own.owners_comments, name="brief_comments"),
    path("briefs/<str:key>/withdraw/", own.withdraw, name="brief_withdraw"),
    path("briefs/<str:key>/versions/", own.versions, name="brief_versions"),
    path("checks/<str:key>/", papers.own_check, name="check"),
    path("brief-versions/<str:key>/comments/", comments.add, name="version_comment"),
    path("brief-comments/<str:key>/answer/", comments.reply, name="comment_answer"),
    path("brief-comments/<str:key>/resolve/", comments.resolve, name="comment_resolve"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = [
    path("link/backing/<str:token>/", sponsor.backing, name="brief_backing"),
]
