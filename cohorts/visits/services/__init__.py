"""Everything the site does with programme days."""

from cohorts.visits.services.errors import (
    AlreadySeated,
    CapacityBelowTaken,
    ConsentMissing,
    EndsBeforeStart,
    NoSeatHeld,
    NoSeats,
    NotOnThisVisit,
    NotOpenYet,
    NotTakingPart,
    NoWhy,
    TooEarlyToMark,
    UnknownMark,
    VisitFull,
    VisitHasBegun,
    VisitIsCancelled,
    VisitIsOver,
)
from cohorts.visits.services.for_others import give_seat, take_seat_back
from cohorts.visits.services.hosts import add_host, invite_partner, remove_host
from cohorts.visits.services.leaving import free_seats, leaving_effects
from cohorts.visits.services.needs import erase_needs, give_access_need, needs_due, read_access_needs
from cohorts.visits.services.seats import book_seat, cancel_seat, mark_attendance
from cohorts.visits.services.visits import cancel_visit, create_visit, edit_visit, move_visits, open_booking

__all__ = [
    "AlreadySeated",
    "CapacityBelowTaken",
    "ConsentMissing",
    "EndsBeforeStart",
    "NoSeatHeld",
    "NoSeats",
    "NotOnThisVisit",
    "NotOpenYet",
    "NoWhy",
    "NotTakingPart",
    "TooEarlyToMark",
    "UnknownMark",
    "VisitFull",
    "VisitHasBegun",
    "VisitIsCancelled",
    "VisitIsOver",
    "add_host",
    "book_seat",
    "cancel_seat",
    "cancel_visit",
    "create_visit",
    "edit_visit",
    "erase_needs",
    "free_seats",
    "give_access_need",
    "give_seat",
    "invite_partner",
    "leaving_effects",
    "mark_attendance",
    "move_visits",
    "needs_due",
    "open_booking",
    "read_access_needs",
    "remove_host",
    "take_seat_back",
]
