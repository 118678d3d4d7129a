"""Addresses of judging, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.judging.paper.views import chair as paper_chair
from challenges.judging.paper.views import organise as paper_views
from challenges.judging.rounds import views as round_views
from challenges.judging.views import desk, late, phone, reopening, sync
from challenges.judging.views import judge as judge_views
from challenges.judging.views import organise as views

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/scores/", views.scores, name="scores"),
    path("<slug:cohort>/pitch-day/paper/", paper_views.papers, name="papers"),
    path("<slug:cohort>/pitch-day/paper/make/", paper_views.papers_make, name="papers_make"),
    path("<slug:cohort>/pitch-day/paper/print/", paper_views.papers_print, name="papers_print"),
    path("<slug:cohort>/pitch-day/paper/<str:key>/", paper_views.paper, name="paper"),
    path("<slug:cohort>/scores/earlier/", round_views.old_sheets, name="old_sheets"),
    path("<slug:cohort>/reopenings/<str:key>/", reopening.decide, name="reopening"),
    path("<slug:cohort>/pitch-day/desk/", desk.desk, name="desk"),
    path("<slug:cohort>/pitch-day/desk/now/", desk.desk_now, name="desk_now"),
    path("<slug:cohort>/pitch-day/desk/step/", desk.desk_step, name="desk_step"),
    path("<slug:cohort>/pitch-day/desk/undo/", desk.desk_undo, name="desk_undo"),
    path("<slug:cohort>/pitch-day/desk/shift/", desk.desk_shift, name="desk_shift"),
    path("<slug:cohort>/pitch-day/desk/stage-link/", desk.desk_stage_link, name="desk_stage_link"),
    path("<slug:cohort>/pitch-day/desk/<str:key>/nudge/", desk.desk_nudge, name="desk_nudge"),
    path("<slug:cohort>/pitch-day/desk/<str:key>/reopen/", desk.desk_reopen, name="desk_reopen"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = [
    path("", judge_views.home, name="home"),
    path("pitches/<str:key>/", judge_views.card, name="card"),
    path("pitches/<str:key>/take-back/", judge_views.card_take_back, name="card_take_back"),
    path("paper/<str:key>/", paper_chair.paper_decide, name="paper_decide"),
    path("pitches/<str:key>/sync/", sync.card_sync, name="card_sync"),
    path("token/", sync.token, name="token"),
    path("beat/", sync.beat, name="beat"),
    path("worker.js", phone.worker, name="worker"),
    path("app.webmanifest", phone.manifest, name="manifest"),
    path("offline/", phone.offline, name="offline"),
    path("late/<str:key>/", late.late, name="late"),
    path("late/<str:key>/<str:late_score>/", late.late_decide, name="late_decide"),
    path("reopen/<str:key>/", reopening.ask, name="reopen"),
]
public: list[URLPattern | URLResolver] = []
