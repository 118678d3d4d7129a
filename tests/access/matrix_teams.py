"""Pages about teams by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# Pages that only take a post, opened.
POST = {"organiser": 405, "administrator": 405, "anonymous": 302, "others": 404}
# Those who may see the team, but on pages of their own.
TEAM = {**RUN, "participant": 403, "team_mate": 403, "mentor": 403}
OWN = {
    "participant": 200,
    "team_mate": 200,
    "other_participant": 200,
    "mentor": 200,
    "administrator": 200,
    "anonymous": 302,
    "others": 404,
}

URLS = {
    "organise:teams": RUN,
    "organise:teams_csv": RUN,
    "organise:teams_mentors": RUN,
    "organise:teams_propose": RUN,
    "organise:teams_effects": POST,
    "organise:proposal": RUN,
    "organise:proposal_progress": {**RUN, "organiser": 204, "administrator": 204},
    "organise:proposal_publish": {**RUN, "organiser": 302, "administrator": 302},
    "organise:proposal_stop": POST,
    "organise:proposal_discard": POST,
    "organise:proposal_move": POST,
    "organise:proposal_lock": POST,
    "organise:proposal_undo": POST,
    "organise:proposal_redo": POST,
    "organise:proposal_lock_team": POST,
    "organise:proposal_improve": POST,
    "organise:proposal_again": POST,
    "organise:proposal_rename": POST,
    "organise:proposal_take_over": POST,
    "organise:teams_compare": {**RUN, "organiser": 302, "administrator": 302},
    "organise:proposal_explain": {**RUN, "organiser": 302, "administrator": 302},
    "organise:proposal_costs": {**RUN, "organiser": 204, "administrator": 204},
    "organise:proposal_record": {**RUN, "organiser": 302, "administrator": 302},
    "organise:person_team": RUN,
    "organise:team": TEAM,
    "organise:team_change": RUN,
    "organise:teams_naming": RUN,
    "my:team": OWN,
    # Its own members name a team; whoever else sees it may not.
    "my:team_name": {
        "participant": 200,
        "team_mate": 200,
        "administrator": 200,
        "organiser": 403,
        "mentor": 403,
        "anonymous": 302,
        "others": 404,
    },
}
