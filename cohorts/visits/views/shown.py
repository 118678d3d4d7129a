"""How a visit stands, in words, and what both audiences' pages of one visit share."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cohorts.models import Visit
from cohorts.visits.forms import AttendanceForm
from cohorts.visits.models import AccessNeed, Attendance, BookingState
from core import zones


class Status(NamedTuple):
    """A state tag: its colour and its words."""

    state: str
    words: str


MARKS = {Attendance.CAME: "good", Attendance.ABSENT: "warn", Attendance.UNKNOWN: "plain"}


def status_of(visit: Visit) -> Status:
    """How the visit stands now; needs the count of taken seats."""
    now = zones.now()
    zone = visit.cohort.zone
    if visit.is_cancelled:
        return Status("bad", _("Cancelled"))
    if now >= visit.ends_at:
        return Status("plain", _("Over"))
    if zones.today(zone, now) == zones.today(zone, visit.starts_at):
        return Status("now", _("Today"))
    if not visit.is_published:
        return Status("warn", _("Not open yet"))
    if visit.taken >= visit.capacity:  # type: ignore[attr-defined]
        return Status("info", _("Full"))
    return Status("good", _("Open for booking"))


def can_mark(visit: Visit) -> bool:
    """Whether attendance can be marked: from the day of the visit on."""
    zone = visit.cohort.zone
    return not visit.is_cancelled and zones.today(zone) >= zones.today(zone, visit.starts_at)


def visitors_context(visit: Visit) -> dict[str, Any]:
    """The rows of the visitors' table and the buttons over it."""
    everybody = visit.bookings.filter(state__in=(BookingState.BOOKED, BookingState.WAITING)).with_people()
    bookings = [booking for booking in everybody if booking.is_held]
    for booking in bookings:
        booking.mark = Status(MARKS[booking.attendance], booking.get_attendance_display())
    return {
        "visit": visit,
        "cohort": visit.cohort,
        "status": status_of(visit),
        "bookings": bookings,
        "waiting": sorted(set(everybody) - set(bookings), key=lambda booking: (booking.booked_at, booking.pk)),
        "can_mark": can_mark(visit),
        "is_over": zones.now() >= visit.ends_at,
        "marks": [
            (Attendance.CAME, _("They came")),
            (Attendance.ABSENT, _("They did not come")),
            (Attendance.UNKNOWN, _("Take the mark away")),
        ],
        "needs_count": AccessNeed.objects.filter(booking__in=bookings).count() if bookings else 0,
    }


def attendance_form(request: HttpRequest, visit: Visit) -> AttendanceForm:
    """The form of what was ticked, which knows the visit's own bookings only."""
    return AttendanceForm(request.POST, keys=list(visit.bookings.held().values_list("key", flat=True)))
