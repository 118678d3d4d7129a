"""Pages of the audience by every person: the door of voters is open to everybody, the rest to organisers."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
GO = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404}
ALL = {"others": 200}

URLS = {
    "organise:audience": RUN,
    "organise:poll_new": RUN,
    "organise:prize_new": RUN,
    "organise:poll": RUN,
    "organise:poll_edit": RUN,
    "organise:poll_remove": RUN,
    "organise:poll_act": RUN,
    "organise:guests": RUN,
    "organise:guests_fill": GO,
    "organise:guest_add": RUN,
    "organise:guest_cards": RUN,
    "organise:guest_tick": GO,
    "organise:guest_code": RUN,
    "organise:cards": RUN,
    "organise:cards_print": RUN,
    "organise:audience_questions": RUN,
    "organise:audience_stage": RUN,
    "organise:question_act": GO,
    "vote:enter": ALL,
    "vote:card": ALL,
    "vote:day": ALL,
    "vote:poll": ALL,
    "vote:questions": ALL,
    "vote:question_up": {"others": 302},
    "vote:screen": ALL,
    "vote:screen_poll": ALL,
    "vote:screen_questions": ALL,
}
