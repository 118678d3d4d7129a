"""Pages of offered times and verdicts by every person."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
# Organisers of the challenge see the owner's page too.
OWN = {**RUN, "challenge_owner": 200}
ONLY_OWNER = {"challenge_owner": 200, "anonymous": 302, "others": 404}
PRESSED = {"participant": 405, "team_mate": 405, "anonymous": 302, "others": 404}

URLS = {
    "my:meeting_offers": {
        "participant": 200,
        "team_mate": 200,
        "other_participant": 200,
        "mentor": 200,
        "administrator": 200,
        "anonymous": 302,
        "others": 404,
    },
    "my:meeting_offer": {**OWN, "participant": 200, "team_mate": 200, "mentor": 200},
    "my:meeting_offer_take": PRESSED,
    "my:meeting_offer_give_back": PRESSED,
    "partner:brief_offers": OWN,
    "partner:brief_offer_new": OWN,
    "partner:meeting_offer_move": OWN,
    "partner:meeting_offer_withdraw": OWN,
    "organise:verdicts": RUN,
    "organise:verdicts_csv": RUN,
    "organise:verdicts_xlsx": RUN,
    "organise:verdicts_remind": RUN,
    "organise:verdicts_rules": RUN,
    "organise:verdict": RUN,
    "partner:brief_verdict": ONLY_OWNER,
    "partner:brief_verdict_show": {"challenge_owner": 405, "anonymous": 302, "others": 404},
    "partner:follow_up": ONLY_OWNER,
    # The result is not released: nobody reads it, whoever they are (J-13).
    "my:team_verdict": {"anonymous": 302, "others": 404},
}
