"""A team's meetings: times are proposed, everybody says when they can, one time is fixed; moved and cancelled."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from challenges.work.rooms.engine.addresses import WrongAddress, checked
from challenges.work.rooms.models import MeetingAnswer, MeetingSlot, TeamMeeting
from challenges.work.rooms.people import invited_to
from challenges.work.rooms.services.errors import (
    SLOTS_MAX,
    AddressWrong,
    FixedMeanwhile,
    NotAsked,
    NoTimes,
    NotOpen,
    SlotIsPast,
)
from challenges.work.rooms.services.telling import tell
from challenges.work.rooms.workflow import Can, MeetingState
from cohorts.models import Mentor, Team
from core import zones
from core.audit.record import record
from core.errors import Changed
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service
from core.templatetags.moments import absolute


@service
def propose_meeting(
    *,
    team: Team,
    subject: str,
    minutes: int,
    slots: Collection[datetime],
    place: str = "",
    link: str = "",
    mentors: Sequence[Mentor] = (),
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> TeamMeeting:
    """Members and these mentors are asked when they can; who proposes can at every time; records and tells.

    The event is team_meeting.proposed.
    """
    now = zones.moment(now)

    def make() -> TeamMeeting:
        _refuse_times(slots, now)
        said: dict[str, Any] = {"subject": subject, "minutes": minutes, "place": place, "link": _address(link)}
        made = TeamMeeting.objects.create(team=team, proposed_by=by, proposed_at=now, **said)
        made.mentors.set([mentor for mentor in mentors if mentor.cohort_id == team.cohort_id])
        rows = [MeetingSlot.objects.create(meeting=made, starts_at=at) for at in sorted(set(slots))]
        if by in invited_to(made):
            MeetingAnswer.objects.bulk_create(
                MeetingAnswer(slot=row, user=by, can=Can.YES, said_at=now) for row in rows
            )
        record("team_meeting.proposed", by=by, subject=made, cohort=team.cohort, now=now)
        tell(made, "rooms.meeting_asked", by=by, now=now)
        return made

    return once(by=by, action=f"team_meeting.propose.{team.pk}", key=key, make=make)


@service
def answer_meeting(*, meeting: TeamMeeting, answers: Mapping[str, str], by: User, now: datetime | None = None) -> None:
    """The person has said of these times (by their keys) whether they can; records team_meeting.answered."""
    now = zones.moment(now)
    locked = _locked(meeting)
    if locked.state != MeetingState.ASKING:
        raise NotOpen
    if by not in invited_to(locked):
        raise NotAsked
    changed = 0
    for slot in locked.slots.all():
        can = answers.get(slot.key)
        if can in Can.values and not slot.answers.filter(user=by, can=can).exists():
            slot.answers.update_or_create(user=by, defaults={"can": can, "said_at": now})
            changed += 1
    if changed:
        record("team_meeting.answered", by=by, subject=locked, cohort=locked.cohort, now=now)


@service
def fix_meeting(*, meeting: TeamMeeting, slot: MeetingSlot, by: User, now: datetime | None = None) -> TeamMeeting:
    """The meeting is at this time and everybody is told, once; records team_meeting.fixed.

    Fixing it again at the same time does nothing; another time is refused with the one that was fixed.
    """
    now = zones.moment(now)
    locked = _locked(meeting)
    if slot.meeting_id != locked.pk:
        raise NotOpen
    if locked.state == MeetingState.FIXED:
        if locked.starts_at == slot.starts_at:
            return locked
        raise FixedMeanwhile(_fixed_words(locked))
    if slot.starts_at <= now:
        raise SlotIsPast(field="")
    locked.starts_at, locked.fixed_by, locked.turn = slot.starts_at, by, locked.turn + 1
    locked.save(update_fields=["starts_at", "fixed_by", "turn"])
    move(locked, "fix", by=by, now=now)
    tell(locked, "rooms.meeting_fixed", by=by, now=now)
    return locked


@service
def change_meeting(
    *,
    meeting: TeamMeeting,
    starts_at: datetime,
    place: str,
    link: str,
    seen: int,
    by: User,
    now: datetime | None = None,
) -> TeamMeeting:
    """The fixed meeting is at this time and place and everybody is told, once; records team_meeting.moved.

    `seen` is the turn that the person saw: what somebody else changed since is not undone unread.
    """
    now = zones.moment(now)
    locked = _locked(meeting)
    if locked.state != MeetingState.FIXED:
        raise NotOpen
    if locked.is_over(now):
        raise SlotIsPast(field="")
    wanted: dict[str, Any] = {"starts_at": starts_at, "place": place, "link": _address(link)}
    before = {name: getattr(locked, name) for name in wanted}
    if wanted == before:
        return locked
    if locked.turn != seen:
        raise Changed
    if starts_at != locked.starts_at and starts_at <= now:
        raise SlotIsPast
    locked.starts_at, locked.place, locked.link, locked.turn = starts_at, place, wanted["link"], locked.turn + 1
    locked.save(update_fields=["starts_at", "place", "link", "turn"])
    record("team_meeting.moved", by=by, subject=locked, cohort=locked.cohort, now=now)
    tell(locked, "rooms.meeting_moved", by=by, now=now, was=before["starts_at"])
    return locked


@service
def cancel_meeting(*, meeting: TeamMeeting, reason: str, by: User, now: datetime | None = None) -> None:
    """The meeting does not take place and everybody is told, once; records team_meeting.cancelled."""
    now = zones.moment(now)
    locked = _locked(meeting)
    if locked.state == MeetingState.CANCELLED:
        return
    if locked.is_over(now):
        raise SlotIsPast(field="")
    locked.turn += 1
    locked.save(update_fields=["turn"])
    move(locked, "cancel", by=by, now=now)
    tell(locked, "rooms.meeting_cancelled", by=by, now=now, reason=reason)


def _locked(meeting: TeamMeeting) -> TeamMeeting:
    rows = TeamMeeting.objects.select_for_update(of=("self",)).select_related("team__cohort")
    locked: TeamMeeting = rows.get(pk=meeting.pk)
    return locked


def _refuse_times(slots: Collection[datetime], now: datetime) -> None:
    if not 1 <= len(set(slots)) <= SLOTS_MAX:
        raise NoTimes
    if any(at <= now for at in slots):
        raise SlotIsPast(field="slots")


def _address(link: str) -> str:
    """The link, checked; nothing stays nothing."""
    try:
        return checked(link) if link.strip() else ""
    except WrongAddress as error:
        raise AddressWrong(field="link") from error


def _fixed_words(meeting: TeamMeeting) -> str:
    assert meeting.starts_at is not None
    words = {"name": meeting.fixed_by.name if meeting.fixed_by else gettext("Somebody")}
    words["when"] = absolute(meeting.starts_at, meeting.cohort)
    return gettext("%(name)s fixed another time meanwhile: %(when)s. Move the meeting if that does not suit.") % words
