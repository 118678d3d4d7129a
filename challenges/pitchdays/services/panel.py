"""The panel: seats and the chair."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.queries import judges_by_team, order_of
from challenges.pitchdays.workflow import PitchDayState
from cohorts.messages.services import notify
from cohorts.people.services import find_or_make_organisation, find_or_make_user
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import Organisation, User
from core.people.invitations import invitation_link, invite
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import when_words
from core.wiring import wired, wired_one

OVER = (PitchDayState.CONFIRMED, PitchDayState.PUBLISHED)


class SeatTaken(Refused):
    """The person sits on the panel."""

    message = _("This person is on the panel already.")
    field = "email"


class TakesPart(Refused):
    """A participant cannot judge."""

    message = _("This person takes part in the cohort and cannot judge it.")
    field = "email"


class TooLate(Refused):
    """The result is confirmed."""

    message = _("The result is confirmed: the panel and its conflicts stay as they were.")


class BelowMinimum(Refused):
    """A team would be seen by fewer judges than was agreed (J-22)."""

    def __init__(self, teams: Sequence[str], minimum: int) -> None:
        words = _("%(teams)s would be seen by fewer than %(minimum)s judges: find a substitute, or lower the minimum.")
        super().__init__(words % {"teams": ", ".join(teams), "minimum": minimum})


@service
def add_judge(
    *,
    pitch_day: PitchDay,
    email: str,
    first_name: str,
    last_name: str,
    title: str = "",
    organisation: str = "",
    sector: str = "",
    is_chair: bool = False,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> PanelSeat:
    """Somebody, perhaps new to the site, sits on the panel and has a letter; one key seats one judge."""

    def make() -> PanelSeat:
        user = find_or_make_user(email=email, first_name=first_name, last_name=last_name, by=by, now=now)
        body = find_or_make_organisation(name=organisation, sector=sector, by=by, now=now) if organisation else None
        seat = seat_judge(
            pitch_day=pitch_day, user=user, organisation=body, title=title, is_chair=is_chair, by=by, now=now
        )
        send_invitation(seat=seat, by=by, now=now)
        return seat

    return once(by=by, action="panel.add", key=key, make=make)


@service
def seat_judge(
    *,
    pitch_day: PitchDay,
    user: User,
    organisation: Organisation | None = None,
    title: str = "",
    is_chair: bool = False,
    by: User,
    now: datetime | None = None,
) -> PanelSeat:
    """The person sits on the panel, again if they had left; a new chair replaces the old; records panel.joined."""
    now = zones.moment(now)
    day = open_day(pitch_day)
    if day.panel.filter(user=user, left_at=None).exists():
        raise SeatTaken
    if day.cohort.participants.filter(user=user, state="ACTIVE").exists():
        raise TakesPart
    seat, _made = PanelSeat.objects.update_or_create(
        pitch_day=day,
        user=user,
        defaults={"organisation": organisation, "title": title, "seated_at": now, "left_at": None},
    )
    record("panel.joined", by=by, subject=seat, cohort=day.cohort, now=now, during=day.state)
    if is_chair:
        _set_chair(seat, day, by, now)
    find_again(day, by=by, now=now)
    return seat


@service
def send_invitation(*, seat: PanelSeat, by: User, now: datetime | None = None) -> None:
    """The judge has a letter with a link to accept, sign in and declare conflicts; records through notify."""
    now = zones.moment(now)
    day, cohort = seat.pitch_day, seat.cohort
    invitation, token = invite(user=seat.user, role="judge", cohort=cohort, place=str(day), by=by, now=now)
    when = when_words(day.starts_at, cohort.zone, now)
    facts = {"when": f"{when}, {day.place}" if day.place else when, "link": invitation_link(token)}
    facts |= {"judging_link": wired_one("SEAT_LETTER", "judging_link")(seat=seat, now=now)}
    key = f"seated:{invitation.key}"
    notify(cohort=cohort, kind="pitchdays.seated", to=[seat.user], facts=facts, by=by, key=key, now=now)


@service
def make_chair(*, seat: PanelSeat, by: User, now: datetime | None = None) -> None:
    """This judge chairs the panel and nobody else does, and has a letter; records panel.chair_named."""
    now = zones.moment(now)
    day = open_day(seat.pitch_day)
    if PanelSeat.objects.filter(pk=seat.pk, left_at=None, is_chair=False).exists():
        _set_chair(seat, day, by, now)
        facts = {"when": when_words(day.starts_at, day.cohort.zone, now), "link": site_link(reverse("judge:home"))}
        key = f"{seat.key}:{now.isoformat()}"
        notify(cohort=day.cohort, kind="pitchdays.chair", to=[seat.user], facts=facts, by=by, key=key, now=now)


def _set_chair(seat: PanelSeat, day: PitchDay, by: User, now: datetime) -> None:
    day.panel.filter(is_chair=True).update(is_chair=False)
    PanelSeat.objects.filter(pk=seat.pk).update(is_chair=True)
    seat.is_chair = True
    record("panel.chair_named", by=by, subject=seat, cohort=day.cohort, now=now)


@service
def edit_seat(
    *,
    seat: PanelSeat,
    title: str,
    organisation: Organisation | None,
    expertise: Sequence[str],
    panel_name: str,
    by: User,
    now: datetime | None = None,
) -> PanelSeat:
    """The seat is as given and conflicts that follow from its organisation are found; records panel.seat_changed."""
    now = zones.moment(now)
    day = open_day(seat.pitch_day)
    fields = {"title": title, "organisation": organisation, "expertise": list(expertise), "panel_name": panel_name}
    PanelSeat.objects.filter(pk=seat.pk).update(**fields)
    seat.refresh_from_db()
    record("panel.seat_changed", by=by, subject=seat, cohort=day.cohort, now=now)
    find_again(day, by=by, now=now)
    return seat


@service
def unseat_judge(
    *, seat: PanelSeat, by: User, note: str = "", is_replaced: bool = False, now: datetime | None = None
) -> None:
    """The judge has left the panel; what they handed in stays; records panel.left with the state of the day (J-22).

    Once scoring is open no team may fall below the day's fewest judges: raises BelowMinimum. Somebody whose deputy
    sits already is replaced: no team has fewer judges than before.
    """
    now = zones.moment(now)
    day = open_day(seat.pitch_day)
    if not PanelSeat.objects.filter(pk=seat.pk, left_at=None).update(left_at=now, is_chair=False):
        return
    if day.state != PitchDayState.PLANNED and not is_replaced:
        counts = judges_by_team(day)
        short = [slot.team.name for slot in order_of(day) if counts[slot.pk] < day.minimum_judges]
        if short:
            raise BelowMinimum(short, day.minimum_judges)
    told: dict[str, Any] = {"during": day.state} | ({"note": note} if note else {})
    record("panel.left", by=by, subject=seat, cohort=day.cohort, now=now, **told)


def open_day(pitch_day: PitchDay) -> PitchDay:
    """The day, locked, as long as its panel may change; raises TooLate."""
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    if day.state in OVER:
        raise TooLate
    return day


def find_again(day: PitchDay, *, by: User | None, now: datetime) -> None:
    """Conflicts are looked for again: the panel, the teams or the challenges have changed."""
    for look in wired("PANEL_CHANGED"):
        look(pitch_day=day, by=by, now=now)
