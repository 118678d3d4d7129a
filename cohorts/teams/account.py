"""What a split costs as it stands on the board: points and amounts by criterion and team, and how near the best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cohorts.teams.engine.problem import CRITERIA, UNITS, Problem, Weights
from cohorts.teams.engine.rules import team_violations
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.score import best_topics, common_hours, team_units
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.quality import gap_words
from cohorts.teams.snapshot import LEVELS, problem_of
from cohorts.teams.weighing import Arrangement, Members, arrangement_of, in_words

# By these prices the units of a criterion are its amount: repeats, pairs, hundredths of a level or a year.
AMOUNTS = Weights(**{**dict.fromkeys(CRITERIA, 1), "skill_balance": 100, "experience_balance": 100, "weakest_team": 0})


@dataclass(frozen=True)
class TeamAccount:
    """One team: who is in it, what each criterion costs there in units, how much of it there is, broken rules."""

    number: int
    name: str
    members: Members
    units: Mapping[str, int]
    amounts: Mapping[str, int]
    broken: list[str]
    codes: list[tuple[str, Any]]
    topic: str
    hours: int

    @property
    def total(self) -> int:
        """The units of the team."""
        return sum(self.units.values())

    @property
    def points(self) -> float:
        """The points of the team; fewer is better."""
        return self.total / UNITS


@dataclass(frozen=True)
class Account:
    """A whole proposal as it stands."""

    proposal: TeamProposal
    problem: Problem
    scale: Scale
    arrangement: Arrangement
    teams: list[TeamAccount]

    @property
    def weakest(self) -> int:
        """What the team with most points costs once more, in units."""
        return self.problem.weights.weakest_team * max((team.total for team in self.teams), default=0) // UNITS

    @property
    def units(self) -> int:
        """The units of all teams, and what the worst of them costs beyond."""
        return sum(team.total for team in self.teams) + self.weakest

    @property
    def points(self) -> float:
        """The points of the whole; fewer is better."""
        return self.units / UNITS

    @property
    def worst(self) -> TeamAccount | None:
        """The team with most points, the first of equals."""
        return max(self.teams, key=lambda team: (team.total, -team.number), default=None)

    @property
    def sizes(self) -> list[int]:
        """The teams' sizes, the smallest first."""
        return sorted(len(team.members) for team in self.teams)

    @property
    def broken(self) -> list[str]:
        """Every rule that a team breaks, in words."""
        return [words for team in self.teams for words in team.broken]

    def counts(self, name: str) -> bool:
        """Whether the criterion counts at all."""
        return bool(getattr(self.problem.weights, name))

    def units_of(self, name: str) -> int:
        """What the criterion costs over all teams, in units."""
        return self.weakest if name == "weakest_team" else sum(team.units.get(name, 0) for team in self.teams)

    def amount_of(self, name: str) -> int:
        """How much of it there is over all teams."""
        if name == "weakest_team":
            return max((team.total for team in self.teams), default=0)
        return sum(team.amounts.get(name, 0) for team in self.teams)

    @cached_property
    def first_choices(self) -> int:
        """How many people’s team works on the topic that they wish for most."""
        people = self.scale.people
        return sum(people[one].topics[:1] == (team.topic,) for team in self.teams for one in team.members)

    @property
    def bound(self) -> int | None:
        """What no arrangement under these rules is under, in units, where that is known of these teams."""
        known = self.proposal.result.get("bound")
        return None if known is None or self.broken else min(int(known), self.units)


def levels_of(proposal: TeamProposal) -> dict[str, int]:
    """How much each criterion counts in the proposal."""
    return {**LEVELS, **proposal.rules.get("levels", {})}


def account_of(proposal: TeamProposal, places: Sequence[ProposedPlace] | None = None) -> Account:
    """The proposal as it stands, after whatever was moved by hand; one query where the places are not given."""
    arrangement = arrangement_of(proposal.places.all() if places is None else places)
    # Who was where before has its price; who was held there then may have been moved by hand since.
    problem = problem_of(proposal.snapshot, proposal.rules, {"teams": proposal.start.get("teams", {})})
    scale = scale_of(problem)
    members = _teams(scale, arrangement)
    amounts = replace(scale, problem=replace(problem, weights=AMOUNTS))
    topics = best_topics(amounts, members) if problem.weights.topic_rank else {}
    names: list[str] = list(proposal.names)
    teams = [_team(scale, amounts, number, people, names, topics.get(number, "")) for number, people in members.items()]
    return Account(proposal, problem, scale, arrangement, teams)


def _teams(scale: Scale, arrangement: Arrangement) -> dict[int, Members]:
    """The engine's ids of those in each team; teams that nobody is in and people it does not know are left out."""
    found: dict[int, list[str]] = {}
    for pk, number in arrangement.items():
        if str(pk) in scale.people:
            found.setdefault(number, []).append(str(pk))
    return {number: tuple(sorted(found[number])) for number in sorted(found)}


def _team(scale: Scale, amounts: Scale, number: int, members: Members, names: list[str], topic: str) -> TeamAccount:
    broken = team_violations(scale, members, number)
    return TeamAccount(
        number=number,
        name=names[number - 1],
        members=members,
        units={name: cost for name, cost in team_units(scale, members, number, topic).items() if cost},
        amounts=team_units(amounts, members, number, topic),
        broken=[in_words(reason.sentence, names) for reason, _amount in broken],
        codes=[(reason.code, dict(reason.sentence.values).get("tag")) for reason, _amount in broken],
        topic=topic,
        hours=common_hours([scale.people[one] for one in members]),
    )


def quality_of(account: Account) -> str:
    """How near these teams are to the best that there can be, in one sentence."""
    if account.bound is None:
        return _("No bound is known.")
    above = (account.units - account.bound) / UNITS
    if not above:
        return _("Proved: no arrangement under these rules can do better.")
    return gap_words(above, account.bound / UNITS)
