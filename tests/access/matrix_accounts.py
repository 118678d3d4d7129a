"""Pages of accounts by every person."""

OPEN = {"others": 200}
SIGNED_IN = {"anonymous": 302, "others": 200}
ADMIN = {"administrator": 200, "anonymous": 302, "others": 404}
POST = {"administrator": 405, "anonymous": 405, "others": 405}

URLS = {
    "account": SIGNED_IN,
    "account_name": SIGNED_IN,
    "account_sessions": SIGNED_IN,
    "account_sessions_end": POST,
    "welcome": SIGNED_IN,
    "invitation_waiting": SIGNED_IN,
    "demo": OPEN,
    "administer_people": ADMIN,
    "stop_seeing_as": POST,
}
