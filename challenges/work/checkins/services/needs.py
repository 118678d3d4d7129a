"""What organisers do with the needs of check-ins: one looks after each, and marks it as done."""

from datetime import datetime

from challenges.work.checkins.models import CheckInNeed
from challenges.work.checkins.services.errors import NeedChanged
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def take_need(*, need: CheckInNeed, by: User, now: datetime | None = None) -> CheckInNeed:
    """The organiser looks after the need; records check_in_need.taken, and refuses where another already does."""
    now, held = zones.moment(now), _held(need)
    if held.owner_id == by.pk and held.done_at is None:
        return held
    if held.owner_id is not None or held.done_at is not None:
        raise NeedChanged
    return _change(held, "check_in_need.taken", by, now, owner=by, taken_at=now)


@service
def let_go_need(*, need: CheckInNeed, by: User, now: datetime | None = None) -> CheckInNeed:
    """Nobody looks after the need, so that another can; records check_in_need.let_go where somebody did."""
    now, held = zones.moment(now), _held(need)
    if held.done_at is not None:
        raise NeedChanged
    if held.owner_id is None:
        return held
    return _change(held, "check_in_need.let_go", by, now, owner=None, taken_at=None)


@service
def finish_need(*, need: CheckInNeed, by: User, now: datetime | None = None) -> CheckInNeed:
    """The need is done; records check_in_need.done, once."""
    now, held = zones.moment(now), _held(need)
    if held.done_at is not None:
        return held
    return _change(held, "check_in_need.done", by, now, done_at=now, done_by=by)


@service
def reopen_need(*, need: CheckInNeed, by: User, now: datetime | None = None) -> CheckInNeed:
    """The need is open again, with who looked after it; records check_in_need.reopened where it was done."""
    now, held = zones.moment(now), _held(need)
    if held.done_at is None:
        return held
    return _change(held, "check_in_need.reopened", by, now, done_at=None, done_by=None)


def _held(need: CheckInNeed) -> CheckInNeed:
    held: CheckInNeed = CheckInNeed.objects.select_for_update(of=("self",)).get(pk=need.pk)
    return held


def _change(held: CheckInNeed, event: str, by: User, now: datetime, **values: object) -> CheckInNeed:
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    record(event, by=by, subject=held, cohort=held.cohort, now=now)
    return held
