"""Which mentors advise which team: one from each side; they are told by mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.people.models import Mentor
from cohorts.programmes.models import Side
from cohorts.teams.models import MentorAssignment, Team
from cohorts.teams.services.mentor_mail import Advice, tell_mentors
from cohorts.teams.services.refusals import MentorGone, NotOfThisCohort, SideTaken
from core import zones
from core.audit.models import Event
from core.audit.record import record
from core.errors import Changed
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Choice:
    """Who shall advise a team from one side, and who did so when the page was opened; None is nobody."""

    team: Team
    side: str
    mentor: Mentor | None
    before: Mentor | None


@service
def assign_mentor(*, team: Team, mentor: Mentor, by: User | None, now: datetime | None = None) -> MentorAssignment:
    """The mentor advises the team and is told; records mentor.assigned; refused while there is one from that side."""
    now = zones.moment(now)
    lock_mentors([mentor])
    held, event = appoint(_locked(team), mentor, by, now)
    tell_mentors([Advice(mentor, team, is_on=True)], by=by, key=f"event:{event.pk}", now=now)
    return held


@service
def unassign_mentor(*, team: Team, mentor: Mentor, by: User | None, now: datetime | None = None) -> None:
    """The mentor no longer advises the team and is told; records mentor.unassigned; nothing when they did not."""
    now = zones.moment(now)
    event = _unassign(_locked(team), mentor, by, now)
    if event:
        tell_mentors([Advice(mentor, team, is_on=False)], by=by, key=f"event:{event.pk}", now=now)


@service
def choose_mentors(*, choices: Sequence[Choice], by: User | None, now: datetime | None = None) -> int:
    """Every team has the chosen mentors and these are told; how many changed; refused whole if one changed since."""
    now = zones.moment(now)
    changed = sorted(changes_among(choices), key=lambda choice: choice.team.pk)
    lock_mentors([choice.mentor for choice in changed if choice.mentor])
    event = None
    for choice in changed:
        team = _locked(choice.team)
        held = _held(team, choice.side)
        if (held.mentor if held else None) != choice.before:
            raise Changed
        if choice.before is not None:
            event = _unassign(team, choice.before, by, now) or event
        if choice.mentor is not None:
            _made, event = appoint(team, choice.mentor, by, now)
    if event:
        tell_mentors(advice_of(changed), by=by, key=f"event:{event.pk}", now=now)
    return len(changed)


def changes_among(choices: Sequence[Choice]) -> list[Choice]:
    """Those by which somebody else would advise than did."""
    return [choice for choice in choices if choice.mentor != choice.before]


def advice_of(changed: Sequence[Choice]) -> list[Advice]:
    """Who comes to a team and who goes, as they are told."""
    on = [Advice(choice.mentor, choice.team, is_on=True) for choice in changed if choice.mentor]
    off = [Advice(choice.before, choice.team, is_on=False) for choice in changed if choice.before]
    return on + off


@service
def release_mentor(*, mentor: Mentor, by: User | None, now: datetime | None = None) -> int:
    """Somebody who ends mentoring advises no team, and is told; the number, each recorded as mentor.unassigned."""
    now = zones.moment(now)
    teams = Team.objects.filter(mentors__mentor=mentor).select_related("cohort").order_by("pk")
    freed = [(team, _unassign(_locked(team), mentor, by, now)) for team in teams]
    if freed:
        gone = [Advice(mentor, team, is_on=False) for team, _event in freed]
        tell_mentors(gone, by=by, key=f"ended:{mentor.pk}:{now.isoformat()}", now=now)
    return len(freed)


def ending_effects(*, mentor: Mentor) -> list[str]:
    """One sentence for each team that would lose its mentor of that side."""
    words = {
        Side.PUBLIC: _("%(team)s has no government mentor any more."),
        Side.PRIVATE: _("%(team)s has no industry mentor any more."),
    }[Side(mentor.side)]
    teams = Team.objects.filter(mentors__mentor=mentor).order_by("number")
    told = [words % {"team": team.name} for team in teams]
    return [*told, _("They are told by e-mail.")] if told else []


def appoint(team: Team, mentor: Mentor, by: User | None, now: datetime) -> tuple[MentorAssignment, Event]:
    """The mentor advises the team, and nobody is told yet; records mentor.assigned."""
    if mentor.cohort_id != team.cohort_id:
        raise NotOfThisCohort
    if not Mentor.objects.filter(pk=mentor.pk, left_at=None).exists():
        raise MentorGone
    if _held(team, mentor.side) is not None:
        raise SideTaken
    held = MentorAssignment.objects.create(team=team, mentor=mentor, assigned_at=now)
    return held, record("mentor.assigned", by=by, subject=team, cohort=team.cohort, now=now, **_facts(mentor))


def _unassign(team: Team, mentor: Mentor, by: User | None, now: datetime) -> Event | None:
    gone, _rows = MentorAssignment.objects.filter(team=team, mentor=mentor).delete()
    if not gone:
        return None
    return record("mentor.unassigned", by=by, subject=team, cohort=team.cohort, now=now, **_facts(mentor))


def _facts(mentor: Mentor) -> dict[str, Any]:
    return {"person": mentor.user.name, "side": str(mentor.side)}


def lock_mentors(mentors: Sequence[Mentor]) -> None:
    """Mentors before teams, in one order: ending a mentor takes its locks so, too."""
    ids = [mentor.pk for mentor in mentors]
    list(Mentor.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))


def _locked(team: Team) -> Team:
    return Team.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=team.pk)


def _held(team: Team, side: str) -> MentorAssignment | None:
    """Who advises the team from this side now; mentors who left do not count."""
    held = MentorAssignment.objects.filter(team=team, mentor__side=side, mentor__left_at=None)
    return held.select_related("mentor").first()
