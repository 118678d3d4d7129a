"""What the engine is measured against: a random split, plain annealing, and one plain CP-SAT model of everything."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.teams.reading import read
from cohorts.teams.engine.annealing import chain_of, run_chains, start_of
from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.kernels.layout import SUITORS
from cohorts.teams.engine.solve import topics_of
from cohorts.teams.engine.tables import model_of

Data = Mapping[str, Any]
Teams = dict[str, str]
# Beyond so many people the plain model takes longer to build than it is given to solve.
MOST_PEOPLE = 400
PLAIN_PROPOSALS = 60_000_000


def random_split(data: Data, seed: int) -> Teams:
    """Return everybody in a random team of an even size."""
    ids = sorted(person["id"] for person in data["people"])
    random.Random(seed).shuffle(ids)
    return {person: data["teams"][place % len(data["teams"])] for place, person in enumerate(ids)}


def plain_annealing(data: Data) -> tuple[Teams, dict[str, str]]:
    """Return what one long annealing finds by exchanges of people drawn by chance alone, compiled as the engine's."""
    instance = read(data)
    model = model_of(instance.problem)
    constants = model.tables.constants.copy()
    constants[SUITORS] = 1
    plain = replace(model, tables=model.tables._replace(constants=constants))
    chain = chain_of(plain, start_of(plain), (1,), PLAIN_PROPOSALS, mixed=False)
    found = run_chains([chain], Budget(PLAIN_PROPOSALS, workers=1), lambda best: None)
    briefs = topics_of(instance.problem, found.topic)
    teams = {member: instance.teams[number] for member, number in zip(model.ids, found.team, strict=True)}
    return teams, {instance.teams[number - 1]: topic for number, topic in briefs.items()}


def plain_model(data: Data, seconds: float) -> tuple[Teams, dict[str, str]] | None:
    """Return what one model with every rule and wish finds in the time; nothing if it finds no split."""
    model = Plain(data)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return model.answer(solver)


class Plain:
    """Noughts and ones for every person and team, and for every team and brief; sums and their distances priced."""

    def __init__(self, data: Data) -> None:
        """State all of it."""
        self.data, self.model = data, cp_model.CpModel()
        self.people, self.teams = data["people"], data["teams"]
        self.at = [[self.model.new_bool_var("") for _team in self.teams] for _person in self.people]
        self.brief = [[self.model.new_bool_var("") for _brief in data["briefs"]] for _team in self.teams]
        self.costs: list[Any] = []
        self.place = {person["id"]: number for number, person in enumerate(self.people)}
        self._rules()
        for team in range(len(self.teams)):
            self._team_rules(team)
            self._hours(team)
            self._balance(team)
            self._wishes(team)
        self.model.minimize(sum(self.costs))

    def _rules(self) -> None:
        hard, model = self.data["hard"], self.model
        for row in [*self.at, *self.brief]:
            model.add_exactly_one(row)
        for number, brief in enumerate(self.data["briefs"]):
            model.add(sum(row[number] for row in self.brief) <= brief["max_teams"])
        for person, team in hard["locked"]:
            model.add(self.at[self.place[person]][self.teams.index(team)] == 1)
        for team in range(len(self.teams)):
            for one, two in hard["apart"]:
                model.add(self.at[self.place[one]][team] + self.at[self.place[two]][team] <= 1)
            for first, *others in hard["together"]:
                for other in others:
                    model.add(self.at[self.place[first]][team] == self.at[self.place[other]][team])

    def _those(self, team: int, test: Any) -> list[Any]:
        return [row[team] for row, person in zip(self.at, self.people, strict=True) if test(person)]

    def _team_rules(self, team: int) -> None:
        hard, model = self.data["hard"], self.model
        everybody = self._those(team, lambda person: True)
        model.add_linear_constraint(sum(everybody), hard["size_min"], hard["size_max"])
        public = self._those(team, lambda person: person["sector"] == "public")
        count = sum(person["sector"] == "public" for person in self.people)
        most = hard["sector_within"] * len(self.people)
        model.add_linear_constraint(len(self.people) * sum(public) - count * sum(everybody), -most, most)
        for employer in sorted({person["employer"] for person in self.people}):
            model.add(sum(self._those(team, lambda p, e=employer: p["employer"] == e)) <= hard["employer_max"])
        for tag in hard["require_tags"]:
            model.add(sum(self._those(team, lambda p, t=tag: t in p["tags"])) >= 1)
        for region in sorted({person["region"] for person in self.people}):
            model.add(sum(self._those(team, lambda p, r=region: p["region"] != r)) >= 1)
        for kind in hard["never_exactly_one"]:
            some = model.new_bool_var("")
            those = self._those(team, lambda p, k=kind: k in p["attrs"])
            model.add(sum(those) >= 2).only_enforce_if(some)
            model.add(sum(those) == 0).only_enforce_if(~some)

    def _hours(self, team: int) -> None:
        model, soft = self.model, self.data["soft"]
        free = [model.new_bool_var("") for _hour in range(40)]
        for hour, variable in enumerate(free):
            away = self._those(team, lambda p, h=hour: not int(p["hours"], 16) >> h & 1)
            model.add(sum(away) == 0).only_enforce_if(variable)
        model.add(sum(free) >= self.data["hard"]["min_common_hours"])
        short = model.new_int_var(0, soft["target_common_hours"], "")
        model.add(short >= soft["target_common_hours"] - sum(free))
        self.costs.append(round(200 * soft["points"]["overlap_short"]) * short)

    def _balance(self, team: int) -> None:
        points, model = self.data["soft"]["points"], self.model
        columns = [[person["skills"][k] for person in self.people] for k in range(len(self.data["skills"]))]
        for values, price in [
            *((column, points["skill_balance"]) for column in columns),
            ([person["years"] for person in self.people], points["experience_balance"]),
        ]:
            mean = sum(values) / len(values)
            gaps = [round(100 * (value - mean)) for value in values]
            far = model.new_int_var(0, sum(map(abs, gaps)), "")
            total = sum(gap * row[team] for gap, row in zip(gaps, self.at, strict=True))
            model.add(far >= total)
            model.add(far >= -total)
            self.costs.append(round(2 * price) * far)

    def _wishes(self, team: int) -> None:
        soft, model = self.data["soft"], self.model
        points = soft["points"]
        for column in range(len(self.data["skills"])):
            hole = model.new_bool_var("")
            strong = self._those(team, lambda p, k=column: p["skills"][k] >= soft["strong_level"])
            model.add(sum(strong) + hole >= 1)
            self.costs.append(round(200 * points["strong_skill_hole"]) * hole)
        for background in sorted({person["background"] for person in self.people}):
            again = model.new_int_var(0, len(self.people), "")
            model.add(again >= sum(self._those(team, lambda p, b=background: p["background"] == b)) - 1)
            self.costs.append(round(200 * points["background_repeat"]) * again)
        for one, two in soft["met_before"]:
            both = model.new_bool_var("")
            model.add(self.at[self.place[one]][team] + self.at[self.place[two]][team] - 1 <= both)
            self.costs.append(round(200 * points["met_before"]) * both)
        last = soft["unranked_cost"] - 1
        for number, brief in enumerate(self.data["briefs"]):
            ranks = [p["prefs"].index(brief["id"]) if brief["id"] in p["prefs"] else last for p in self.people]
            steps = model.new_int_var(0, last * len(self.people), "")
            total = sum(rank * row[team] for rank, row in zip(ranks, self.at, strict=True))
            model.add(steps >= total).only_enforce_if(self.brief[team][number])
            self.costs.append(round(200 * points["brief_rank"]) * steps)

    def answer(self, solver: cp_model.CpSolver) -> tuple[Teams, dict[str, str]]:
        """Return who is where, and each team's brief."""
        teams = {
            person["id"]: next(name for name, one in zip(self.teams, row, strict=True) if solver.value(one))
            for person, row in zip(self.people, self.at, strict=True)
        }
        briefs = {
            name: next(b["id"] for b, one in zip(self.data["briefs"], row, strict=True) if solver.value(one))
            for name, row in zip(self.teams, self.brief, strict=True)
        }
        return teams, briefs
