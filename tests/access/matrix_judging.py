"""Pages of judging and results by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# A device without a readable message: said so to who scores the pitch, and nothing to anybody else.
SENT = {"method": "post", "anonymous": 401}

URLS = {
    "organise:scores": {**RUN, "chair": 200},
    "organise:old_sheets": {**RUN, "chair": 200},
    "organise:papers": RUN,
    "organise:papers_make": {"method": "post", "organiser": 302, "administrator": 302, "anonymous": 302, "others": 404},
    "organise:papers_print": RUN,
    "organise:paper": RUN,
    "judge:papers_waiting": {
        "chair": 200,
        "organiser": 403,
        "judge": 403,
        "recused_judge": 403,
        "administrator": 403,
        "anonymous": 302,
        "others": 404,
    },
    # Nothing waits for the chair: back to the list.
    "judge:paper_decide": {"chair": 302, "anonymous": 302, "others": 404},
    "organise:reopening": RUN,
    "organise:results": RUN,
    "organise:results_release": {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404},
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
    "judge:deliberation": {**RUN, "chair": 200, "judge": 403, "recused_judge": 403},
}
