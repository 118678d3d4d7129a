"""Addresses of pitch days, one list per audience."""

from django.urls import URLPattern, URLResolver, path, re_path

from challenges.pitchdays.views import conflicts, day, order, panel, plans, rounds, rubric, rubric_sources, rules

organise: list[URLPattern | URLResolver] = [
    path("programmes/<slug:slug>/rubric/", rubric.rubric_default, name="pitch_rubric_default"),
    path("<slug:cohort>/pitch-day/", day.pitch_day, name="pitch_day"),
    path("<slug:cohort>/pitch-day/plan/", day.pitch_day_plan, name="pitch_day_plan"),
    path("<slug:cohort>/pitch-day/change/", day.pitch_day_edit, name="pitch_day_edit"),
    path("<slug:cohort>/pitch-day/reopen/", day.pitch_day_reopen, name="pitch_day_reopen"),
    path("<slug:cohort>/pitch-day/print/", day.pitch_day_print, name="pitch_day_print"),
    path("<slug:cohort>/pitch-day/order/", order.pitch_order, name="pitch_order"),
    path("<slug:cohort>/pitch-day/order/draw/", order.order_draw, name="pitch_order_draw"),
    path("<slug:cohort>/pitch-day/order/move/", order.order_move, name="pitch_order_move"),
    path("<slug:cohort>/pitch-day/order/breaks/remove/", order.pause_remove, name="pitch_pause_remove"),
    path("<slug:cohort>/pitch-day/order/<str:key>/", order.slot_edit, name="slot_edit"),
    path("<slug:cohort>/pitch-day/conflicts/", conflicts.pitch_conflicts, name="pitch_conflicts"),
    path("<slug:cohort>/pitch-day/panels/", plans.panels, name="panels"),
    path("<slug:cohort>/pitch-day/panels/apply/", plans.panels_apply, name="panels_apply"),
    path("<slug:cohort>/pitch-day/panels/more/", plans.panels_more, name="panels_more"),
    path("<slug:cohort>/pitch-day/panels/minimum/", plans.panels_minimum, name="panels_minimum"),
    path("<slug:cohort>/pitch-day/judges/add/", panel.judge_add, name="pitch_judge_add"),
    path("<slug:cohort>/pitch-day/judges/<str:key>/", panel.seat_edit, name="seat_edit"),
    path("<slug:cohort>/pitch-day/judges/<str:key>/chair/", panel.seat_chair, name="seat_chair"),
    path("<slug:cohort>/pitch-day/judges/<str:key>/leave/", panel.seat_leave, name="seat_leave"),
    path("<slug:cohort>/pitch-day/rubric/", rubric.rubric, name="pitch_rubric"),
    path("<slug:cohort>/pitch-day/rubric/keep/", rubric.rubric_keep, name="pitch_rubric_keep"),
    path("<slug:cohort>/pitch-day/rubric/start/", rubric_sources.rubric_start, name="pitch_rubric_start"),
    path("<slug:cohort>/pitch-day/rubric/read/", rubric_sources.rubric_read, name="pitch_rubric_read"),
    path("<slug:cohort>/pitch-day/rubric/file/", rubric_sources.rubric_file, name="pitch_rubric_file"),
    path("<slug:cohort>/pitch-day/rubric/versions/<int:number>/", rubric.rubric_version, name="pitch_rubric_version"),
    path("<slug:cohort>/pitch-day/rubric/new/", rubric.criterion_new, name="pitch_criterion_new"),
    path("<slug:cohort>/pitch-day/rubric/preview/", rubric.criterion_preview, name="pitch_criterion_preview"),
    path("<slug:cohort>/pitch-day/rubric/new-round/", rounds.round_ask, name="round_ask"),
    path("<slug:cohort>/pitch-day/rubric/new-round/withdraw/", rounds.round_withdraw, name="round_withdraw"),
    path("<slug:cohort>/pitch-day/rubric/<str:key>/", rubric.criterion_edit, name="criterion_edit"),
    path("<slug:cohort>/pitch-day/rubric/<str:key>/act/", rubric.criterion_act, name="criterion_act"),
    path("<slug:cohort>/pitch-day/rubric/<str:key>/remove/", rubric.criterion_remove, name="criterion_remove"),
    path("<slug:cohort>/pitch-day/rules/", rules.rules_publish, name="rules_publish"),
    re_path(
        r"^(?P<cohort>[-\w]+)/pitch-day/(?P<action>open_scoring|close_scores)/$",
        day.pitch_day_act,
        name="pitch_day_act",
    ),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = [
    path("conflicts/<str:key>/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<str:key>/decide/", conflicts.conflicts_decide, name="conflicts_decide"),
    path("seats/<str:key>/conflicts/", conflicts.seat_conflicts, name="seat_conflicts"),
    path("seats/<str:key>/interests/", conflicts.seat_interests, name="seat_interests"),
    path("rounds/<str:key>/", rounds.round_decide, name="round_decide"),
]
public: list[URLPattern | URLResolver] = [
    path("cohorts/<slug:cohort>/rules/", rules.rules, name="rules"),
    path("cohorts/<slug:cohort>/rules/<int:number>/", rules.rules, name="rules_version"),
    path("cohorts/<slug:cohort>/rules/<int:number>/text.json", rules.rules_text, name="rules_text"),
]
