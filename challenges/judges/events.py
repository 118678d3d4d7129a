"""How the history tells what judges and the desk did: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "seat_link.renewed": _("made a new link for %(subject)s"),
    "seat_link.code_sent": _("asked for a code for a new device: %(subject)s"),
    "seat_link.used": _("came in by their link: %(subject)s"),
    "hand_over.asked": _("asked to hand a seat over: %(subject)s"),
    "hand_over.confirmed": _("confirmed a deputy: %(subject)s"),
    "hand_over.declined": _("declined a deputy: %(subject)s"),
    "hand_over.taken_back": _("took back a hand-over: %(subject)s"),
    "practice.set": _("set the practice pitch %(subject)s"),
    "practice.scored": _("scored the practice pitch"),
    "judge.nudged": _("sent a word to %(subject)s"),
    "reopening.wished": _("asked the chair to open a sheet again: %(subject)s"),
    "reopening.answered": _("answered a request to open a sheet again: %(subject)s"),
}
