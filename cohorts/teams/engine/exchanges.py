"""What every single exchange or move would change, quickly: a team without one person, with each other one; light."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from cohorts.teams.engine.problem import UNITS
from cohorts.teams.engine.scale import Scale
from cohorts.teams.engine.score import repeats, topic_steps

KINDS = ("background", "scheme", "region")
Teams = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody to another team, perhaps in exchange, and by how many units that changes the whole."""

    units: int
    person: str
    home: int
    away: int
    other: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What of one person counts in a team, ready to be added up."""

    gaps: tuple[int, ...]
    years: int
    strong: int
    kinds: tuple[str, ...]
    hours: int
    met: frozenset[str]


class Rest:
    """Some people of a team, from which its price with one person more follows at once."""

    __slots__ = ("base", "gaps", "hours", "kinds", "members", "number", "strong", "topic", "weigher", "years")

    def __init__(self, weigher: Weigher, members: Sequence[str], number: int, topic: str | None) -> None:
        """Add up what the people have together."""
        facts, weights = [weigher.facts[member] for member in members], weigher.weights
        self.weigher, self.members, self.number, self.topic = weigher, frozenset(members), number, topic
        width = weigher.width
        self.gaps = [sum(one.gaps[place] for one in facts) for place in range(width)]
        self.years = sum(one.years for one in facts)
        self.strong, self.hours = 0, -1
        for one in facts:
            self.strong |= one.strong
            self.hours &= one.hours
        self.kinds = [{one.kinds[place] for one in facts if one.kinds[place]} for place in range(len(KINDS))]
        same = [price * repeats([one.kinds[place] for one in facts]) for place, price in enumerate(weigher.prices)]
        met = sum(two in weigher.facts[one].met for one, two in combinations(members, 2))
        moved = sum(weigher.moved(member, number) for member in members)
        steps = weights.topic_rank * topic_steps(weigher.scale, members, topic) if topic else 0
        self.base = sum(same) + weights.met_before * met + moved + steps

    def with_one(self, person: str) -> int:
        """Return what the team costs with the person, in units: the same as `team_units` adds up to."""
        weigher = self.weigher
        own, weights = weigher.facts[person], weigher.weights
        spread = 0
        for have, gap in zip(self.gaps, own.gaps, strict=True):
            spread += abs(have + gap)
        units: int = self.base + weigher.skill * spread + weigher.year * abs(self.years + own.years)
        units += weights.skill_hole * (weigher.width - (self.strong | own.strong).bit_count())
        for have_kinds, kind, price in zip(self.kinds, own.kinds, weigher.prices, strict=True):
            if price and kind in have_kinds:
                units += price
        short = weigher.target - (self.hours & own.hours).bit_count()
        if short > 0:
            units += weights.hours_short * short
        if own.met:
            units += weights.met_before * len(own.met & self.members)
        if weights.moved:
            units += weigher.moved(person, self.number)
        if self.topic:
            units += weights.topic_rank * topic_steps(weigher.scale, (person,), self.topic)
        return units


class Weigher:
    """Everybody's facts, worked out once."""

    def __init__(self, scale: Scale) -> None:
        """Look up what counts about each person."""
        problem = scale.problem
        self.scale, self.weights = scale, problem.weights
        self.skill, self.year = problem.weights.skill_balance // 100, problem.weights.experience_balance // 100
        self.prices = tuple(getattr(problem.weights, f"{kind}_repeat") for kind in KINDS)
        self.width, self.target = len(problem.skills), problem.target_hours
        met: dict[str, set[str]] = {person.id: set() for person in problem.people}
        for one, two in scale.met:
            if one in met and two in met:
                met[one].add(two)
                met[two].add(one)
        strong = problem.strong_level
        self.facts = {
            person.id: Facts(
                scale.skill_gaps[person.id],
                scale.year_gaps[person.id],
                sum(1 << place for place, level in enumerate(person.skills) if level >= strong),
                tuple(getattr(person, kind) for kind in KINDS),
                person.availability,
                frozenset(met[person.id]),
            )
            for person in problem.people
        }

    def moved(self, person: str, number: int) -> int:
        """Return the price of the person's not being where they are now."""
        return self.weights.moved * (self.scale.current.get(person, number) != number)


@dataclass
class Looked:
    """The changes that would make the split better, the best first, and whether all there are were looked at."""

    changes: list[Change]
    is_all: bool


def better_changes(
    scale: Scale,
    teams: Teams,
    topics: Mapping[int, str],
    *,
    held: Collection[str] = (),
    closed: Collection[int] = (),
    most: int = 40_000,
) -> Looked:
    """Return every single exchange or move that costs less, rules not asked; held people and closed teams stay.

    About so many prices are worked out at most: where there would be more, only the dearest teams' people are tried.
    """
    view = View(Weigher(scale), {number: list(members) for number, members in teams.items()}, topics)
    open_teams = [number for number in teams if number not in closed]
    free = {number: [one for one in teams[number] if one not in held] for number in open_teams}
    tried, everybody = 0, sum(map(len, free.values()))
    chosen: set[str] = set()
    for number in sorted(open_teams, key=lambda one: (-view.total[one], one)):
        # Each pair has two prices; those within the chosen are counted once.
        tried += 2 * len(free[number]) * (everybody - len(chosen))
        if tried > most and chosen:
            break
        chosen.update(free[number])
    changes = [change for change in view.changes(free, chosen) if change.units < 0]
    changes.sort(key=lambda change: (change.units, change.person, change.other, change.away))
    return Looked(changes, len(chosen) == everybody)


class View:
    """The teams as they are, with what each would cost without one person and with another."""

    def __init__(self, weigher: Weigher, teams: Mapping[int, list[str]], topics: Mapping[int, str]) -> None:
        """Work out what each team costs now, and without each of its people."""
        self.weigher, self.teams, self.topics = weigher, teams, topics
        self.without: dict[str, Rest] = {}
        self.total: dict[int, int] = {}
        for number, members in teams.items():
            for member in members:
                rest = [one for one in members if one != member]
                self.without[member] = Rest(weigher, rest, number, topics.get(number))
            self.total[number] = self.without[members[0]].with_one(members[0]) if members else 0
        self.dearest = sorted(self.total, key=lambda number: -self.total[number])[:3]

    def changes(self, free: Mapping[int, Sequence[str]], chosen: Collection[str]) -> Iterator[Change]:
        """Yield what each exchange and move in which one of the chosen takes part would change."""
        for home, members in free.items():
            for away in free:
                if home >= away:
                    continue
                for person in members:
                    for other in free[away]:
                        if person in chosen or other in chosen:
                            here = self.without[person].with_one(other)
                            there = self.without[other].with_one(person)
                            yield Change(self._change(home, away, here, there), person, home, away, other)
        yield from self._moves(free, chosen)

    def _moves(self, free: Mapping[int, Sequence[str]], chosen: Collection[str]) -> Iterator[Change]:
        whole = {n: Rest(self.weigher, self.teams[n], n, self.topics.get(n)) for n in free}
        for home, members in free.items():
            for person in members:
                rest = [one for one in self.teams[home] if one != person]
                if person not in chosen or not rest:
                    continue
                here = Rest(self.weigher, rest[1:], home, self.topics.get(home)).with_one(rest[0])
                for away in free:
                    if away != home:
                        there = whole[away].with_one(person)
                        yield Change(self._change(home, away, here, there), person, home, away)

    def _change(self, home: int, away: int, here: int, there: int) -> int:
        """Return the change of the whole when two teams cost so much: the worst team's price is part of it."""
        change = here + there - self.total[home] - self.total[away]
        price = self.weigher.weights.weakest_team
        if price:
            others = max((self.total[n] for n in self.dearest if n not in (home, away)), default=0)
            worst = max((self.total[n] for n in self.dearest), default=0)
            change += price * max(here, there, others) // UNITS - price * worst // UNITS
        return change
