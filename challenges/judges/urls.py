"""Addresses of judges beside the scoring, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from challenges.judges.views import judge as own
from challenges.judges.views import links
from challenges.judges.views import organise as run

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/pitch-day/passes/", run.passes, name="passes"),
    path("<slug:cohort>/pitch-day/practice/", run.practice_edit, name="practice_edit"),
    path("<slug:cohort>/pitch-day/judges/<str:key>/hand-over/", run.seat_hand_over, name="seat_hand_over"),
    path("<slug:cohort>/pitch-day/judges/<str:key>/new-link/", run.seat_link_renew, name="seat_link_renew"),
    path("<slug:cohort>/pitch-day/hand-overs/<str:key>/", run.hand_over_decide, name="hand_over_decide"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = [
    path("seats/<str:key>/facts/", own.seat_facts, name="seat_facts"),
    path("seats/<str:key>/practice/", own.seat_practice, name="seat_practice"),
    path("seats/<str:key>/hand-over/", own.seat_hand_over, name="seat_hand_over"),
    path("seats/<str:key>/notices/", own.seat_notices, name="seat_notices"),
    path("seats/<str:key>/notices/seen/", own.seat_notices_seen, name="seat_notices_seen"),
    path("hand-overs/<str:key>/", run.hand_over_decide, name="hand_over_decide"),
    path("hand-overs/<str:key>/take-back/", own.hand_over_take_back, name="hand_over_take_back"),
    path("reopening/<str:key>/set-aside/", own.reopen_set_aside, name="reopen_set_aside"),
]
public: list[URLPattern | URLResolver] = [
    path("link/judge/<str:token>/", links.judge_link, name="judge_link"),
    path("link/judge/<str:token>/code/", links.judge_code, name="judge_code"),
]
