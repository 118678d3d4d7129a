"""Addresses of judging, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.judging.views import desk
from challenges.judging.views import judge as judge_views
from challenges.judging.views import organise as views

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/scores/", views.scores, name="scores"),
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
]
public: list[URLPattern | URLResolver] = []
