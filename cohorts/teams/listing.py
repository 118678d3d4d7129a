"""Teams as lists show them: members, mentors and sectors of each, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cohorts.people.models import Mentor, Participant
from cohorts.programmes.models import Cohort, Side
from cohorts.teams.models import MentorAssignment, Team, TeamMember
from core.lists import links_to
from core.models import User
from core.people.models import full_name
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

    @property
    def lacks(self) -> list[str]:
        """Which mentor the team has not, in words."""
        held = {str(mentor.side) for mentor in self.mentors}
        words = {Side.PUBLIC: _("No government mentor"), Side.PRIVATE: _("No industry mentor")}
        return [words[side] for side in Side if side.value not in held]


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


@dataclass(frozen=True)
class TeamLine:
    """One team as the list of teams reads it: words, and no rows of people."""

    url: str
    name: str
    public: int
    private: int
    people: str
    mentors: str


def lines_of(teams: Iterable[Team], cohort: Cohort) -> list[TeamLine]:
    """These teams with the names of their people, public first, and of the mentors who are still there."""
    listed = list(teams)
    people: dict[int, list[Named]] = {team.pk: [] for team in listed}
    mentors: dict[int, list[Named]] = {team.pk: [] for team in listed}
    if not listed:
        return []
    members = TeamMember.objects.filter(team__in=people)
    for team, *named in members.values_list("team_id", *(f"participant__{name}" for name in NAMED)):
        people[team].append(_named(*named))
    held = MentorAssignment.objects.filter(team__in=people, mentor__left_at=None).order_by("pk")
    for team, *named in held.values_list("team_id", *(f"mentor__{name}" for name in NAMED)):
        mentors[team].append(_named(*named))
    url = links_to("organise:team", cohort.slug)
    return [
        _line(team, url(team.key), sorted(people[team.pk]), sorted(mentors[team.pk], key=_is_private))
        for team in listed
    ]


NAMED = ("side", "user__last_name", "user__first_name", "user__email", "pk")
# Whether they are of the private side, then what they are sorted by, then the name as it is read.
Named = tuple[bool, str, str, int, str]


def _named(side: str, last: str, first: str, email: str, pk: int) -> Named:
    return side != Side.PUBLIC, last, first, pk, full_name(first, last, email)


def _is_private(named: Named) -> bool:
    return named[0]


def _line(team: Team, url: str, people: list[Named], mentors: list[Named]) -> TeamLine:
    private = sum(_is_private(one) for one in people)
    names = ", ".join(one[-1] for one in people)
    return TeamLine(url, team.name, len(people) - private, private, names, ", ".join(one[-1] for one in mentors))


def _public_first(person: Participant | Mentor) -> bool:
    return person.side != Side.PUBLIC


def parts_of(team: Team, door: str) -> list[Part]:
    """What higher features have to say of the team on this door's pages: label, words, address, words of the link."""
    return [part for ask in wired("TEAM_PARTS") for part in ask(team, door)]


def groups(cohort: Cohort) -> list[tuple[str, str]]:
    """For the list of people: each team's key and its name."""
    return list(Team.objects.filter(cohort=cohort).order_by("number").values_list("key", "name"))


def group_path() -> str:
    """For the list of people: how Django gets from a place to its team."""
    return "membership__team"


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """For messages: each team as a group of people to write to."""
    return [
        (f"team-{row.team.key}", row.team.name, [person.user for person in row.people]) for row in team_rows(cohort)
    ]
