"""Why somebody is in a team, what it costs, what any exchange would cost, and how each team stands; light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cohorts.teams.engine.problem import UNITS, Person, Problem
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.rules import team_violations
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.score import common_hours, skill_holes, team_units
from cohorts.teams.engine.sizes import team_sizes
from core.sentence import noop as _
from core.sentence import say

MOST_FOR = 5


@dataclass(frozen=True, slots=True)
class Exchange:
    """Moving somebody to a team in exchange for one of its people, or why that is not allowed."""

    team: int
    person: str
    units: int
    forbidden: Reason | None = None

    @property
    def points(self) -> float:
        """Return the change in points; more is worse."""
        return self.units / UNITS


@dataclass(frozen=True, slots=True)
class Why:
    """One person's place explained."""

    person: str
    team: int
    speaks_for: tuple[Reason, ...]
    costs: tuple[Reason, ...]
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class TeamCard:
    """How one team stands: what a row of the board shows."""

    number: int
    members: tuple[str, ...]
    sides: Mapping[str, int]
    strong: tuple[int, ...]
    gaps: tuple[str, ...]
    common_hours: int
    units: Mapping[str, int]
    violations: tuple[Reason, ...]

    @property
    def points(self) -> float:
        """Return the points of the team; fewer is better."""
        return sum(self.units.values()) / UNITS


def team_cards(problem: Problem, assignment: Mapping[str, int]) -> tuple[TeamCard, ...]:
    """Return a card for every team, by number; members of the counted side first."""
    scale = scale_of(problem)
    return tuple(_card(scale, members, number) for number, members in _teams(problem, assignment).items())


def _card(scale: Scale, members: Sequence[str], number: int) -> TeamCard:
    problem = scale.problem
    people = [scale.people[member] for member in members]
    side = problem.rules.mix_side
    order = sorted(people, key=lambda person: (person.side != side, person.side, person.shown, person.id))
    return TeamCard(
        number,
        tuple(person.id for person in order),
        {one: sum(person.side == one for person in people) for one in sorted({p.side for p in problem.people})},
        tuple(_strong_count(problem, people, place) for place in range(len(problem.skills))),
        tuple(problem.skills[place] for place in skill_holes(problem, people)),
        common_hours(people),
        team_units(scale, members, number),
        tuple(reason for reason, _amount in team_violations(scale, members, number)),
    )


def why_here(problem: Problem, assignment: Mapping[str, int], person: str) -> Why:
    """Return what speaks for the person's place, what it costs, and the best exchange with each other team."""
    scale, teams = scale_of(problem), _teams(problem, assignment)
    home = assignment[person]
    return Why(
        person,
        home,
        _speaks_for(scale, teams, person, home),
        _costs(scale, teams[home], person, home),
        tuple(_exchange(scale, teams, person, home, away) for away in teams if away != home),
    )


def person_reasons(problem: Problem, assignment: Mapping[str, int]) -> dict[str, tuple[Reason, ...]]:
    """Return for everybody what speaks for their place and what it costs, without exchanges."""
    scale, teams = scale_of(problem), _teams(problem, assignment)
    return {
        person: _speaks_for(scale, teams, person, team) + _costs(scale, teams[team], person, team)
        for person, team in sorted(assignment.items())
        if team in teams
    }


def place_reasons(
    scale: Scale, teams: Mapping[int, Sequence[str]], person: str, team: int
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return what speaks for one person's place in these teams, and what it costs."""
    return _speaks_for(scale, teams, person, team), _costs(scale, teams[team], person, team)


def team_reasons(problem: Problem, assignment: Mapping[str, int]) -> dict[int, tuple[Reason, ...]]:
    """Return for every team its gaps and broken rules in words."""
    return {card.number: _gap_reasons(problem, card) + card.violations for card in team_cards(problem, assignment)}


def _gap_reasons(problem: Problem, card: TeamCard) -> tuple[Reason, ...]:
    words = _("Team %(team)d has no practitioner in %(skill)s.")
    price = problem.weights.skill_hole
    return tuple(Reason("GAP", say(words, team=card.number, skill=skill), price, card.number) for skill in card.gaps)


def _teams(problem: Problem, assignment: Mapping[str, int]) -> dict[int, list[str]]:
    teams: dict[int, list[str]] = {number: [] for number in team_sizes(problem)}
    for person in problem.people:
        if assignment.get(person.id) in teams:
            teams[assignment[person.id]].append(person.id)
    return teams


def _strong_count(problem: Problem, people: Sequence[Person], place: int) -> int:
    return sum(person.skills[place] >= problem.strong_level for person in people)


def _speaks_for(scale: Scale, teams: Mapping[int, Sequence[str]], person: str, home: int) -> tuple[Reason, ...]:
    problem, own = scale.problem, scale.people[person]
    team = [scale.people[member] for member in teams[home]]
    found: list[Reason] = []
    if (person, home) in problem.rules.locks:
        found.append(Reason("LOCKED", say(_("An organiser locked the place."))))
    found += [_skill_reason(problem, team, place, len(teams)) for place in _best_skills(problem, own)]
    for value, code, words in (
        (sum(one.employer == own.employer for one in team), "EMPLOYER", _("Nobody else here is from %(value)s.")),
        (
            sum(one.background == own.background for one in team),
            "BACKGROUND",
            _("Nobody else here has the background %(value)s."),
        ),
    ):
        named = own.employer if code == "EMPLOYER" else own.background
        if value == 1 and named:
            found.append(Reason(code, say(words, value=named)))
    hours = common_hours(team)
    if hours >= problem.target_hours:
        words = _("%(hours)d free hours a week in common, %(wanted)d wanted.")
        found.append(Reason("HOURS", say(words, hours=hours, wanted=problem.target_hours)))
    return tuple(found[:MOST_FOR])


def _best_skills(problem: Problem, own: Person) -> list[int]:
    """Return the places of up to two skills in which the person is strong, the strongest first."""
    strong = [place for place in range(len(problem.skills)) if own.skills[place] >= problem.strong_level]
    return sorted(strong, key=lambda place: (-own.skills[place], place))[:2]


def _skill_reason(problem: Problem, team: Sequence[Person], place: int, teams: int) -> Reason:
    here, skill = _strong_count(problem, team, place), problem.skills[place]
    if here == 1:
        return Reason("ONLY_SKILL", say(_("The team's only practitioner or expert in %(skill)s."), skill=skill))
    mean = f"{_strong_count(problem, problem.people, place) / teams:.1f}"
    words = _("%(skill)s: %(here)d practitioners or experts here, mean of all teams %(mean)s.")
    return Reason("SKILL", say(words, skill=skill, here=here, mean=mean))


def _costs(scale: Scale, members: Sequence[str], person: str, home: int) -> tuple[Reason, ...]:
    """Return the prices that are the person's own: what they repeat, whom they met, and a move."""
    weights, own = scale.problem.weights, scale.people[person]
    others = [scale.people[member] for member in members if member != person]
    found: list[Reason] = []
    for code, price, words in (
        ("background", weights.background_repeat, _("Somebody else here has the background %(value)s.")),
        ("scheme", weights.scheme_repeat, _("Somebody else here is on %(value)s.")),
        ("region", weights.region_repeat, _("Somebody else here is from %(value)s.")),
    ):
        value = getattr(own, code)
        if price and value and any(getattr(other, code) == value for other in others):
            found.append(Reason(f"{code.upper()}_REPEAT", say(words, value=value), price))
    for other in others:
        if weights.met_before and tuple(sorted((person, other.id))) in scale.met:
            found.append(_met(scale, person, other))
    before = scale.current.get(person)
    if weights.moved and before not in (None, home):
        found.append(Reason("MOVED", say(_("Moved from team %(team)d."), team=before), weights.moved))
    return tuple(found)


def _met(scale: Scale, person: str, other: Person) -> Reason:
    """Return the price of two who met before, or of whom one would rather not be with the other."""
    words = _("Worked with %(other)s before.")
    if tuple(sorted((person, other.id))) in scale.problem.away:
        words = _("One of the two would rather not be in a team with the other: %(other)s.")
    return Reason("MET_BEFORE", say(words, other=other.shown), scale.problem.weights.met_before, people=(other.id,))


def _exchange(scale: Scale, teams: Mapping[int, Sequence[str]], person: str, home: int, away: int) -> Exchange:
    """Return the cheapest exchange that breaks no more rules, else the least broken with its rule."""
    before = _broken(scale, teams[home], home) + _broken(scale, teams[away], away)
    old = sum(_units(scale, teams[number], number) for number in (home, away))
    best: tuple[int, int, str] | None = None
    for other in teams[away]:
        here, there = _swapped(teams[home], person, other), _swapped(teams[away], other, person)
        broken = _broken(scale, here, home) + _broken(scale, there, away) - before
        change = _units(scale, here, home) + _units(scale, there, away) - old
        option = (max(broken, 0), change, other)
        best = min(best or option, option)
    if best is None:
        return Exchange(away, "", 0, Reason("EMPTY", say(_("Team %(team)d has nobody."), team=away), team=away))
    broken, change, other = best
    rule = _new_rule(scale, teams, person, other, home, away) if broken > 0 else None
    return Exchange(away, other, change, rule)


def _swapped(members: Sequence[str], out: str, come: str) -> list[str]:
    return sorted(come if member == out else member for member in members)


def _units(scale: Scale, members: Sequence[str], number: int) -> int:
    return sum(team_units(scale, members, number).values())


def _broken(scale: Scale, members: Sequence[str], number: int) -> int:
    return sum(amount for _reason, amount in team_violations(scale, members, number))


def _new_rule(
    scale: Scale, teams: Mapping[int, Sequence[str]], person: str, other: str, home: int, away: int
) -> Reason:
    """Return the first rule that the exchange would newly break, the person's own first."""
    old = {reason for number in (home, away) for reason, _n in team_violations(scale, teams[number], number)}
    here, there = _swapped(teams[home], person, other), _swapped(teams[away], other, person)
    new = [
        reason
        for members, number in ((there, away), (here, home))
        for reason, _n in team_violations(scale, members, number)
        if reason not in old
    ]
    worse = Reason("WORSE", say(_("A rule that is broken now would be broken further.")), team=away)
    return min(new, key=lambda reason: (person not in reason.people, new.index(reason)), default=worse)
