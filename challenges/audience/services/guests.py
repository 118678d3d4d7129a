"""The check-in list: who is expected, who is there, who walked in."""

from datetime import datetime

from challenges.audience.expected import expected_at
from challenges.audience.models import AudienceCode, CodeKind, Guest, GuestKind
from challenges.audience.services.codes import fresh_code
from challenges.audience.services.errors import HasVotingCode
from challenges.pitchdays.models import PitchDay
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service

FIELDS = ["name", "kind", "employer", "own_teams"]


@service
def fill_guests(*, pitch_day: PitchDay, by: User, with_judges: bool = False, now: datetime | None = None) -> int:
    """Everybody of the cohort is on the list with their group as it is now, once each, and has a code; records
    audience.filled; how many came new."""
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=pitch_day.pk)
    known = {guest.user_id: guest for guest in Guest.objects.filter(pitch_day=day).exclude(user=None)}
    expected = expected_at(day, with_judges=with_judges)
    for person in expected:
        guest = known.get(person.user.pk)
        if guest is not None:
            guest.name, guest.kind = person.user.name, person.kind
            guest.employer, guest.own_teams = person.employer, sorted(person.teams)
    Guest.objects.bulk_update(known.values(), FIELDS)
    new = Guest.objects.bulk_create(
        Guest(
            pitch_day=day, user=one.user, name=one.user.name, kind=one.kind, employer=one.employer,
            own_teams=sorted(one.teams),
        )
        for one in expected if one.user.pk not in known
    )  # fmt: skip
    AudienceCode.objects.bulk_create(fresh_code(day, CodeKind.GUEST, now, guest=guest) for guest in new)
    record("audience.filled", by=by, subject=day, cohort=day.cohort, now=now, number=len(new))
    return len(new)


@service
def walk_in(
    *, pitch_day: PitchDay, name: str, by: User, employer: str = "", key: str = "", now: datetime | None = None
) -> Guest:
    """Somebody nobody expected is there and has a code; records guest.walked_in once a key."""
    now = zones.moment(now)

    def make() -> Guest:
        guest = Guest.objects.create(
            pitch_day=pitch_day, name=name, employer=employer, kind=GuestKind.WALK_IN, present_at=now
        )
        fresh_code(pitch_day, CodeKind.GUEST, now, guest=guest).save()
        record("guest.walked_in", by=by, subject=guest, cohort=guest.cohort, now=now)
        return guest

    return once(by=by, action="guest.walk_in", key=key, make=make)


@service
def check_in(*, guest: Guest, by: User, now: datetime | None = None) -> Guest:
    """The guest is there, and their code works; records guest.checked_in the first time."""
    locked = _locked(guest)
    if locked.present_at is None:
        locked.present_at = zones.moment(now)
        locked.save(update_fields=["present_at"])
        record("guest.checked_in", by=by, subject=locked, cohort=locked.cohort, now=now)
    return locked


@service
def check_out(*, guest: Guest, by: User, now: datetime | None = None) -> Guest:
    """A tick that was a slip is gone; records guest.checked_out; raises HasVotingCode once the code is in use."""
    locked = _locked(guest)
    if AudienceCode.objects.filter(guest=locked).exclude(browser="").exists():
        raise HasVotingCode
    if locked.present_at is not None:
        locked.present_at = None
        locked.save(update_fields=["present_at"])
        record("guest.checked_out", by=by, subject=locked, cohort=locked.cohort, now=now)
    return locked


def _locked(guest: Guest) -> Guest:
    rows = Guest.objects.select_for_update(of=("self",)).select_related("pitch_day__cohort")
    return rows.get(pk=guest.pk)
