"""Offering times to the teams of a challenge, moving one and withdrawing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from challenges.briefs.models import Brief
from challenges.work.offers.letters import advice, facts, members, owners, owners_page, teams_on, teams_page
from challenges.work.offers.models import LONGEST, MOST_PLACES, MeetingOffer, OfferedTeam
from challenges.work.offers.services.errors import (
    HasBegun,
    InThePast,
    NotTheirTeam,
    NowhereToMeet,
    OutOfBounds,
    SayWhy,
    WithdrawnAlready,
)
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service
from core.templatetags.moments import absolute

SHORTEST, MOST_IN_A_ROW = 5, 12


@dataclass(frozen=True)
class Offer:
    """What is said of times: how long, where, for how many teams at once, and how many times one after another."""

    starts_at: datetime
    minutes: int = 30
    place: str = ""
    link: str = ""
    places: int = 1
    in_a_row: int = 1
    is_extra: bool = False
    give_back_hours: int = 24
    note: str = ""


@service
def offer_times(
    *,
    brief: Brief,
    offer: Offer,
    teams: Sequence[Team] = (),
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> MeetingOffer:
    """The times stand, one after another, and their teams are told; records meeting_offer.made for each."""
    now = zones.moment(now)
    _refuse_nonsense(offer, now)
    working = teams_on(brief)
    if not set(teams) <= set(working):
        raise NotTheirTeam

    def make() -> MeetingOffer:
        made = [_make(brief, offer, number, teams, by, now) for number in range(offer.in_a_row)]
        _tell_of(made, teams or working, by, now)
        return made[0]

    return once(by=by, action="meeting_offer.make", key=key, make=make)


def _make(brief: Brief, offer: Offer, number: int, teams: Sequence[Team], by: User, now: datetime) -> MeetingOffer:
    made: MeetingOffer = MeetingOffer.objects.create(
        brief=brief,
        # Minutes pass on every clock alike: the second of two half hours begins half an hour after the first.
        starts_at=offer.starts_at + timedelta(minutes=offer.minutes * number),
        minutes=offer.minutes,
        place=offer.place,
        link=offer.link,
        places=offer.places,
        is_extra=offer.is_extra,
        give_back_hours=offer.give_back_hours,
        note=offer.note,
        offered_by=by,
        made_at=now,
    )
    OfferedTeam.objects.bulk_create([OfferedTeam(offer=made, team=team) for team in teams])
    record("meeting_offer.made", by=by, subject=made, cohort=made.cohort, now=now, starts=made.starts_at.isoformat())
    return made


def _tell_of(made: Sequence[MeetingOffer], teams: Sequence[Team], by: User, now: datetime) -> None:
    first = made[0]
    to = members([team.pk for team in teams], but=by)
    if to:
        said = facts(first, by, teams_page(first))
        said["when"] = "\n".join(absolute(offer.starts_at, offer.cohort.zone) for offer in made)
        notify(cohort=first.cohort, kind="offers.offered", to=to, facts=said, by=by, key=first.key, now=now)


@service
def move_offer(
    *,
    offer: MeetingOffer,
    starts_at: datetime,
    minutes: int,
    place: str = "",
    link: str = "",
    reason: str = "",
    by: User,
    now: datetime | None = None,
) -> MeetingOffer:
    """The time is at another moment or place; who took it is told why; records meeting_offer.moved, once."""
    now = zones.moment(now)
    offer = lock_offer(offer)
    _refuse_over(offer, now)
    _refuse_nonsense(Offer(starts_at, minutes, place, link, offer.places), now)
    before = offer.starts_at
    new = (starts_at, minutes, place, link)
    if new == (before, offer.minutes, offer.place, offer.link):
        return offer
    took = teams_of(offer)
    if took and not reason.strip():
        raise SayWhy
    offer.starts_at, offer.minutes, offer.place, offer.link = new
    offer.save(update_fields=["starts_at", "minutes", "place", "link"])
    event = record(
        "meeting_offer.moved",
        by=by,
        subject=offer,
        cohort=offer.cohort,
        now=now,
        was=absolute(before, offer.cohort.zone),
        starts=absolute(starts_at, offer.cohort.zone),
    )
    _tell_changed(offer, "offers.moved", took, before, reason, by, now, key=f"{offer.key}:{event.pk}")
    return offer


@service
def withdraw_offer(*, offer: MeetingOffer, reason: str = "", by: User, now: datetime | None = None) -> MeetingOffer:
    """Nobody meets at this time; who took it is told why; records meeting_offer.withdrawn, once."""
    now = zones.moment(now)
    offer = lock_offer(offer)
    if offer.withdrawn_at is not None:
        return offer
    _refuse_over(offer, now)
    took = teams_of(offer)
    if took and not reason.strip():
        raise SayWhy
    offer.withdrawn_at, offer.withdrawn_why = now, reason
    offer.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record("meeting_offer.withdrawn", by=by, subject=offer, cohort=offer.cohort, now=now, teams=len(took))
    _tell_changed(offer, "offers.withdrawn", took, offer.starts_at, reason, by, now, key=offer.key)
    return offer


def told_of_change(offer: MeetingOffer, by: User) -> list[User]:
    """Who is written to when the time is moved or withdrawn: the teams that took it, and its owners."""
    took = teams_of(offer)
    found = {user.pk: user for user in members(took, but=by)} if took else {}
    return list(({user.pk: user for user in owners(offer, but=by)} | found).values()) if took else []


def teams_of(offer: MeetingOffer) -> list[int]:
    """The teams that took it, by id."""
    return list(offer.takings.order_by("number").values_list("team_id", flat=True))


def lock_offer(offer: MeetingOffer) -> MeetingOffer:
    """The offer as it is now, held until this transaction ends: who takes a place must hold it."""
    rows = MeetingOffer.objects.select_for_update(of=("self",)).select_related("brief__cohort__programme", "offered_by")
    locked: MeetingOffer = rows.get(pk=offer.pk)
    return locked


def _tell_changed(
    offer: MeetingOffer,
    kind: str,
    took: list[int],
    before: datetime,
    reason: str,
    by: User,
    now: datetime,
    *,
    key: str,
) -> None:
    if not took:
        return
    was = absolute(before, offer.cohort.zone)
    in_teams = members(took, but=by)
    known = {user.pk for user in in_teams}
    others = [user for user in owners(offer, but=by) if user.pk not in known]
    for to, link, who in ((in_teams, teams_page(offer), "teams"), (others, owners_page(offer), "owners")):
        if to:
            said = facts(offer, by, link, before=was, reason=reason)
            if kind == "offers.moved":
                said["advice"] = advice(offer, now, is_team=who == "teams")
            notify(cohort=offer.cohort, kind=kind, to=to, facts=said, by=by, key=f"{key}:{who}", now=now)


def _refuse_over(offer: MeetingOffer, now: datetime) -> None:
    if offer.withdrawn_at is not None:
        raise WithdrawnAlready
    if offer.starts_at <= now:
        raise HasBegun


def _refuse_nonsense(offer: Offer, now: datetime) -> None:
    if offer.starts_at <= now:
        raise InThePast
    if not (offer.place.strip() or offer.link.strip()):
        raise NowhereToMeet
    is_long = not SHORTEST <= offer.minutes <= LONGEST
    if is_long or not 1 <= offer.places <= MOST_PLACES or not 1 <= offer.in_a_row <= MOST_IN_A_ROW:
        raise OutOfBounds
