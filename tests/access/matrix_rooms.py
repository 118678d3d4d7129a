"""A team's room and what is written in it, by every person; an owner of its challenge has no way in."""

READ = {
    "organiser": 200,
    "participant": 200,
    "team_mate": 200,
    "mentor": 200,
    "administrator": 200,
    "anonymous": 302,
    "others": 404,
}
WRITE = {"participant": 200, "team_mate": 200, "anonymous": 302, "others": 404}
# Nothing changes by looking: what only posts says so, or leads back to its page.
POST = {"participant": 405, "team_mate": 405, "anonymous": 302, "others": 404}
# The note is for the team alone: neither mentors nor organisers nor administrators.
OWN = WRITE

URLS = {
    # Straight to the one team; who has none is told when teams are formed.
    "my:my_team": {"participant": 302, "team_mate": 302, "other_participant": 302, "mentor": 302, "anonymous": 302}
    | {"others": 200},
    "my:rooms": {"participant": 302, "team_mate": 302, "other_participant": 302, "mentor": 302, "anonymous": 302}
    | {"administrator": 200, "others": 404},
    "my:room": READ,
    "my:room_decision_new": WRITE,
    "my:room_note_new": WRITE,
    "my:room_meeting_new": WRITE,
    "my:room_link_new": WRITE,
    "my:contact_card": {"participant": 200, "team_mate": 200, "other_participant": 200, "mentor": 200}
    | {"anonymous": 302, "others": 404},
    "my:note": OWN,
    "my:note_versions": WRITE,
    "my:note_share": POST,
    "my:note_clash": POST,
    "my:meeting": READ,
    "my:meeting_answer": {**POST, "mentor": 405},
    "my:meeting_fix": POST,
    # The meeting of the cast is cancelled: its page says so.
    "my:meeting_change": {"participant": 302, "team_mate": 302, "anonymous": 302, "others": 404},
    "my:meeting_cancel": WRITE,
    "my:link_place": POST,
    "my:link_remove": WRITE,
}
