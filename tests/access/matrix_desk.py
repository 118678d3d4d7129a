"""Homes and the calendar by person, written by hand."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}

URLS = {
    "organise:today": RUN,
    "organise:calendar": RUN,
    "organise:changes": RUN,
    "organise:teams_week_csv": RUN,
    "my:week": {
        "participant": 200,
        "team_mate": 200,
        "other_participant": 200,
        "mentor": 200,
        "administrator": 200,
        "anonymous": 302,
        "others": 404,
    },
    "partner:home": {"anonymous": 302, "others": 200},
}
