"""Pages of questions about challenges by person, written by hand; the cast's question was answered to its team."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
ACT = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404, "method": "post"}
# Nothing was typed or chosen: the form comes back.
EMPTY = {**ACT, "organiser": 422, "administrator": 422}
OWNER = {**RUN, "challenge_owner": 200}
OWNER_ACTS = {**ACT, "challenge_owner": 302}
OWNER_EMPTY = {**EMPTY, "challenge_owner": 422}

URLS = {
    "organise:questions": RUN,
    "organise:questions_rules": RUN,
    "organise:brief_faq": RUN,
    "organise:brief_asking": RUN,
    "organise:brief_question": RUN,
    "organise:brief_question_claim": ACT,
    "organise:brief_question_let_go": ACT,
    "organise:brief_question_correct": RUN,
    "organise:brief_question_pass": EMPTY,
    "organise:brief_question_merge": EMPTY,
    "organise:brief_question_part": ACT,
    "organise:brief_question_list": ACT,
    # Everybody's own, empty for who answers for nothing.
    "partner:questions": {"anonymous": 302, "others": 200},
    "partner:brief_faq": OWNER,
    "partner:brief_question": OWNER,
    "partner:brief_question_claim": OWNER_ACTS,
    "partner:brief_question_let_go": OWNER_ACTS,
    "partner:brief_question_correct": OWNER,
    "partner:brief_question_pass": OWNER_EMPTY,
    "partner:brief_question_merge": OWNER_EMPTY,
    "partner:brief_question_part": OWNER_ACTS,
    "partner:brief_question_list": OWNER_ACTS,
    "my:brief_asked": {
        "participant": 200,
        "team_mate": 200,
        "other_participant": 200,
        "mentor": 200,
        "organiser": 200,
        "challenge_owner": 200,
        "administrator": 200,
        "anonymous": 302,
        "others": 404,
    },
    # It was answered: they are told so, on the page.
    "my:brief_question_withdraw": {
        "participant": 302,
        "team_mate": 302,
        "administrator": 302,
        "anonymous": 302,
        "others": 404,
        "method": "post",
    },
}
