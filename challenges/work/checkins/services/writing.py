"""What a participant does: a check-in for the present week, and whether reminders come."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from challenges.work.checkins.models import Audience, CheckIn, CheckInNeed, NoReminder, check_in_rules_of
from challenges.work.checkins.services.errors import NoCheckIns, WeekOver
from challenges.work.checkins.weeks import is_open
from cohorts.models import Cohort, Participant, Team
from cohorts.programmes.workflow import CohortState
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def save_check_in(
    *,
    team: Team,
    week: int,
    mood: int,
    going_well: str = "",
    stuck: str = "",
    need: str = "",
    helper: str = "",
    heard_mentor: bool = False,
    audience: str = Audience.TEAM,
    by: User,
    now: datetime | None = None,
) -> CheckIn:
    """The member has said this of the week; records check_in.saved or .changed, and nothing where it is as before."""
    now = zones.moment(now)
    place = _own_place(team, by)
    _refuse_closed(team, week, now)
    wanted = {
        "team": team,
        "mood": mood,
        "going_well": going_well,
        "stuck": stuck,
        "need": need,
        "helper": helper,
        "heard_mentor": heard_mentor,
        "audience": audience,
    }
    found = CheckIn.objects.filter(participant=place, week=week).select_related("team").first()
    if found is not None and all(getattr(found, name) == value for name, value in wanted.items()):
        return found
    row = found or CheckIn(participant=place, week=week)
    is_new_need = need != row.need
    for name, value in {**wanted, "of_people": _people_in(team), "saved_at": now}.items():
        setattr(row, name, value)
    row.save()
    _keep_need(row, is_new=is_new_need, now=now)
    event = "check_in.changed" if found else "check_in.saved"
    record(event, by=by, subject=row, cohort=team.cohort, now=now)
    return row


def _own_place(team: Team, by: User) -> Participant:
    """The person's place in the team, held: doubled requests wait for each other here."""
    rows = Participant.objects.active().select_for_update(of=("self",))
    place: Participant | None = rows.filter(membership__team=team, user=by).first()
    if place is None:
        raise PermissionDenied
    return place


def _refuse_closed(team: Team, week: int, now: datetime) -> None:
    # As it stands now: whoever holds the team may have read it before the weeks began or ended.
    cohort = Cohort.objects.get(pk=team.cohort_id)
    if cohort.state != CohortState.RUNNING or not check_in_rules_of(cohort).is_on:
        raise NoCheckIns
    if not is_open(cohort, week, now):
        raise WeekOver(week)


def _people_in(team: Team) -> int:
    return Participant.objects.active().filter(membership__team=team).count()


def _keep_need(row: CheckIn, *, is_new: bool, now: datetime) -> None:
    """A need that was written is open, also when another was done; one that was taken away is nobody's any more."""
    if not row.need:
        CheckInNeed.objects.filter(check_in=row).delete()
        return
    if not is_new:
        return
    fresh: dict[str, Any] = {"asked_at": now, "done_at": None, "done_by": None}
    CheckInNeed.objects.update_or_create(check_in=row, defaults=fresh)


@service
def set_reminder(*, team: Team, wanted: bool, by: User, now: datetime | None = None) -> None:
    """The member gets the weekly reminder, or does not; records check_in_reminder.wanted or .stopped on a change."""
    now = zones.moment(now)
    place = _own_place(team, by)
    rows = NoReminder.objects.filter(participant=place)
    if rows.exists() != wanted:
        return
    if wanted:
        rows.delete()
        record("check_in_reminder.wanted", by=by, subject=place, cohort=team.cohort, now=now)
    else:
        NoReminder.objects.create(participant=place, since=now)
        record("check_in_reminder.stopped", by=by, subject=place, cohort=team.cohort, now=now)
