"""Pages about wishes by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# Pages that only take a post, opened.
POST = {"organiser": 405, "administrator": 405, "anonymous": 302, "others": 404}

URLS = {
    "organise:wishes": RUN,
    "organise:wishes_open": POST,
    "organise:wishes_close": POST,
    "organise:wishes_challenges": POST,
    "organise:wishes_take_challenges": POST,
    "organise:wishes_topic_new": RUN,
    "organise:topic_edit": RUN,
    "organise:topic_move": POST,
    "organise:topic_remove": RUN,
    "my:wishes": {"participant": 200, "team_mate": 200, "other_participant": 200, "anonymous": 302, "others": 404},
}
