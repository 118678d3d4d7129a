"""A proposal on the engine's scales: points, rules that hold, gaps, and what every move would cost."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cohorts.teams.engine.exchanges import Rest, Weigher
from cohorts.teams.engine.explain import place_reasons
from cohorts.teams.engine.problem import UNITS, Problem
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.rules import team_violations
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.score import skill_holes, team_units
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.snapshot import problem_of
from core.sentence import Sentence

Arrangement = dict[int, int]
Members = tuple[str, ...]
# A team's number and a skill in which nobody there is a practitioner.
Gap = tuple[int, str]
Teams = dict[int, Members]
# The teams that a change touches: number, members before and members after.
Shift = list[tuple[int, Members, Members]]
# What an exchange with somebody, or a move for nobody, into a team costs.
Prices = Callable[[str | None, int], int]


def arrangement_of(places: Iterable[ProposedPlace]) -> Arrangement:
    """Who is in which team: the participant's id and the team's number."""
    return {place.participant_id: place.team_number for place in places}


def in_words(sentence: Sentence, names: list[str]) -> str:
    """What the engine says, in the reader's language and with the teams' names for their numbers."""
    values: dict[str, Any] = {
        name: in_words(value, names) if isinstance(value, Sentence) else value for name, value in sentence.values
    }
    number = values.get("team")
    if isinstance(number, int) and 1 <= number <= len(names):
        values["team"] = names[number - 1]
    text = _(sentence.text)
    if isinstance(values.get("team"), str):
        text = text.replace("Team %(team)d", "%(team)s").replace("%(team)d", "%(team)s")
    return text % values if values else text


@dataclass(frozen=True)
class Exchange:
    """One way to bring somebody into another team: for whom, at what price, or why not."""

    number: int
    other: int | None
    points: float
    refused: str = ""
    lost: Gap | None = None
    gained: Gap | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether no rule is broken by it."""
        return not self.refused


class Scales:
    """Weighs splits of the people of one proposal, a team at a time: a move costs two of them."""

    def __init__(self, proposal: TeamProposal) -> None:
        self.names: list[str] = list(proposal.names)
        self.problem = _on_the_board(proposal)
        self.topics = {int(number): topic for number, topic in proposal.result.get("topics", {}).items()}
        self._topic_names = {one["id"]: one["name"] for one in proposal.snapshot.get("topics", [])}
        self._units: dict[tuple[int, Members], dict[str, int]] = {}
        self._totals: dict[tuple[int, Members], int] = {}
        self._broken: dict[tuple[int, Members], list[tuple[Reason, int]]] = {}

    @cached_property
    def scale(self) -> Scale:
        """The engine's own scale."""
        return scale_of(self.problem)

    def teams(self, arrangement: Mapping[int, int]) -> dict[int, Members]:
        """The engine's ids of those in each team; people whom the snapshot does not know weigh nothing."""
        found: dict[int, list[str]] = {number: [] for number in range(1, len(self.names) + 1)}
        for pk, number in arrangement.items():
            if str(pk) in self.scale.people and number in found:
                found[number].append(str(pk))
        return {number: tuple(sorted(members)) for number, members in found.items()}

    def topic_name(self, number: int) -> str:
        """What the team's topic is called; nothing where topics play no part."""
        return str(self._topic_names.get(self.topics.get(number, ""), ""))

    def by_criterion(self, number: int, members: Members) -> dict[str, int]:
        """What each criterion costs in a team of these members, in the engine's units."""
        key = (number, members)
        if key not in self._units:
            self._units[key] = team_units(self.scale, members, number, self.topics.get(number))
        return self._units[key]

    def units(self, number: int, members: Members) -> int:
        """What a team of these members costs, in the engine's units."""
        key = (number, members)
        if key not in self._totals:
            self._totals[key] = sum(self.by_criterion(number, members).values())
        return self._totals[key]

    def points(self, arrangement: Mapping[int, int]) -> float:
        """What the whole split costs in points, the price of the weakest team included; fewer is better."""
        teams = self.teams(arrangement)
        each = [self.units(number, members) for number, members in teams.items()]
        return (sum(each) + self._weakest(max(each, default=0))) / UNITS

    def _weakest(self, units: int) -> int:
        return self.problem.weights.weakest_team * units // UNITS

    def broken(self, number: int, members: Members) -> list[tuple[Reason, int]]:
        """The rules that a team of these members breaks, each with its amount."""
        key = (number, members)
        if key not in self._broken:
            self._broken[key] = team_violations(self.scale, members, number)
        return self._broken[key]

    def newly_broken(self, before: Mapping[int, int], after: Mapping[int, int]) -> list[str]:
        """The rules that a change of the split breaks further than they were, in words."""
        old, new = self.teams(before), self.teams(after)
        return [
            words
            for number in old
            if old[number] != new[number]
            for words in self.worse(number, old[number], new[number])
        ]

    def worse(self, number: int, before: Members, after: Members) -> list[str]:
        """The rules that a team breaks further with other members, in words."""
        was: Counter[str] = Counter()
        for reason, amount in self.broken(number, before):
            was[reason.code] += amount
        told = []
        for reason, amount in self.broken(number, after):
            was[reason.code] -= amount
            if was[reason.code] < 0:
                told.append(in_words(reason.sentence, self.names))
        return told

    def gaps(self, arrangement: Mapping[int, int]) -> list[tuple[int, str]]:
        """Each team's number with a skill in which nobody there is a practitioner."""
        return [
            (number, skill) for number, members in self.teams(arrangement).items() for skill in self._holes(members)
        ]

    def exchanges(
        self, arrangement: Arrangement, pk: int, held: frozenset[int], closed: Mapping[int, str] | None = None
    ) -> list[Exchange]:
        """For every other team the cheapest way into it, cheapest first; teams that no way leads to come last.

        Whoever is held stays; into a closed team no way leads, for the reason that is given with its number.
        """
        teams, home = self.teams(arrangement), arrangement.get(pk, 0)
        prices = self._prices(teams, str(pk), home)
        found = [
            Exchange(number, None, 0, closed[number])
            if closed and number in closed
            else self._into(teams, str(pk), home, number, held, prices)
            for number in teams
            if number != home
        ]
        return sorted(found, key=lambda one: (not one.is_allowed, one.points, one.number))

    def _into(self, teams: Teams, pk: str, home: int, number: int, held: frozenset[int], prices: Prices) -> Exchange:
        """The cheapest way that breaks no rule: the rules are asked of the cheapest first, until one is allowed."""
        ways = [(prices(other, number), int(other or 0), other) for other in self.partners(teams, home, number, held)]
        refused: list[tuple[int, int, int, str, str | None]] = []
        for units, order, other in sorted(ways, key=lambda way: way[:2]):
            moved = self.shift(teams, pk, other, home, number)
            told = " ".join(words for place, before, after in moved for words in self.worse(place, before, after))
            if not told:
                change = (units + self.weakest_change(teams, moved)) / UNITS
                return Exchange(number, order or None, change, "", *self._shifts(moved))
            refused.append((len(told), units, order, told, other))
        # Where nothing is allowed, the shortest refusal tells most.
        _length, units, order, told, _other = min(refused, key=lambda one: one[:3])
        return Exchange(number, order or None, units / UNITS, told)

    def _prices(self, teams: Teams, pk: str, home: int) -> Prices:
        """By how many units two teams change when the person goes to the other, for somebody there or for nobody."""
        weigher = Weigher(self.scale)
        left = tuple(one for one in teams.get(home, ()) if one != pk)
        rest = Rest(weigher, left, home, self.topics.get(home))
        known = self.units(home, teams[home]) if home else 0

        def price(other: str | None, number: int) -> int:
            if other is None:
                alone = self.units(home, left) if home else 0
                return (
                    alone
                    + self.units(number, tuple(sorted((*teams[number], pk))))
                    - known
                    - self.units(number, teams[number])
                )
            there = Rest(weigher, [one for one in teams[number] if one != other], number, self.topics.get(number))
            return rest.with_one(other) + there.with_one(pk) - known - self.units(number, teams[number])

        return price

    def partners(self, teams: Teams, home: int, number: int, held: frozenset[int]) -> list[str | None]:
        """Nobody, or each of those with whom somebody could be exchanged; whoever has no team has none to give."""
        return [None, *(one for one in teams[number] if home and int(one) not in held)]

    def weakest_change(self, teams: Teams, moved: Shift) -> int:
        """By how much a change of teams changes the price of the weakest one, in units."""
        if not self.problem.weights.weakest_team:
            return 0
        touched = {number for number, _before, _after in moved}
        rest = [self.units(number, members) for number, members in teams.items() if number not in touched]
        then = max([*rest, *(self.units(number, after) for number, _before, after in moved)])
        now = max([*rest, *(self.units(number, before) for number, before, _after in moved)])
        return self._weakest(then) - self._weakest(now)

    def shift(self, teams: Teams, pk: str, other: str | None, home: int, number: int) -> Shift:
        """The teams that a change touches, each with its members before and after."""
        there = (number, teams[number], tuple(sorted(({*teams[number], pk}) - {other or ""})))
        if not home:
            return [there]
        return [there, (home, teams[home], tuple(sorted({*teams[home], *([other] if other else [])} - {pk})))]

    def _shifts(self, moved: Shift) -> tuple[Gap | None, Gap | None]:
        """The first gap that a change opens and the first that it closes: a team's number and a skill."""
        pairs = [(number, self._holes(before), self._holes(after)) for number, before, after in moved]
        lost = [(number, skill) for number, before, after in pairs for skill in after if skill not in before]
        gained = [(number, skill) for number, before, after in pairs for skill in before if skill not in after]
        return next(iter(lost), None), next(iter(gained), None)

    def _holes(self, members: Members) -> list[str]:
        """The skills in which nobody of these is a practitioner."""
        people = [self.scale.people[one] for one in members]
        return [self.problem.skills[place] for place in skill_holes(self.problem, people)] if people else []

    def reasons(self, arrangement: Arrangement, pk: int) -> tuple[list[str], list[tuple[float, str]]]:
        """What speaks for somebody's place, and what it costs in points, in words."""
        teams, home = self.teams(arrangement), arrangement.get(pk, 0)
        if str(pk) not in self.scale.people or home not in teams:
            return [], []
        speaks_for, costs = place_reasons(self.scale, teams, str(pk), home)
        return (
            [in_words(reason.sentence, self.names) for reason in speaks_for],
            [(reason.points, in_words(reason.sentence, self.names)) for reason in costs],
        )


def _on_the_board(proposal: TeamProposal) -> Problem:
    """The proposal's problem with the teams that it has: on the board they may be of any size that the rules allow."""
    start = {"teams": proposal.start.get("teams", {})}
    problem = problem_of(proposal.snapshot, proposal.rules, start)
    return replace(problem, rules=replace(problem.rules, team_count=len(proposal.names), even_sizes=False))
