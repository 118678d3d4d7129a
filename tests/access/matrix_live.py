"""Pages of the running day and of judges beside the scoring, by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
POST = {"method": "post", "organiser": 302, "administrator": 302, "anonymous": 302, "others": 404}
OWN = {"judge": 200, "anonymous": 302, "others": 404}
OWN_POST = {"method": "post", "judge": 302, "anonymous": 302, "others": 404}

URLS = {
    "organise:desk": RUN,
    "organise:desk_now": RUN,
    "organise:desk_step": POST,
    "organise:desk_undo": POST,
    "organise:desk_shift": POST,
    "organise:desk_stage_link": POST,
    "organise:desk_nudge": RUN,
    "organise:desk_reopen": RUN,
    "organise:passes": RUN,
    "organise:practice_edit": RUN,
    "organise:seat_hand_over": RUN,
    # Only by a button: looking is not allowed, and a post would sign the judge out before their own turn here.
    "organise:seat_link_renew": {"organiser": 405, "administrator": 405, "anonymous": 302, "others": 404},
    "organise:hand_over_decide": {**RUN, "chair": 200},
    "judge:hand_over_decide": {**RUN, "chair": 200},
    "judge:seat_facts": OWN,
    "judge:seat_practice": OWN,
    "judge:seat_hand_over": OWN,
    "judge:seat_notices": OWN,
    "judge:seat_notices_seen": OWN_POST,
    "judge:hand_over_take_back": OWN_POST,
    "judge:reopen_set_aside": {"method": "post", "chair": 302, "anonymous": 302, "others": 404},
}
