"""Pages about people by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# Pages that only take a post, opened.
POST = {"organiser": 405, "administrator": 405, "anonymous": 302, "others": 404}
OWN = {"participant": 200, "team_mate": 200, "other_participant": 200, "anonymous": 302, "others": 404}

URLS = {
    "organise:people": RUN,
    "organise:people_csv": RUN,
    "organise:people_xlsx": POST,
    "organise:person_new": RUN,
    "organise:people_invite": RUN,
    "organise:people_import": RUN,
    "organise:people_import_columns": RUN,
    "organise:people_import_preview": RUN,
    "organise:people_import_same": POST,
    "organise:people_import_discard": POST,
    "organise:people_import_progress": {**RUN, "organiser": 204, "administrator": 204},
    "organise:people_import_result": {**RUN, "organiser": 302, "administrator": 302},
    "organise:person": RUN,
    "organise:person_edit": RUN,
    "organise:person_withdraw": RUN,
    "organise:person_return": POST,
    "organise:mentors": RUN,
    "organise:mentor_new": RUN,
    "organise:mentors_invite": RUN,
    "organise:mentor_edit": RUN,
    "organise:mentor_end": RUN,
    "organise:organisations": RUN,
    "organise:organisation": RUN,
    "organise:organisation_edit": RUN,
    "organise:organisation_sector": RUN,
    "organise:organisation_merge": RUN,
    "my:profile": OWN,
    "my:profile_leave": OWN,
}
