"""Pages about repairs of teams by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# Pages that only take a post, opened.
POST = {"organiser": 405, "administrator": 405, "anonymous": 302, "others": 404}

URLS = {
    "organise:repairs": RUN,
    "organise:repair": RUN,
    "organise:repair_progress": {**RUN, "organiser": 204, "administrator": 204},
    "organise:repair_way": RUN,
    "organise:repair_discard": POST,
    "organise:repair_again": POST,
}
