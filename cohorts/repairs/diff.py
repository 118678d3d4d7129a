"""What one way to mend the teams would change: for each team who comes and goes, for each mover why."""

from dataclasses import dataclass
from functools import cached_property

from cohorts.messages.services import MailPreview
from cohorts.people.models import Participant
from cohorts.programmes.models import Side
from cohorts.repairs.models import TeamRepair
from cohorts.repairs.standing import home_of
from cohorts.repairs.ways import Going, Way
from cohorts.teams.models import Team
from cohorts.teams.services import moved_words, preview_changes


@dataclass(frozen=True)
class Move:
    """One person of the diff, with the names of the teams."""

    person: Participant
    going: Going
    before: Team | None
    to: Team

    @property
    def words(self) -> str:
        """The move in one sentence."""
        return moved_words(self.person, self.before, self.to)


@dataclass(frozen=True)
class TeamDiff:
    """One team before and after."""

    team: Team
    before: list[Participant]
    after: list[Participant]
    points_before: float
    points_after: float

    @property
    def comes(self) -> list[Participant]:
        """Who comes into the team."""
        return [person for person in self.after if person not in self.before]

    @property
    def goes(self) -> list[Participant]:
        """Who leaves it for another."""
        return [person for person in self.before if person not in self.after]

    @property
    def sides_before(self) -> tuple[int, int]:
        """How many are public and private now."""
        return _sides(self.before)

    @property
    def sides_after(self) -> tuple[int, int]:
        """How many would be public and private."""
        return _sides(self.after)


def _sides(people: list[Participant]) -> tuple[int, int]:
    public = sum(person.side == Side.PUBLIC for person in people)
    return public, len(people) - public


@dataclass(frozen=True)
class Diff:
    """A whole way before it is applied."""

    way: Way
    moves: list[Move]
    teams: list[TeamDiff]

    @cached_property
    def mail(self) -> MailPreview | None:
        """What would be sent; nothing where nobody moves."""
        if not self.moves:
            return None
        changes = {
            one.team: " ".join(move.words for move in self.moves if one.team in (move.before, move.to))
            for one in self.teams
        }
        return preview_changes({one.team: one.after for one in self.teams}, changes)

    @property
    def told(self) -> int:
        """How many are told by mail."""
        return self.mail.count if self.mail else 0


def diff_of(repair: TeamRepair, way: Way) -> Diff:
    """What the way would change in the teams as they were when it was worked out; two queries."""
    teams = {team.number: team for team in Team.objects.filter(cohort=repair.cohort_id).select_related("cohort")}
    homes = home_of(repair.teams)
    goes = {one.person: one.to for one in way.moves}
    wanted = {pk for pk, number in homes.items() if number in way.teams} | set(goes)
    people = _by_name(wanted)
    moves = [
        Move(people[one.person], one, teams.get(one.before or 0), teams[one.to])
        for one in way.moves
        if one.person in people and one.to in teams
    ]
    diffs = []
    for number, (old, new) in sorted(way.teams.items()):
        if number in teams:
            before = [person for pk, person in people.items() if homes.get(pk) == number]
            after = [person for pk, person in people.items() if goes.get(pk, homes.get(pk)) == number]
            diffs.append(TeamDiff(teams[number], before, after, old, new))
    return Diff(way, moves, diffs)


def _by_name(wanted: set[int]) -> dict[int, Participant]:
    """These people by their ids, in the order of their names."""
    rows = Participant.objects.filter(pk__in=wanted).select_related("user", "organisation")
    return {row.pk: row for row in rows.order_by("user__last_name", "user__first_name", "pk")}
