"""Why the services of programme days refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class EndsBeforeStart(Refused):
    """The visit would end before it begins."""

    message = _("The visit must end after it begins.")
    field = "until"


class NoSeats(Refused):
    """A visit without seats."""

    message = _("A visit needs at least one seat.")
    field = "capacity"


class CapacityBelowTaken(Refused):
    """More people hold a seat than there would be (C-06)."""

    field = "capacity"


class VisitIsCancelled(Refused):
    """The visit does not take place."""

    message = _("This visit was cancelled.")


class VisitIsOver(Refused):
    """The visit took place."""

    message = _("This visit is over: it cannot be cancelled any more.")


class VisitHasBegun(Refused):
    """The visit has begun, or is over."""

    message = _("This visit has begun: seats cannot be changed any more.")


class NotOpenYet(Refused):
    """Booking has not been opened."""

    message = _("This visit is not open for booking yet.")


class VisitFull(Refused):
    """Every seat is taken."""

    message = _("The visit is full: every seat is taken. If somebody gives a seat up, you can book it here.")


class NotTakingPart(Refused):
    """Only people who take part in the visit's cohort can book."""

    message = _("Only people who take part in this cohort can book a seat.")


class NoSeatHeld(Refused):
    """The person holds no seat."""

    message = _("You hold no seat on this visit.")


class TooEarlyToMark(Refused):
    """Nobody can have come yet."""

    message = _("Attendance is marked from the day of the visit on.")


class AlreadySeated(Refused):
    """The person holds a seat."""

    message = _("This person has a seat on the visit already.")
    field = "person"


class NoWhy(Refused):
    """Nobody's seat is taken back without a word."""

    message = _("Say why: the person is told.")
    field = "reason"


class NotOnThisVisit(Refused):
    """A row was named that belongs to another visit (O-01)."""

    message = _("One of these people holds no seat on this visit any more. Look at the list as it is now.")


class UnknownMark(Refused):
    """A mark that attendance does not have."""

    message = _("Choose whether they came.")


class ConsentMissing(Refused):
    """Needs are kept only with the visitor's own agreement."""

    message = _("Tick the box to agree that the host and the organisers may read this.")
    field = "agreed"
