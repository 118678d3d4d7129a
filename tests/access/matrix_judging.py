"""Pages of judging and results by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
GO = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404}
LEAD = {**RUN, "chair": 200, "judge": 403, "recused_judge": 403}
NONE = {"anonymous": 302, "others": 404}
PANEL = {**NONE, "judge": 403, "recused_judge": 403}

URLS = {
    "organise:scores": {**RUN, "chair": 200},
    "organise:results": RUN,
    "organise:results_rules": RUN,
    # Nothing is released yet.
    "organise:results_record": {"anonymous": 302, "others": 404},
    "public:result_record": {"others": 404},
    "organise:results_release": GO,
    "organise:results_cancel": {**GO, "method": "post"},
    "organise:results_undo": GO,
    "organise:results_tell": {**GO, "method": "post"},
    "judge:release_agree": {"chair": 200, "anonymous": 302, "others": 404},
    "my:team_feedback": {"anonymous": 302, "others": 404},
    "judge:home": {"anonymous": 302, "others": 200},
    "judge:card": {"judge": 200, "chair": 200, "anonymous": 302, "others": 404},
    "judge:card_take_back": {
        "method": "post",
        "judge": 302,
        "chair": 302,
        # Knows of the pitch and may not write: refused, and recorded (J-02).
        "recused_judge": 403,
        "anonymous": 302,
        "others": 404,
    },
    "judge:deliberation": LEAD,
    "judge:deliberation_judges": {**PANEL, "organiser": 403, "administrator": 403, "chair": 302},
    "judge:deliberation_decide": {**PANEL, "organiser": 403, "administrator": 403, "chair": 302},
    "judge:deliberation_csv": {**NONE, "judge": 403, "recused_judge": 403},
    "judge:deliberation_xlsx": {**NONE, "judge": 403, "recused_judge": 403},
    "judge:deliberation_feedback": LEAD,
    # Nobody is named as the second person.
    "judge:deliberation_approve": {**PANEL, "organiser": 403, "administrator": 403, "chair": 403},
    "judge:deliberation_withdraw": {**PANEL, "organiser": 403, "administrator": 403, "chair": 200},
    "judge:deliberation_correct": {**PANEL, "organiser": 403, "administrator": 403, "chair": 200},
}
