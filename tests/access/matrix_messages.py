"""Who gets which page about mail, written by hand."""

OWN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
URLS = {
    "organise:mailings": OWN,
    "organise:mailing_new": OWN,
    "organise:mailing": OWN,
    # The cast's mailing has no message left to cancel: its page says so.
    "organise:mailing_cancel": {"method": "post", **OWN, "organiser": 302, "administrator": 302},
    "organise:mail_texts": OWN,
    "organise:mail_text": OWN,
    "organise:mail_text_reset": OWN,
}
