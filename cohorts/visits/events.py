"""How the history tells what happened to programme days: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "visit.created": _("added the visit %(subject)s"),
    "visit.edited": _("changed the visit %(subject)s"),
    "visit.moved": _("moved the visit %(subject)s"),
    "visit.opened": _("opened %(subject)s for booking"),
    "visit.cancelled": _("cancelled the visit %(subject)s"),
    "visit.host_added": _("named somebody who receives %(subject)s"),
    "visit.host_removed": _("took somebody off those who receive %(subject)s"),
    "booking.made": _("booked a seat: %(subject)s"),
    "booking.cancelled": _("gave a seat up: %(subject)s"),
    "booking.waits": _("waits for a seat: %(subject)s"),
    "booking.waits_no_more": _("no longer waits for a seat: %(subject)s"),
    "booking.came_free": _("gave a seat that came free to %(subject)s"),
    "booking.freed": _("took back the seat of %(subject)s"),
    "attendance.marked": _("marked who came to %(subject)s"),
    "access_need.given": _("said what they need: %(subject)s"),
    "access_need.taken_back": _("took back what they need: %(subject)s"),
    "access_needs.read": _("read the access needs of %(subject)s"),
    "access_needs.erased": _("erased the access needs of %(subject)s"),
}
