"""Pages of judging and results by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# A device without a readable message: said so to who scores the pitch, and nothing to anybody else.
SENT = {"method": "post", "anonymous": 401}
GO = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404}
LEAD = {**RUN, "chair": 200, "judge": 403, "recused_judge": 403}
NONE = {"anonymous": 302, "others": 404}
PANEL = {**NONE, "judge": 403, "recused_judge": 403}

URLS = {
    "organise:scores": {**RUN, "chair": 200},
    "organise:old_sheets": {**RUN, "chair": 200},
    "organise:papers": RUN,
    "organise:papers_make": {"method": "post", "organiser": 302, "administrator": 302, "anonymous": 302, "others": 404},
    "organise:papers_print": RUN,
    "organise:paper": RUN,
    # Nothing waits for the chair: back to the list.
    "judge:paper_decide": {"chair": 302, "anonymous": 302, "others": 404},
    "organise:reopening": RUN,
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
    "judge:card_sync": {**SENT, "judge": 400, "chair": 400, "recused_judge": 403, "others": 404},
    "judge:beat": {**SENT, "others": 400},
    "judge:token": {"anonymous": 401, "others": 200},
    "judge:worker": {"others": 200},
    "judge:manifest": {"others": 200},
    "judge:offline": {"others": 200},
    "judge:late": {"chair": 200, "anonymous": 302, "others": 404},
    "judge:late_decide": {"chair": 200, "anonymous": 302, "others": 404},
    "judge:reopen": {"chair": 200, "anonymous": 302, "others": 404},
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
