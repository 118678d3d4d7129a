"""Each team of a proposal explained: who and what is in it, how it stands against the others, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.people.models import Participant
from cohorts.programmes.models import Side
from cohorts.teams.account import Account, TeamAccount
from cohorts.teams.criteria import TOLD, amount_words, number_words, points_number
from cohorts.teams.engine.problem import CRITERIA, UNITS, Person
from cohorts.teams.models import ProposedPlace

# How many reasons the weakest team's paragraph gives.
MOST_REASONS = 3


class Light(StrEnum):
    """How a team stands in one thing against the other teams."""

    GOOD = "good"
    BETWEEN = "between"
    WEAK = "weak"

    @property
    def words(self) -> str:
        """The light in a word."""
        return str(LIGHTS[self])


LIGHTS = {
    Light.GOOD: gettext_lazy("good"),
    Light.BETWEEN: gettext_lazy("in between"),
    Light.WEAK: gettext_lazy("weak"),
}


@dataclass(frozen=True)
class Line:
    """One criterion of a team's card."""

    label: str
    amount: str
    points: float
    light: Light


@dataclass(frozen=True)
class Card:
    """One team as the pages explain it."""

    number: int
    name: str
    people: list[Participant]
    points: float
    hours: int
    practitioners: list[tuple[str, int]]
    lines: list[Line]
    reasons: list[str]
    kinds: list[tuple[str, int]]

    @property
    def public(self) -> int:
        """How many count to the public side."""
        return sum(person.side == Side.PUBLIC for person in self.people)

    @property
    def private(self) -> int:
        """How many count to the private side."""
        return len(self.people) - self.public

    @property
    def covered(self) -> int:
        """In how many skills somebody here is a practitioner."""
        return sum(count > 0 for _skill, count in self.practitioners)


def cards_of(account: Account, places: Sequence[ProposedPlace]) -> list[Card]:
    """A card for every team; the places come with their people, by name."""
    names = [name for name in CRITERIA if account.counts(name) and name != "weakest_team"]
    return [_card(account, team, names, places) for team in account.teams]


def _card(account: Account, team: TeamAccount, names: list[str], places: Sequence[ProposedPlace]) -> Card:
    here = [place.participant for place in places if place.team_number == team.number]
    known = [account.scale.people[one] for one in team.members]
    strong = _practitioners(account, known)
    return Card(
        number=team.number,
        name=team.name,
        people=sorted(here, key=lambda person: person.side != Side.PUBLIC),
        points=team.points,
        hours=team.hours,
        practitioners=strong,
        lines=[_line(account, team, name) for name in names],
        reasons=[*_gaps(strong), *team.broken],
        # Counts, and never whose answer it is.
        kinds=[(kind, sum(kind in one.attributes for one in known)) for kind in account.problem.rules.never_alone],
    )


def _practitioners(account: Account, known: Sequence[Person]) -> list[tuple[str, int]]:
    problem = account.problem
    return [
        (skill, sum(person.skills[place] >= problem.strong_level for person in known))
        for place, skill in enumerate(problem.skills)
    ]


def _gaps(strong: list[tuple[str, int]]) -> list[str]:
    return [_("Nobody is a practitioner in %(skill)s.") % {"skill": skill} for skill, count in strong if not count]


def _line(account: Account, team: TeamAccount, name: str) -> Line:
    amounts = [other.amounts.get(name, 0) for other in account.teams]
    own = team.amounts.get(name, 0)
    points = team.units.get(name, 0) / UNITS
    return Line(str(TOLD[name].label), amount_words(name, own), points, light_of(own, amounts))


def light_of(own: int, all_teams: Sequence[int]) -> Light:
    """Good is nothing at all or the best third of the range between the teams, weak the worst third of it."""
    low, high = min(all_teams), max(all_teams)
    if not own:
        return Light.GOOD
    if low == high:
        return Light.BETWEEN
    if 3 * (own - low) <= high - low:
        return Light.GOOD
    return Light.WEAK if 3 * (high - own) <= high - low else Light.BETWEEN


def weakest_words(account: Account) -> str:
    """Which team has most points and what they come from, against the mean of all teams."""
    worst, count = account.worst, len(account.teams)
    if worst is None or count < 2 or not worst.total:
        return ""
    mean = sum(team.total for team in account.teams) / count / UNITS
    excess = {name: cost - account.units_of(name) / count for name, cost in worst.units.items()}
    most = sorted((name for name in excess if excess[name] > 0), key=lambda name: -excess[name])[:MOST_REASONS]
    facts = {"team": worst.name, "points": points_number(worst.points), "mean": points_number(mean)}
    words = _("%(team)s has most points: %(points)s, where the mean is %(mean)s.") % facts
    reasons = [_excess(account, worst, name, count) for name in most]
    return " ".join([words, *reasons])


def _excess(account: Account, worst: TeamAccount, name: str, count: int) -> str:
    facts = {
        "label": TOLD[name].label,
        "amount": amount_words(name, worst.amounts.get(name, 0)),
        "mean": number_words(account.amount_of(name) / count / TOLD[name].parts),
    }
    return _("%(label)s: %(amount)s, where the mean is %(mean)s.") % facts
