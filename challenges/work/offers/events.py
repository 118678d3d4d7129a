"""How the history tells what happened to offered times: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "meeting_offer.made": _("offered a time to the teams of %(subject)s"),
    "meeting_offer.moved": _("moved an offered time of %(subject)s from %(was)s to %(starts)s"),
    "meeting_offer.withdrawn": _("withdrew an offered time of %(subject)s"),
    "meeting_offer.taken": _("took a time with the owner of %(subject)s for %(team)s"),
    "meeting_offer.given_back": _("gave back a time with the owner of %(subject)s for %(team)s"),
}
