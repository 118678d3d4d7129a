"""Pages of challenges by person, written by hand."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
ACT = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404, "method": "post"}
TEAM = {"participant": 302, "team_mate": 302, "other_participant": 302, "anonymous": 302, "others": 404}
PLACES = {"participant": 200, "team_mate": 200, "other_participant": 200, "mentor": 200, "administrator": 200}

URLS = {
    "organise:briefs": RUN,
    "organise:brief_new": RUN,
    "organise:briefs_publish": RUN,
    "organise:brief": RUN,
    "organise:brief_edit": RUN,
    "organise:brief_public": ACT,
    # Nothing was typed: the form comes back.
    "organise:brief_owner_add": {**ACT, "organiser": 422, "administrator": 422},
    # Nobody was named: there is nobody to remove.
    "organise:brief_owner_remove": {**ACT, "organiser": 404, "administrator": 404},
    "organise:brief_withdraw": RUN,
    "organise:brief_restore": RUN,
    "organise:brief_close": RUN,
    "organise:allocation_new": ACT,
    "organise:allocation": RUN,
    "organise:allocation_line": ACT,
    # It is published already: back to its page.
    "organise:allocation_publish": {**RUN, "organiser": 302, "administrator": 302},
    "organise:allocation_correct": RUN,
    "organise:allocation_discard": ACT,
    "organise:allocation_swaps": RUN,
    "organise:allocation_swap": ACT,
    "organise:allocation_aim": ACT,
    "organise:choosing": RUN,
    "organise:choosing_rules": RUN,
    "organise:choosing_room": RUN,
    "organise:choosing_team": RUN,
    # No challenge was named.
    "organise:choosing_employer": {**ACT, "organiser": 404, "administrator": 404},
    "organise:own_problem": RUN,
    "organise:own_problem_seek": ACT,
    # Nothing was typed: the form comes back.
    "organise:own_problem_accept": {**ACT, "organiser": 422, "administrator": 422},
    "organise:own_problem_decline": {**ACT, "organiser": 422, "administrator": 422},
    "my:briefs": {**PLACES, "anonymous": 302, "others": 404},
    # No version was sent with it: the form comes back. Mentors and administrators have no team.
    "my:briefs_rank": {
        "participant": 422,
        "team_mate": 422,
        "other_participant": 422,
        "anonymous": 302,
        "others": 404,
        "method": "post",
    },
    "my:briefs_own": {**TEAM, "participant": 200, "team_mate": 200, "other_participant": 200},
    "my:briefs_take": {**TEAM, "method": "post"},
    "my:briefs_confirm": {**TEAM, "method": "post"},
    # Nothing is ranked yet, and the cohort takes no problems of teams' own: back to the team's page.
    "my:briefs_reasons": TEAM,
    "my:briefs_propose": TEAM,
    # Only this team has proposed one.
    "my:briefs_take_back": {**TEAM, "other_participant": 404, "method": "post"},
    "my:brief": {**PLACES, "organiser": 200, "challenge_owner": 200, "anonymous": 302, "others": 404},
    "partner:brief": {**RUN, "challenge_owner": 200},
    "organise:programme_criteria": RUN,
    "organise:briefs_board": RUN,
    "organise:brief_review": RUN,
    "organise:brief_reviewers": RUN,
    # Nothing was typed: the form comes back.
    "organise:brief_outside": {**ACT, "organiser": 422, "administrator": 422},
    "organise:review_call_off": RUN,
    "organise:brief_approve": RUN,
    "organise:brief_changes": RUN,
    "organise:brief_reject": RUN,
    "organise:brief_remind": ACT,
    "organise:brief_check": RUN,
    "organise:brief_checker": {**ACT, "organiser": 422, "administrator": 422},
    "organise:brief_backing": RUN,
    "organise:brief_backing_record": {**ACT, "organiser": 422, "administrator": 422},
    "organise:brief_ready": RUN,
    "organise:brief_versions": RUN,
    # Nobody but the reviewer: organisers and administrators neither.
    "partner:review": {"reviewer": 200, "anonymous": 302, "others": 404},
    "partner:brief_comments": {**RUN, "challenge_owner": 200},
    "partner:brief_withdraw": {**RUN, "challenge_owner": 200},
    "partner:brief_versions": {**RUN, "challenge_owner": 200},
    "partner:check": {**RUN, "checker": 200},
    "partner:version_comment": {**ACT, "reviewer": 302},
    "partner:comment_answer": {**ACT, "challenge_owner": 302, "reviewer": 302},
    "partner:comment_resolve": {**ACT, "challenge_owner": 302, "reviewer": 302},
}
