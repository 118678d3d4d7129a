"""Who is expected on a pitch day: people of the cohort with their teams and employers."""

from collections.abc import Iterator
from dataclasses import dataclass

from challenges.audience.models import GuestKind
from challenges.briefs.models import AllocationLine, BriefOwner
from challenges.briefs.workflow import AllocationState
from challenges.pitchdays.models import PanelSeat, PitchDay
from cohorts.models import Mentor, MentorAssignment, Participant, TeamMember
from core.models import User


@dataclass(frozen=True)
class Expected:
    """One person with the group that their votes answer to."""

    user: User
    kind: GuestKind
    employer: str = ""
    teams: frozenset[str] = frozenset()


def expected_at(day: PitchDay, *, with_judges: bool = False) -> list[Expected]:
    """Everybody once, by the first of their roles; the teams are those that they belong to, advise or set the task."""
    found: dict[int, Expected] = {}
    roles = [_participants(day), _mentors(day), _owners(day), *([_judges(day)] if with_judges else [])]
    for role in roles:
        for person in role:
            found.setdefault(person.user.pk, person)
    return list(found.values())


def _participants(day: PitchDay) -> Iterator[Expected]:
    teams = dict(TeamMember.objects.filter(team__cohort=day.cohort).values_list("participant_id", "team__key"))
    for one in Participant.objects.active().filter(cohort=day.cohort).select_related("user", "organisation"):
        own = frozenset([teams[one.pk]] if one.pk in teams else [])
        yield Expected(one.user, GuestKind.PARTICIPANT, one.organisation.employer, own)


def _mentors(day: PitchDay) -> Iterator[Expected]:
    teams: dict[int, set[str]] = {}
    for mentor, team in MentorAssignment.objects.filter(team__cohort=day.cohort).values_list("mentor_id", "team__key"):
        teams.setdefault(mentor, set()).add(team)
    for one in Mentor.objects.filter(cohort=day.cohort, left_at=None).select_related("user", "organisation"):
        yield Expected(one.user, GuestKind.MENTOR, one.organisation.employer, frozenset(teams.get(one.pk, ())))


def _owners(day: PitchDay) -> Iterator[Expected]:
    lines = AllocationLine.objects.filter(allocation__cohort=day.cohort, allocation__state=AllocationState.PUBLISHED)
    teams: dict[int, set[str]] = {}
    for brief, team in lines.values_list("brief_id", "team__key"):
        teams.setdefault(brief, set()).add(team)
    for one in BriefOwner.objects.filter(brief__cohort=day.cohort).select_related("user", "brief__owner"):
        own = frozenset(teams.get(one.brief_id, ()))
        yield Expected(one.user, GuestKind.OWNER, one.brief.owner.employer, own)


def _judges(day: PitchDay) -> Iterator[Expected]:
    for one in PanelSeat.objects.filter(pitch_day=day, left_at=None).select_related("user", "organisation"):
        yield Expected(one.user, GuestKind.JUDGE, one.organisation.employer if one.organisation else "")
