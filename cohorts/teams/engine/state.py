"""A split held in arrays, so that every exchange of one person is priced at once; heavy (numpy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cohorts.teams.engine.problem import Person, Problem
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.sizes import side_range, team_sizes

Ints = NDArray[np.int64]
NEVER = 1 << 50


class Kinds:
    """People of one kind each (employer, background, ...), counted by team."""

    def __init__(self, values: Sequence[str], teams: int, *, repeat: int, cap: int | None, broken: int) -> None:
        """Number the values; blanks are all different."""
        names = sorted({value for value in values if value})
        place = {name: number for number, name in enumerate(names)}
        codes = [place.get(value, len(names) + number) for number, value in enumerate(values)]
        self.code: Ints = np.array(codes, dtype=np.int64)
        self.count: Ints = np.zeros((teams, len(names) + len(values)), dtype=np.int64)
        self.repeat, self.cap, self.broken = repeat, cap, broken

    def change(self, person: int, home: int, team: Ints) -> tuple[Ints, Ints, Ints]:
        """Return for every exchange what it costs, and how many kinds the home and the other team gain."""
        own, others = self.code[person], self.code
        here, there = self.count[home], self.count[team]
        each = np.arange(len(team))
        other = own != others
        home_kinds = ((here[others] == 0).astype(np.int64) - (here[own] == 1)) * other
        away_kinds = ((there[:, own] == 0).astype(np.int64) - (there[each, others] == 1)) * other
        cost = -self.repeat * (home_kinds + away_kinds)
        if self.cap is not None:
            cap = self.cap
            more = (here[others] >= cap).astype(np.int64) + (there[:, own] >= cap)
            fewer = (there[each, others] > cap).astype(np.int64) + (here[own] > cap)
            cost = cost + self.broken * (more - fewer) * other
        return cost, home_kinds, away_kinds

    def move(self, person: int, home: int, away: int) -> None:
        """Count the person in the other team."""
        self.count[home, self.code[person]] -= 1
        self.count[away, self.code[person]] += 1


class State:
    """Who is in which team, with the sums by team from which exchanges are priced."""

    def __init__(self, problem: Problem, assignment: Mapping[str, int], broken: int) -> None:
        """Set up the sums; a broken rule costs so many units."""
        self.problem, self.broken = problem, broken
        self.ids = [person.id for person in problem.people]
        self.index = {member: number for number, member in enumerate(self.ids)}
        self.sizes = np.array([size for _number, size in sorted(team_sizes(problem).items())], dtype=np.int64)
        scale = scale_of(problem)
        self._weigh(problem, scale)
        self._kinds(problem)
        self._pairs(problem, scale)
        self._mix(problem, scale)
        locked = {person for person, _team in problem.rules.locks}
        self.free = np.array([member not in locked for member in self.ids], dtype=bool)
        self.hours = np.array([person.availability for person in problem.people], dtype=np.uint64)
        self.place(assignment)

    def _weigh(self, problem: Problem, scale: Scale) -> None:
        weights, rules, people = problem.weights, problem.rules, problem.people
        gaps = [(*scale.skill_gaps[person.id], scale.year_gaps[person.id]) for person in people]
        self.gaps: Ints = np.array(gaps, dtype=np.int64).reshape(len(people), len(problem.skills) + 1)
        prices = [weights.skill_balance // 100] * len(problem.skills) + [weights.experience_balance // 100]
        self.gap_price: Ints = np.array(prices, dtype=np.int64)
        hole = weights.skill_hole + self.broken * rules.cover_skills
        has = [[*_strong(problem, person), *(tag in person.tags for tag in rules.required_tags)] for person in people]
        self.has: Ints = np.array(has, dtype=np.int64).reshape(len(people), -1)
        self.hole_price: Ints = np.array(
            [hole] * len(problem.skills) + [self.broken] * len(rules.required_tags), dtype=np.int64
        )
        alone = [[kind in person.attributes for kind in rules.never_alone] for person in people]
        self.alone: Ints = np.array(alone, dtype=np.int64).reshape(len(people), -1)

    def _kinds(self, problem: Problem) -> None:
        weights, rules, people = problem.weights, problem.rules, problem.people
        teams = len(self.sizes)

        def kinds(name: str, repeat: int, cap: int | None = None) -> Kinds:
            values = [str(getattr(person, name)) for person in people]
            return Kinds(values, teams, repeat=repeat, cap=cap, broken=self.broken)

        self.region = kinds("region", weights.region_repeat)
        self.kinds = [
            self.region,
            kinds("background", weights.background_repeat),
            kinds("scheme", weights.scheme_repeat),
        ]
        self.kinds += [kinds("employer", 0, rules.employer_cap), kinds("department", 0, rules.department_cap)]
        idle = [one for one in self.kinds if one.repeat == 0 and one.cap is None]
        self.priced = [one for one in self.kinds if one not in idle and one is not self.region]
        self.region_counts = rules.not_all_one_region or weights.region_repeat > 0

    def _pairs(self, problem: Problem, scale: Scale) -> None:
        people, rules, weights = problem.people, problem.rules, problem.weights
        self.pair: Ints = np.zeros((len(people), len(people)), dtype=np.int64)
        for price, pairs in (
            (weights.met_before, scale.met),
            (self.broken, rules.apart),
            (-self.broken, [(group[0], other) for group in rules.together for other in group[1:]]),
        ):
            for one, two in pairs:
                if one in self.index and two in self.index:
                    self.pair[self.index[one], self.index[two]] += price
                    self.pair[self.index[two], self.index[one]] += price
        self.has_pairs = bool(self.pair.any())
        self.alone_price: Ints = np.zeros((len(people), len(self.sizes)), dtype=np.int64)
        for member, home in scale.current.items():
            if member in self.index:
                self.alone_price[self.index[member]] = weights.moved
                if 1 <= home <= len(self.sizes):
                    self.alone_price[self.index[member], home - 1] = 0

    def _mix(self, problem: Problem, scale: Scale) -> None:
        self.side: Ints = np.array([person.side == problem.rules.mix_side for person in problem.people], dtype=np.int64)
        ranges = [side_range(problem.rules.mix_within, scale.of_side, len(self.ids), int(size)) for size in self.sizes]
        self.low: Ints = np.array([low for low, _high in ranges], dtype=np.int64)
        self.high: Ints = np.array([high for _low, high in ranges], dtype=np.int64)

    def place(self, assignment: Mapping[str, int]) -> None:
        """Put everybody where the assignment says, and count anew."""
        teams = len(self.sizes)
        self.team: Ints = np.array([assignment[member] - 1 for member in self.ids], dtype=np.int64)
        member = np.eye(teams, dtype=np.int64)[self.team]
        self.sums: Ints = member.T @ self.gaps
        self.haves: Ints = member.T @ self.has
        self.alones: Ints = member.T @ self.alone
        self.sides: Ints = member.T @ self.side
        self.pulls: Ints = self.pair @ member + self.alone_price
        for kind in self.kinds:
            kind.count[:] = 0
            np.add.at(kind.count, (self.team, kind.code), 1)
        self.rest = np.zeros(len(self.ids), dtype=np.uint64)
        for number in range(teams):
            self._count_hours(number)

    def _count_hours(self, number: int) -> None:
        """Keep for every member the hours that the others of the team share."""
        members = np.flatnonzero(self.team == number)
        for member in members:
            others = self.hours[members[members != member]]
            self.rest[member] = np.bitwise_and.reduce(others) if len(others) else ~np.uint64(0)

    def assignment(self) -> dict[str, int]:
        """Return the split by person id."""
        return {member: int(number) + 1 for member, number in zip(self.ids, self.team, strict=True)}

    def changes(self, person: int) -> Ints:
        """Return what exchanging the person with every other one would change, in units."""
        home, team = int(self.team[person]), self.team
        cost = self._balance(person, home, team) + self._has(person, home, team) + self._hours(person, team)
        for kind in self.priced:
            cost += kind.change(person, home, team)[0]
        if self.region_counts:
            cost += self._regions(person, home, team)
        cost += self._sides(person, home, team) + self._pulls(person, home, team)
        cost[(team == home) | ~self.free] = NEVER
        return cost

    def _balance(self, person: int, home: int, team: Ints) -> Ints:
        shift = self.gaps - self.gaps[person]
        old = np.abs(self.sums) @ self.gap_price
        new = (np.abs(self.sums[home] + shift) + np.abs(self.sums[team] - shift)) @ self.gap_price
        change: Ints = new - old[home] - old[team]
        return change

    def _has(self, person: int, home: int, team: Ints) -> Ints:
        shift = self.has - self.has[person]
        old = (self.haves == 0) @ self.hole_price
        here, there = self.haves[home] + shift == 0, self.haves[team] - shift == 0
        change: Ints = here @ self.hole_price + there @ self.hole_price - old[home] - old[team]
        if self.alone.shape[1]:
            shift = self.alone - self.alone[person]
            lone = (self.alones == 1).sum(axis=1)
            here, there = self.alones[home] + shift == 1, self.alones[team] - shift == 1
            change = change + self.broken * (here.sum(axis=1) + there.sum(axis=1) - lone[home] - lone[team])
        return change

    def _hours(self, person: int, team: Ints) -> Ints:
        own, rest = self.hours[person], self.rest
        old = self._short(rest & self.hours)
        change: Ints = self._short(rest[person] & self.hours) + self._short(rest & own) - old[person] - old
        return change

    def _short(self, mask: NDArray[np.uint64]) -> Ints:
        problem = self.problem
        hours = np.bitwise_count(mask).astype(np.int64)
        soft = problem.weights.hours_short * np.maximum(0, problem.target_hours - hours)
        price: Ints = soft + self.broken * np.maximum(0, problem.rules.min_common_hours - hours)
        return price

    def _regions(self, person: int, home: int, team: Ints) -> Ints:
        change, here, there = self.region.change(person, home, team)
        if self.problem.rules.not_all_one_region:
            kinds = (self.region.count > 0).sum(axis=1)
            one = (kinds == 1) & (self.sizes > 1)
            new = (kinds[home] + here == 1) & (self.sizes[home] > 1)
            other = (kinds[team] + there == 1) & (self.sizes[team] > 1)
            change = change + self.broken * (new.astype(np.int64) + other - one[home] - one[team])
        return change

    def _sides(self, person: int, home: int, team: Ints) -> Ints:
        shift = self.side - self.side[person]
        old = self._off(self.sides, np.arange(len(self.sizes)))
        here = self._off(self.sides[home] + shift, np.full(len(team), home))
        change: Ints = self.broken * (here + self._off(self.sides[team] - shift, team) - old[home] - old[team])
        return change

    def _off(self, count: Ints, team: Ints) -> Ints:
        if self.problem.rules.mix_within is None:
            return np.zeros(len(count), dtype=np.int64)
        off: Ints = np.maximum(0, np.maximum(self.low[team] - count, count - self.high[team]))
        return off

    def _pulls(self, person: int, home: int, team: Ints) -> Ints:
        each = np.arange(len(team))
        gone = self.pulls[person, team] - self.pulls[person, home]
        come = self.pulls[:, home] - self.pulls[each, team]
        change: Ints = gone + come - 2 * self.pair[person]
        return change

    def exchange(self, one: int, two: int) -> None:
        """Let the two people change places."""
        for person, home, away in ((one, self.team[one], self.team[two]), (two, self.team[two], self.team[one])):
            self.sums[home] -= self.gaps[person]
            self.sums[away] += self.gaps[person]
            self.haves[home] -= self.has[person]
            self.haves[away] += self.has[person]
            self.alones[home] -= self.alone[person]
            self.alones[away] += self.alone[person]
            self.sides[home] -= self.side[person]
            self.sides[away] += self.side[person]
            if self.has_pairs:
                self.pulls[:, home] -= self.pair[:, person]
                self.pulls[:, away] += self.pair[:, person]
            for kind in self.kinds:
                kind.move(person, int(home), int(away))
        self.team[one], self.team[two] = self.team[two], self.team[one]
        self._count_hours(int(self.team[one]))
        self._count_hours(int(self.team[two]))


def _strong(problem: Problem, person: Person) -> list[bool]:
    return [level >= problem.strong_level for level in person.skills]
