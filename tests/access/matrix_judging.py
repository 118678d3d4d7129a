"""Pages of judging and results by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}

URLS = {
    "organise:scores": {**RUN, "chair": 200},
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
    "judge:deliberation": {**RUN, "chair": 200, "judge": 403, "recused_judge": 403},
}
