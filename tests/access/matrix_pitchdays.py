"""Pages of the pitch day by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
GO = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404}
PANEL_BACK = {"judge": 302, "recused_judge": 302, "chair": 302, "anonymous": 302, "others": 404}
CHAIR_ONLY = {
    "chair": 200,
    "organiser": 403,
    "judge": 403,
    "recused_judge": 403,
    "administrator": 403,
    "anonymous": 302,
    "others": 404,
}

URLS = {
    "organise:pitch_day": RUN,
    "organise:pitch_day_plan": RUN,
    "organise:pitch_day_edit": RUN,
    "organise:pitch_day_print": RUN,
    "organise:pitch_day_act": {**RUN, "chair": 200},
    "organise:pitch_day_reopen": {
        "chair": 302,
        "organiser": 403,
        "judge": 403,
        "recused_judge": 403,
        "administrator": 403,
        "anonymous": 302,
        "others": 404,
    },
    "organise:pitch_order_draw": GO,
    "organise:pitch_order_move": GO,
    "organise:pitch_order": RUN,
    "organise:pitch_pause_remove": GO,
    "organise:slot_edit": RUN,
    "organise:pitch_conflicts": RUN,
    "organise:panels": RUN,
    "organise:panels_apply": GO,
    "organise:panels_more": GO,
    "organise:panels_minimum": {"method": "post", **GO},
    "organise:seat_edit": RUN,
    "organise:pitch_judge_add": RUN,
    "organise:seat_chair": GO,
    "organise:seat_leave": RUN,
    "organise:pitch_rubric": RUN,
    "organise:pitch_rubric_keep": GO,
    "organise:pitch_rubric_start": RUN,
    "organise:pitch_rubric_read": RUN,
    "organise:pitch_rubric_file": RUN,
    # No version yet: scoring has not been opened.
    "organise:pitch_rubric_version": {"anonymous": 302, "others": 404},
    "organise:pitch_criterion_preview": {**RUN, "method": "post"},
    "organise:criterion_act": {**GO, "method": "post"},
    "organise:rules_publish": RUN,
    "organise:round_ask": RUN,
    "organise:round_withdraw": {**GO, "method": "post"},
    "judge:round_decide": CHAIR_ONLY,
    "organise:pitch_rubric_default": RUN,
    "organise:pitch_criterion_new": RUN,
    "organise:criterion_edit": RUN,
    "organise:criterion_remove": RUN,
    "judge:conflicts": PANEL_BACK,
    "judge:seat_conflicts": {**RUN, "judge": 200},
    "judge:seat_interests": {"method": "post", **GO, "judge": 302},
    # The chair rules on others' doubts, organisers on the chair's.
    "judge:conflicts_decide": {**RUN, "chair": 200},
}
