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

URLS = {
    "organise:milestones": RUN,
    "organise:milestone": RUN,
    "organise:milestone_new": RUN,
    "organise:milestone_edit": RUN,
    "organise:milestone_remove": RUN,
    "organise:milestone_csv": RUN,
    "organise:milestone_templates": RUN,
    "organise:milestone_template_new": RUN,
    "organise:milestone_template_edit": RUN,
    "organise:milestone_template_remove": RUN,
    "organise:submission": LANTERN,
    "my:milestones": COHORT,
    "my:milestone": {**COHORT, "organiser": 200},
}
