"""Pages of check-ins, needs and early warnings by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# Only posts change something.
ACT = {"organiser": 405, "administrator": 405, "anonymous": 302, "others": 404}
# Who is in a team, each their own; nobody else, whatever they run.
MEMBERS = {"participant": 200, "team_mate": 200, "other_participant": 200, "anonymous": 302, "others": 404}

URLS = {
    "organise:check_ins": RUN,
    "organise:check_ins_look": ACT,
    "organise:check_in_needs": RUN,
    "organise:check_in_need": ACT,
    "organise:check_in_rules": RUN,
    "organise:check_ins_team": RUN,
    "organise:early_warning": RUN,
    "my:check_in": MEMBERS,
    "my:check_in_reminder": {**MEMBERS, "participant": 405, "team_mate": 405, "other_participant": 405},
    # What is for the team; owners, hosts and judges read nothing of it.
    "my:check_ins": {
        "organiser": 200,
        "participant": 200,
        "team_mate": 200,
        "mentor": 200,
        "administrator": 200,
        "anonymous": 302,
        "others": 404,
    },
}
