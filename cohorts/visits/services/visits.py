"""Making, changing, opening and cancelling programme days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.messages.services import notify
from cohorts.models import Cohort
from cohorts.people.services.accounts import find_or_make_organisation
from cohorts.visits.letters import TOLD, people_to_tell, visit_facts
from cohorts.visits.models import AccessNeed, Visit
from cohorts.visits.services.errors import CapacityBelowTaken, EndsBeforeStart, NoSeats, VisitIsCancelled, VisitIsOver
from cohorts.visits.services.waiting import fill_free_seats
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import Organisation, Sector, User
from core.service import service

# What the people who booked are told of when it changes.


@dataclass(frozen=True)
class VisitPlan:
    """What an organiser says of a visit; a host given by name is found, or made as a company."""

    host: Organisation | str
    title: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    summary: str = ""
    town: str = ""
    address: str = ""
    bring: str = ""


def _refuse_nonsense(plan: VisitPlan) -> None:
    if plan.ends_at <= plan.starts_at:
        raise EndsBeforeStart
    if plan.capacity < 1:
        raise NoSeats


def _columns(plan: VisitPlan, by: User | None, now: datetime | None) -> dict[str, Any]:
    host = plan.host
    if isinstance(host, str):
        host = find_or_make_organisation(name=host, sector=Sector.PRIVATE, by=by, now=now)
    return {**vars(plan), "host": host}


@service
def create_visit(*, cohort: Cohort, by: User | None, now: datetime | None = None, key: str = "", **plan: Any) -> Visit:
    """A visit stands in the cohort, not open yet; takes the fields of VisitPlan; records visit.created."""
    said = VisitPlan(**plan)
    _refuse_nonsense(said)

    def make() -> Visit:
        visit: Visit = Visit.objects.create(cohort=cohort, **_columns(said, by, now))
        record("visit.created", by=by, subject=visit, cohort=cohort, now=now, seats=visit.capacity)
        return visit

    return once(by=by, action="visit.create", key=key, make=make)


@service
def edit_visit(*, visit: Visit, by: User | None, now: datetime | None = None, **plan: Any) -> Visit:
    """The visit is as planned, new seats go to who waits; records visit.edited; visit.moved tells who booked."""
    said, now = VisitPlan(**plan), zones.moment(now)
    _refuse_nonsense(said)
    visit = lock_visit(visit)
    if visit.is_cancelled:
        raise VisitIsCancelled
    _refuse_below_taken(visit, said.capacity)
    columns = _columns(said, by, now)
    before = {name: getattr(visit, name) for name in columns}
    changed = [name for name, value in columns.items() if value != before[name]]
    if not changed:
        return visit
    for name in changed:
        setattr(visit, name, columns[name])
    visit.save(update_fields=changed)
    record("visit.edited", by=by, subject=visit, cohort=visit.cohort, now=now, changed=changed)
    if any(name in TOLD for name in changed):
        _tell_moved(visit, before, by, now)
    fill_free_seats(visit, by, now)
    return visit


def _refuse_below_taken(visit: Visit, capacity: int) -> None:
    """C-06: fewer seats than are taken is refused, with the names of those who hold them."""
    held = list(visit.bookings.held().with_people())
    if capacity >= len(held):
        return
    words = ngettext(
        "%(count)s seat is taken, by %(names)s. Ask somebody to give it up first.",
        "%(count)s seats are taken, by %(names)s. Ask somebody to give one up first.",
        len(held),
    )
    names = ", ".join(str(booking.participant) for booking in held)
    raise CapacityBelowTaken(words % {"count": len(held), "names": names})


def _tell_moved(visit: Visit, before: dict[str, Any], by: User | None, now: datetime) -> None:
    times: dict[str, Any] = {
        name: [before[name].isoformat(), getattr(visit, name).isoformat()] for name in ("starts_at", "ends_at")
    }
    event = record("visit.moved", by=by, subject=visit, cohort=visit.cohort, now=now, **times)
    people = people_to_tell(visit)
    if visit.is_published and people and now < max(visit.ends_at, before["ends_at"]):
        facts = visit_facts(visit, before=before["starts_at"])
        notify(
            cohort=visit.cohort, kind="visits.moved", to=people, facts=facts, by=by, key=f"moved-{event.pk}", now=now
        )


@service
def open_booking(*, visit: Visit, by: User | None, now: datetime | None = None) -> Visit:
    """Participants see the visit and can book; records visit.opened, once; sends nothing."""
    visit = lock_visit(visit)
    if visit.is_cancelled:
        raise VisitIsCancelled
    if not visit.is_published:
        visit.is_published = True
        visit.save(update_fields=["is_published"])
        record("visit.opened", by=by, subject=visit, cohort=visit.cohort, now=now, seats=visit.capacity)
    return visit


@service
def cancel_visit(*, visit: Visit, reason: str = "", by: User | None, now: datetime | None = None) -> Visit:
    """The visit does not take place, needs are erased; records visit.cancelled, tells who booked and hosts."""
    visit, now = lock_visit(visit), zones.moment(now)
    if visit.is_cancelled:
        return visit
    if now >= visit.ends_at:
        raise VisitIsOver
    visit.cancelled_at = now
    visit.save(update_fields=["cancelled_at"])
    AccessNeed.objects.filter(booking__visit=visit).delete()
    people = people_to_tell(visit, and_waiting=True)
    record("visit.cancelled", by=by, subject=visit, cohort=visit.cohort, now=now, people=len(people), reason=reason)
    if people and visit.is_published:
        facts = visit_facts(visit, reason=reason or _("No reason was given."))
        notify(cohort=visit.cohort, kind="visits.cancelled", to=people, facts=facts, by=by, key=visit.key, now=now)
    return visit


@service
def move_visits(*, cohort: Cohort, days: int, old_zone: str, by: User | None, now: datetime | None = None) -> int:
    """Visits ahead move with the cohort and keep their wall-clock times; the number moved, each told and recorded."""
    now = zones.moment(now)
    ahead = Visit.objects.ahead(now).filter(cohort=cohort).order_by("pk")
    moved = list(ahead.select_for_update(of=("self",)).select_related("cohort", "host"))
    for visit in moved:
        before = {name: getattr(visit, name) for name in ("starts_at", "ends_at")}
        for name, moment in before.items():
            old = zones.local(moment, old_zone)
            setattr(visit, name, zones.wall(old.date() + timedelta(days=days), old.time(), cohort.zone))
        visit.save(update_fields=list(before))
        _tell_moved(visit, before, by, now)
    return len(moved)


def lock_visit(visit: Visit) -> Visit:
    """The visit as it is now, held until this transaction ends: who counts seats must hold it."""
    locked: Visit = Visit.objects.select_for_update(of=("self",)).select_related("cohort", "host").get(pk=visit.pk)
    return locked
