"""Pages of programme days by person, written by hand."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
ACT = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404, "method": "post"}
PLACES = {
    "participant": 302,
    "team_mate": 302,
    "other_participant": 302,
    "anonymous": 302,
    "others": 404,
    "method": "post",
}

URLS = {
    "organise:visits": RUN,
    "organise:visit_new": RUN,
    "organise:visit": RUN,
    "organise:visit_edit": RUN,
    "organise:visit_open": ACT,
    "organise:visit_cancel": RUN,
    # Nothing was typed: the form comes back.
    "organise:visit_host_add": {**ACT, "organiser": 422, "administrator": 422},
    # Nobody was named: there is nobody to remove.
    "organise:visit_host_remove": {**ACT, "organiser": 404, "administrator": 404},
    "organise:visit_attendance": ACT,
    "organise:visit_seat_for": RUN,
    "organise:visit_seat_free": RUN,
    "organise:visit_needs": RUN,
    "organise:visit_sheet": RUN,
    "organise:visit_csv": RUN,
    "my:visits": {
        "participant": 200,
        "team_mate": 200,
        "other_participant": 200,
        "mentor": 200,
        "administrator": 200,
        "anonymous": 302,
        "others": 404,
    },
    "my:visit": {"participant": 200, "team_mate": 200, "other_participant": 200, "anonymous": 302, "others": 404},
    "my:visit_book": PLACES,
    "my:visit_cancel": PLACES,
    # Only who holds a seat can say what they need on it; nobody does but the participant.
    "my:visit_need": {**PLACES, "team_mate": 422, "other_participant": 422},
    "partner:visit": {**RUN, "host": 200},
    "partner:visit_attendance": {**ACT, "host": 302},
    "partner:visit_needs": {**RUN, "host": 200},
    "partner:visit_sheet": {**RUN, "host": 200},
}
