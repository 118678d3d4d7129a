"""Teams as lists show them: members, mentors and sectors of each, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cohorts.people.models import Mentor, Participant
from cohorts.programmes.models import Cohort, Side
from cohorts.teams.models import MentorAssignment, Team, TeamMember
from core.models import User
from core.wiring import wired

Part = tuple[str, str, str, str]


@dataclass
class TeamRow:
    """One team with its people."""

    team: Team
    people: list[Participant] = field(default_factory=list)
    mentors: list[Mentor] = field(default_factory=list)

    @property
    def public(self) -> int:
        """How many count to the public side."""
        return sum(person.side == Side.PUBLIC for person in self.people)

    @property
    def private(self) -> int:
        """How many count to the private side."""
        return len(self.people) - self.public


def team_rows(cohort: Cohort) -> list[TeamRow]:
    """The cohort's teams by number, with three queries however many there are."""
    return rows_of(Team.objects.filter(cohort=cohort).select_related("cohort").order_by("number"))


def rows_of(teams: Iterable[Team]) -> list[TeamRow]:
    """These teams with their members, public first, and the mentors who are still there."""
    rows = {team.pk: TeamRow(team) for team in teams}
    if not rows:
        return []
    members = TeamMember.objects.filter(team__in=rows).select_related("participant__user", "participant__organisation")
    for member in members.order_by("participant__user__last_name", "participant__user__first_name", "pk"):
        rows[member.team_id].people.append(member.participant)
    held = MentorAssignment.objects.filter(team__in=rows, mentor__left_at=None)
    for one in held.select_related("mentor__user", "mentor__organisation").order_by("pk"):
        rows[one.team_id].mentors.append(one.mentor)
    for row in rows.values():
        row.people.sort(key=_public_first)
        row.mentors.sort(key=_public_first)
    return list(rows.values())


def _public_first(person: Participant | Mentor) -> bool:
    return person.side != Side.PUBLIC


def parts_of(team: Team, door: str) -> list[Part]:
    """What higher features have to say of the team on this door's pages: label, words, address, words of the link."""
    return [part for ask in wired("TEAM_PARTS") for part in ask(team, door)]


def groups(cohort: Cohort) -> list[tuple[str, str, list[int]]]:
    """For the list of people: each team's key, its name and who is in it; one query, and no rows made of it."""
    found: dict[tuple[str, str], list[int]] = {}
    rows = Team.objects.filter(cohort=cohort).order_by("number", "members__pk")
    for key, name, member in rows.values_list("key", "name", "members__participant"):
        people = found.setdefault((key, name), [])
        if member is not None:
            people.append(member)
    return [(key, name, people) for (key, name), people in found.items()]


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """For messages: each team as a group of people to write to."""
    return [
        (f"team-{row.team.key}", row.team.name, [person.user for person in row.people]) for row in team_rows(cohort)
    ]
