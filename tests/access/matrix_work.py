"""Pages of milestones and submissions by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
COHORT = {
    "organiser": 404,
    "participant": 200,
    "team_mate": 200,
    "other_participant": 200,
    "mentor": 200,
    "administrator": 200,
    "anonymous": 302,
    "others": 404,
}
LANTERN = {
    "organiser": 200,
    "participant": 200,
    "team_mate": 200,
    "mentor": 200,
    "administrator": 200,
    "anonymous": 302,
    "others": 404,
}

TEAM = {"participant": 302, "team_mate": 302, "anonymous": 302, "others": 404}
# The three who take part may ask; only those of a team are answered, and nothing is saved by looking.
SAVE = {"participant": 405, "team_mate": 405, "other_participant": 405, "anonymous": 302, "others": 404}
# Whoever marks gives theirs behind any door.
SHEET = {"mentor": 200, "anonymous": 302, "others": 404}

URLS = {
    "organise:milestones": RUN,
    "organise:milestone": RUN,
    "organise:milestone_new": RUN,
    "organise:milestone_edit": RUN,
    "organise:milestone_form": RUN,
    "organise:milestone_remove": RUN,
    "organise:milestone_extend": RUN,
    "organise:milestone_csv": RUN,
    "organise:milestone_templates": RUN,
    "organise:milestone_template_new": RUN,
    "organise:milestone_template_edit": RUN,
    "organise:milestone_template_form": RUN,
    "organise:milestone_template_remove": RUN,
    "organise:work": RUN,
    "organise:work_csv": RUN,
    "organise:work_xlsx": RUN,
    "organise:cited": RUN,
    "organise:cited_csv": RUN,
    "organise:cited_xlsx": RUN,
    "organise:submission": LANTERN,
    "organise:work_feedback": LANTERN,
    "organise:work_feedback_teams": RUN,
    "organise:work_feedback_csv": RUN,
    "organise:marks_ask": RUN,
    "organise:marks_release": RUN,
    "organise:mark_sheet": SHEET,
    "my:work_feedback": LANTERN,
    "my:work_feedback_ask": {"participant": 200, "team_mate": 200, "anonymous": 302, "others": 404},
    "my:mark_sheet": SHEET,
    "partner:work_feedback": LANTERN,
    "partner:mark_sheet": SHEET,
    "organise:statement_request": {**RUN, "challenge_owner": 200},
    "my:milestones": COHORT,
    "my:milestone": {**COHORT, "organiser": 200},
    "my:milestone_save": SAVE,
    # Each of the three is told of their own team's.
    "my:milestone_upload": {
        "participant": 200,
        "team_mate": 200,
        "other_participant": 200,
        "anonymous": 302,
        "others": 404,
    },
    "my:milestone_cite": {
        "participant": 200,
        "team_mate": 200,
        "other_participant": 200,
        "anonymous": 302,
        "others": 404,
    },
    "my:receipts": {
        "organiser": 200,
        "participant": 200,
        "team_mate": 200,
        "other_participant": 200,
        "administrator": 200,
        "anonymous": 302,
        "others": 404,
    },
    "my:clash": TEAM,
    "my:draft_saves": {"participant": 200, "team_mate": 200, "anonymous": 302, "others": 404},
    "my:submission_reopen": {"participant": 200, "team_mate": 200, "anonymous": 302, "others": 404},
    "my:version_agree": {"mentor": 302, "anonymous": 302, "others": 404},
    "my:version_receipt": {
        "organiser": 200,
        "participant": 200,
        "team_mate": 200,
        "administrator": 200,
        "anonymous": 302,
        "others": 404,
    },
    "my:version_restore": TEAM,
    "partner:submission": LANTERN,
    "partner:visit_used": {"host": 200, "anonymous": 302, "others": 404},
    "partner:statement_request": {**RUN, "challenge_owner": 200},
}
