"""People leave at random, and the curve of people moved against points is measured."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.teams.generate import instance
from benchmarks.teams.reading import read
from cohorts.teams.engine.problem import Problem
from cohorts.teams.engine.repair import Step, repair_curve
from cohorts.teams.engine.solve import form_teams

PROPOSALS = 2_000_000


def curve_rows(sizes: list[int]) -> Iterator[str]:
    """Yield a row of the table for each size."""
    for size in sizes:
        data = instance(size, 1)
        problem = read(data).problem
        formation = form_teams(problem, seed=1, proposals=PROPOSALS)
        left = after_leaving(problem, dict(formation.assignment), max(2, size // 30), seed=1)
        begun = time.monotonic()
        curve = repair_curve(left)
        seconds = time.monotonic() - begun
        words = ", ".join(map(_words, curve))
        yield f"| {data['name']} | {size - len(left.people)} | {seconds:.1f} | {words} |"


def _words(step: Step) -> str:
    broken = "" if step.keeps_rules else f" ({step.score.broken} broken)"
    return f"{step.moved}: {step.points:.2f}{broken}"


def after_leaving(problem: Problem, teams: dict[str, int], count: int, seed: int) -> Problem:
    """Return the problem without some people whom no rule names, with the teams that there are."""
    rules = problem.rules
    named = {one for group in [*rules.apart, *rules.together] for one in group} | {one for one, _team in rules.locks}
    free = [person.id for person in problem.people if person.id not in named]
    gone = set(random.Random(seed).sample(free, count))
    met = tuple(pair for pair in problem.met_before if not gone & set(pair))
    people = tuple(person for person in problem.people if person.id not in gone)
    return replace(problem, people=people, met_before=met, current=tuple(teams.items()))
