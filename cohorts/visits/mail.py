"""The kinds of mail about programme days."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

PLACEHOLDERS = {
    "visit": _("the visit’s title"),
    "host": _("the host organisation"),
    "when": _("when it begins"),
    "place": _("where it is"),
    "link": _("the visit’s page"),
}
SEAT_GIVEN = "visits.seat_given"
SEAT_FREED = "visits.seat_freed"
SEAT_CAME_FREE = "visits.seat_came_free"
KINDS = {
    "visits.moved": MailKind(
        label=_("A visit has moved"),
        subject=gettext_noop("{visit}: new time or place"),
        body=gettext_noop(
            "Hello {first_name},\n\n{visit} at {host} has changed.\n\n"
            "It begins: {when}\nBefore, it began: {before}\nWhere: {place}\n\n"
            "Your seat is kept. If you cannot come, please give it up here:\n{link}\n"
        ),
        placeholders={**PLACEHOLDERS, "before": _("when it began before")},
    ),
    "visits.cancelled": MailKind(
        label=_("A visit is cancelled"),
        subject=gettext_noop("{visit} is cancelled"),
        body=gettext_noop(
            "Hello {first_name},\n\n{visit} at {host}, {when}, does not take place.\n\n"
            "Why: {reason}\n\nYou need not do anything.\n{link}\n"
        ),
        placeholders={**PLACEHOLDERS, "reason": _("why it is cancelled")},
    ),
    SEAT_GIVEN: MailKind(
        label=_("A seat was booked for you"),
        subject=gettext_noop("You have a seat on {visit}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe organisers have booked you a seat on {visit} at {host}.\n\n"
            "It begins: {when}\nWhere: {place}\n\nIf you cannot come, please give it up here:\n{link}\n"
        ),
        placeholders=PLACEHOLDERS,
    ),
    SEAT_CAME_FREE: MailKind(
        label=_("A seat has become free"),
        subject=gettext_noop("You have a seat on {visit} now"),
        body=gettext_noop(
            "Hello {first_name},\n\nA seat on {visit} at {host} has become free, and you were first on the "
            "waiting list: it is yours.\n\nIt begins: {when}\nWhere: {place}\n\n"
            "If you cannot come any more, please give it up here, for whoever waits next:\n{link}\n"
        ),
        placeholders=PLACEHOLDERS,
    ),
    SEAT_FREED: MailKind(
        label=_("Your seat was taken back"),
        subject=gettext_noop("Your seat on {visit}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe organisers have taken back your seat on {visit} at {host}, {when}.\n\n"
            "Why: {reason}\n\nIf you said what you need on this visit, that is erased. "
            "You can see the visit here, and book again while there are seats:\n{link}\n"
        ),
        placeholders={**PLACEHOLDERS, "reason": _("why the seat was taken back")},
    ),
}
