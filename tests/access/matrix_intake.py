"""Pages of challenges as they come in by person, written by hand; the brief of the cast is out to teams."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
ACT = {"organiser": 302, "administrator": 302, "anonymous": 302, "others": 404, "method": "post"}
OWNER = {"organiser": 200, "administrator": 200, "challenge_owner": 200, "anonymous": 302, "others": 404}
# Nobody writes on a brief that is out: back to its page.
OUT = {**OWNER, "organiser": 302, "administrator": 302, "challenge_owner": 302}

URLS = {
    "organise:brief_call": RUN,
    "organise:brief_invite": RUN,
    "organise:brief_applications": RUN,
    "organise:brief_application": RUN,
    "organise:brief_application_accept": ACT,
    # Nothing was typed: the form comes back.
    "organise:brief_application_decline": {**ACT, "organiser": 422, "administrator": 422},
    "organise:brief_plan": RUN,
    "organise:brief_plan_cancel": ACT,
    "partner:brief_write": OUT,
    "partner:brief_check": OUT,
    "partner:brief_step": OUT,
    "partner:brief_save": {
        "organiser": 422,
        "administrator": 422,
        "challenge_owner": 422,
        "anonymous": 302,
        "others": 404,
        "method": "post",
    },
    "partner:brief_attachments": OWNER,
    # The cast's file has no bytes on the disk: tests/challenges/briefs/intake/test_files.py opens real ones.
    "partner:brief_file": {"anonymous": 302, "others": 404},
    # As for the file; with bytes: tests/challenges/work/test_thumbs.py.
    "partner:brief_file_preview": {"anonymous": 302, "others": 404},
    "my:brief_file_preview": {"anonymous": 302, "others": 404},
    "partner:brief_file_readers": {**ACT, "challenge_owner": 302},
    # The organiser is the first who asks: after that there is no file any more.
    "partner:brief_file_remove": {"organiser": 302, "anonymous": 302, "others": 404, "method": "post"},
    "my:brief_file": {"anonymous": 302, "others": 404},
}
