"""Whether some rules can hold together, by CP-SAT with one assumption for each rule; heavy (ortools)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from cohorts.teams.engine.demands import Demand
from cohorts.teams.engine.problem import Person, Problem
from cohorts.teams.engine.sizes import size_range, team_sizes

# Rules that stay broken however many others join, so that it is enough to look at the people they name.
OF_FEW = frozenset({"APART", "TOGETHER", "LOCKED", "EMPLOYER", "DEPARTMENT", "HOURS", "SIZE"})
MOST_TERMS, MOST_WORK = 3_000_000, 20.0


@dataclass(frozen=True)
class Answer:
    """What the solver said: can hold, with a split; cannot, with rules that already cannot; or neither in time."""

    holds: bool | None
    core: tuple[Demand, ...] = ()
    split: dict[str, int] = field(default_factory=dict)


@dataclass
class Draft:
    """A model as text: variables are noughts and ones, constraints are sums within a range if a literal holds."""

    variables: int = 0
    lines: list[str] = field(default_factory=list)
    terms: int = 0

    def new(self, count: int) -> range:
        """Return so many new variables."""
        first = self.variables
        self.variables += count
        return range(first, first + count)

    def within(self, literals: Sequence[int], terms: Sequence[int], low: int, high: int, signs: str = "") -> None:
        """If all literals hold, the sum of the terms is from low to high."""
        self.terms += len(terms)
        when = "".join(f"enforcement_literal:{literal} " for literal in literals)
        factors = signs or ",".join("1" * len(terms))
        numbers = ",".join(map(str, terms))
        self.lines.append(f"constraints{{{when}linear{{vars:[{numbers}] coeffs:[{factors}] domain:[{low},{high}]}}}}")

    def text(self, assumptions: Sequence[int]) -> str:
        """Return the whole model."""
        variables = "variables{domain:[0,1]}" * self.variables
        return f"{variables}{''.join(self.lines)}assumptions:[{','.join(map(str, assumptions))}]"


def answer(problem: Problem, demands: Sequence[Demand], seconds: float | None, *, few: bool = False) -> Answer:
    """Return whether the demands can hold together; looking at few people, only a no can be relied on.

    Without seconds the solver's own measure of work ends it, which is the same everywhere.
    """
    named = {person for demand in demands for person in demand.people if demand.code not in ("EMPLOYER", "DEPARTMENT")}
    people = [person for person in problem.people if not few or person.id in named]
    model = _Model(problem, people, few=few)
    for demand in demands:
        model.demand(demand)
    return model.solved(demands, seconds)


class _Model:
    """One variable for each person and team, and one for each demand."""

    def __init__(self, problem: Problem, people: Sequence[Person], *, few: bool) -> None:
        self.problem, self.people, self.few = problem, people, few
        self.teams = range(len(team_sizes(problem)))
        self.draft = Draft()
        self.at = {person.id: self.draft.new(len(self.teams)) for person in people}
        self.literals: list[int] = []
        for row in self.at.values():
            self.draft.within((), row, 1, 1)
        low = 0 if few else 1
        for team in self.teams:
            self.draft.within((), [row[team] for row in self.at.values()], low, len(people))

    def demand(self, demand: Demand) -> None:
        """The demand holds if its literal does."""
        literal = self.draft.new(1)[0]
        self.literals.append(literal)
        rows = [self.at[person] for person in demand.people if person in self.at]
        builder: Callable[[int, Demand, list[range]], None] = getattr(self, f"_{demand.code.lower()}")
        builder(literal, demand, rows)

    def _team(self, team: int, people: Sequence[Person] | None = None) -> list[int]:
        return [self.at[person.id][team] for person in (self.people if people is None else people)]

    def _size(self, literal: int, demand: Demand, rows: list[range]) -> None:
        low, high = size_range(self.problem)
        for team in self.teams:
            self.draft.within((literal,), self._team(team), 0 if self.few else low, high)

    def _mix(self, literal: int, demand: Demand, rows: list[range]) -> None:
        """Everybody of the side counts the others' share, everybody else their own; in units of one person in all."""
        rules, everybody = self.problem.rules, len(self.problem.people)
        of_side = sum(person.side == rules.mix_side for person in self.problem.people)
        weights = [everybody - of_side if person.side == rules.mix_side else -of_side for person in self.people]
        signs = ",".join(map(str, weights))
        most = (rules.mix_within or 0) * everybody
        for team in self.teams:
            self.draft.within((literal,), self._team(team), -most, most, signs)

    def _employer(self, literal: int, demand: Demand, rows: list[range]) -> None:
        self._cap(literal, self.problem.rules.employer_cap or 0, rows)

    def _department(self, literal: int, demand: Demand, rows: list[range]) -> None:
        self._cap(literal, self.problem.rules.department_cap or 0, rows)

    def _cap(self, literal: int, cap: int, rows: list[range]) -> None:
        if len(rows) > cap * len(self.teams):
            self._never(literal)
        for team in self.teams:
            self.draft.within((literal,), [row[team] for row in rows], 0, cap)

    def _never(self, literal: int) -> None:
        """By counting alone the rule cannot hold, which the solver would be long in finding out."""
        self.draft.within((), (literal,), 0, 0)

    def _apart(self, literal: int, demand: Demand, rows: list[range]) -> None:
        self._cap(literal, 1, rows)

    def _together(self, literal: int, demand: Demand, rows: list[range]) -> None:
        for row in rows[1:]:
            for team in self.teams:
                self.draft.within((literal,), (rows[0][team], row[team]), 0, 0, "1,-1")

    def _locked(self, literal: int, demand: Demand, rows: list[range]) -> None:
        number = (demand.team or 0) - 1
        if number in self.teams:
            self.draft.within((literal,), (rows[0][number],), 1, 1)
        else:
            self.draft.within((), (literal,), 0, 0)

    def _some(self, literal: int, people: Sequence[Person]) -> None:
        if len(people) < len(self.teams) and not self.few:
            self._never(literal)
        for team in self.teams:
            self.draft.within((literal,), self._team(team, people), 1, len(self.people))

    def _tag(self, literal: int, demand: Demand, rows: list[range]) -> None:
        self._some(literal, [person for person in self.people if demand.about in person.tags])

    def _skill(self, literal: int, demand: Demand, rows: list[range]) -> None:
        place, level = self.problem.skills.index(demand.about), self.problem.strong_level
        self._some(literal, [person for person in self.people if person.skills[place] >= level])

    def _region(self, literal: int, demand: Demand, rows: list[range]) -> None:
        """Somebody is from elsewhere, or the team is of one."""
        for region in sorted({person.region for person in self.people if person.region}):
            inside = [person for person in self.people if person.region == region]
            outside = [person for person in self.people if person.region != region]
            for team in self.teams:
                terms = self._team(team, outside) + self._team(team, inside)
                signs = ",".join([str(len(self.people))] * len(outside) + ["-1"] * len(inside))
                self.draft.within((literal,), terms, -1, len(self.people) ** 2, signs)

    def _hours(self, literal: int, demand: Demand, rows: list[range]) -> None:
        """Enough hours are chosen for each team, and whoever is not free then is elsewhere."""
        masks = [person.availability for person in self.people]
        hours = [
            hour
            for hour in range(max((mask.bit_length() for mask in masks), default=0))
            if any(m >> hour & 1 for m in masks)
        ]
        for team in self.teams:
            chosen = self.draft.new(len(hours))
            self.draft.within((literal,), chosen, self.problem.rules.min_common_hours, len(hours))
            for hour, variable in zip(hours, chosen, strict=True):
                away = [person for person in self.people if not person.availability >> hour & 1]
                if away:
                    self.draft.within((literal, variable), self._team(team, away), 0, 0)

    def _alone(self, literal: int, demand: Demand, rows: list[range]) -> None:
        """None of the kind, or at least two."""
        kind = [person for person in self.people if demand.about in person.attributes]
        for team in self.teams:
            none = self.draft.new(1)[0]
            self.draft.within((literal, none), self._team(team, kind), 0, 0)
            self.draft.within((literal, -none - 1), self._team(team, kind), 2, len(self.people))

    def solved(self, demands: Sequence[Demand], seconds: float | None) -> Answer:
        """Return the solver's answer."""
        if self.draft.terms > MOST_TERMS:
            return Answer(None)
        # The whole of ortools' Python layer would load pandas as well, which takes longer than most of these answers.
        from ortools.sat.python import cp_model_helper as solver  # noqa: PLC0415

        model = solver.CpModelProto()
        assert model.parse_text_format(self.draft.text(self.literals))
        parameters = solver.SatParameters()
        limit = f"max_deterministic_time:{MOST_WORK}" if seconds is None else f"max_time_in_seconds:{seconds}"
        parameters.parse_text_format(f"num_workers:1 random_seed:1 {limit}")
        wrapper = solver.SolveWrapper()
        wrapper.set_parameters(parameters)
        response = wrapper.solve(model)  # type: ignore[no-untyped-call]
        status = response.status.name
        if status in ("OPTIMAL", "FEASIBLE"):
            return Answer(True, split=dict(self._split(list(response.solution))))
        if status != "INFEASIBLE":
            return Answer(None)
        core = set(solver.ResponseHelper.sufficient_assumptions_for_infeasibility(response))
        found = [one for literal, one in zip(self.literals, demands, strict=True) if literal in core]
        return Answer(False, tuple(found) or tuple(demands))

    def _split(self, values: Sequence[int]) -> Iterator[tuple[str, int]]:
        for person, row in self.at.items():
            yield person, next(team for team in self.teams if values[row[team]]) + 1
