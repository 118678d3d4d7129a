"""Who reaches the pages about people: written by hand; the runner tries each person on each address.

The addresses stand for the cast's world: cohort "spring-2027", the participant's own place, the mentor, one import.
"""

from tests.cast import CAST


def row(code, **others):
    """Everybody gets this answer, but those named."""
    return {role: others.get(role, code) for role in CAST} | {"anonymous": 302}


RUNNERS = {"organiser": 200, "administrator": 200}
POSTS = {"organiser": 405, "administrator": 405}
SENT_ON = {"organiser": 302, "administrator": 302}

URLS = {
    "organise:people": row(404, **RUNNERS),
    "organise:people_csv": row(404, **RUNNERS),
    "organise:people_xlsx": row(404, **POSTS),
    "organise:person_new": row(404, **RUNNERS),
    "organise:people_invite": row(404, **RUNNERS),
    "organise:people_import": row(404, **RUNNERS),
    "organise:people_import_columns": row(404, **RUNNERS),
    "organise:people_import_preview": row(404, **RUNNERS),
    "organise:people_import_same": row(404, **POSTS),
    "organise:people_import_discard": row(404, **POSTS),
    "organise:people_import_result": row(404, **SENT_ON),
    "organise:person": row(404, **RUNNERS),
    "organise:person_edit": row(404, **RUNNERS),
    "organise:person_withdraw": row(404, **RUNNERS),
    "organise:person_return": row(404, **POSTS),
    "organise:mentors": row(404, **RUNNERS),
    "organise:mentor_new": row(404, **RUNNERS),
    "organise:mentors_invite": row(404, **RUNNERS),
    "organise:mentor_edit": row(404, **RUNNERS),
    "organise:mentor_end": row(404, **RUNNERS),
    "my:profile": row(404, participant=200, team_mate=200, other_participant=200),
    "my:profile_leave": row(404, participant=200, team_mate=200, other_participant=200),
}
