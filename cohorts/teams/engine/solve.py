"""Forming teams: checks, search, a second opinion, and the reasons; heavy: only tasks import it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.checks import counting_checks, data_checks
from cohorts.teams.engine.conflicts import Conflict, cheapest_repair, conflict_reason, conflicts_of, repair_reason
from cohorts.teams.engine.explain import person_reasons, team_reasons
from cohorts.teams.engine.problem import UNITS, Problem
from cohorts.teams.engine.result import Formation, Reason, Score, Status
from cohorts.teams.engine.score import score
from cohorts.teams.engine.search import Search, run
from cohorts.teams.engine.sizes import team_sizes
from cohorts.teams.engine.snapshot import fingerprint
from cohorts.teams.engine.tables import model_of
from cohorts.teams.engine.verify import verify


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the forming is: proposals looked at, and the best so far in points, its bound and broken rules."""

    done: int
    proposals: int
    points: float
    broken: int
    bound: float = 0


@dataclass(frozen=True, slots=True)
class Start:
    """A split to begin with: who is in which team, and the teams' topics, if they have any."""

    assignment: Mapping[str, int]
    topics: Mapping[int, str] = field(default_factory=dict)

    def is_whole(self, problem: Problem) -> bool:
        """Return whether everybody of the problem is in one of its teams, and nobody else is."""
        teams = team_sizes(problem)
        return set(self.assignment) == set(problem.by_id) and set(self.assignment.values()) <= set(teams)

    def is_lawful(self, problem: Problem) -> bool:
        """Return whether it keeps all the rules."""
        return self.is_whole(problem) and not score(problem, self.assignment, self.topics).broken


Tell = Callable[[Progress], None]
Ask = Callable[[], bool]


class Disagreement(Exception):
    """The second opinion found something else than the search; no such split is ever shown."""


def form_teams(
    problem: Problem,
    *,
    seed: int,
    proposals: int,
    progress: Tell | None = None,
    should_stop: Ask | None = None,
    deadline: float | None = None,
    workers: int = 2,
    start: Start | None = None,
) -> Formation:
    """Return the best split found within the budget: the same problem, seed and budget give the same.

    A deadline, as a moment of `time.monotonic`, takes the place of the proposals; then nothing is repeatable.
    Where a start is given that keeps the rules, the answer is never worse than it.
    """
    faults = data_checks(problem) or (() if team_sizes(problem) else counting_checks(problem))
    if faults:
        return formation_of(problem, seed, proposals, conflicts=faults)
    # Counting cannot speak against rules that the start keeps.
    if not (start and start.is_lawful(problem)) and counting_checks(problem):
        return _impossible(problem, seed, proposals, conflicts_of(problem, deadline)[0], deadline)
    budget = Budget(proposals, deadline, workers, should_stop)

    def tell(search: Search) -> None:
        if progress:
            best = search.best
            done = min(budget.spent, proposals)
            progress(Progress(done, proposals, best.units / UNITS, best.broken, search.bound / UNITS))

    search = Search(model_of(problem), budget, seed, tell)
    _begin(search, start)
    if search.best.broken and not budget.stopped:
        conflicts, split = conflicts_of(problem, deadline)
        if conflicts:
            return _impossible(problem, seed, proposals, conflicts, deadline)
        search.begin_with(split)
    _run_until(search, deadline)
    if start:
        search.number_like(start.assignment)
    return finished(search, seed, proposals)


def _begin(search: Search, start: Start | None) -> None:
    """There is a first good split, soon: the start, or something better."""
    if start and start.is_whole(search.model.problem):
        search.loyal = True
        search.begin_with(start.assignment, start.topics)
    search.quick()


def _impossible(
    problem: Problem, seed: int, proposals: int, conflicts: Sequence[Conflict], deadline: float | None
) -> Formation:
    """Return why the rules cannot all hold, and the cheapest repair."""
    repair = cheapest_repair(problem, conflicts, deadline)
    return formation_of(
        problem,
        seed,
        proposals,
        conflicts=tuple(conflict_reason(problem, conflict) for conflict in conflicts) or counting_checks(problem),
        repairs=tuple(repair_reason(demand, amount) for demand, amount in repair),
    )


def _run_until(search: Search, deadline: float | None) -> None:
    """The search is over, or its time is, and then its best so far counts whatever it is still at."""
    if deadline is None:
        run(search)
        return
    faults: list[Exception] = []

    def work() -> None:
        try:
            run(search)
        except Exception as fault:
            faults.append(fault)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if faults:
        raise faults[0]


def finished(search: Search, seed: int, proposals: int) -> Formation:
    """Return the search's best, looked over by the second opinion."""
    problem, best = search.model.problem, search.best
    assignment = {member: number + 1 for member, number in zip(search.model.ids, best.team, strict=True)}
    topics = topics_of(problem, best.topic)
    verdict = verify(problem, assignment, topics)
    if (best.broken == 0) != (not verdict.faults) or best.units != verdict.units:
        raise Disagreement("; ".join(verdict.faults[:5]) or f"{best.units} units found, {verdict.units} counted")
    return formation_of(
        problem,
        seed,
        proposals,
        assignment=assignment,
        topics=topics,
        proved=search.proved,
        bound=min(search.bound, best.units) if search.bound and not best.broken else None,
        stopped=search.budget.stopped,
    )


def topics_of(problem: Problem, places: Sequence[int]) -> dict[int, str]:
    """Return each team's topic by the team's number; none where wishes do not count."""
    if not (problem.topics and problem.weights.topic_rank):
        return {}
    return {number + 1: problem.topics[place].id for number, place in enumerate(places)}


def formation_of(
    problem: Problem,
    seed: int,
    proposals: int,
    *,
    assignment: dict[str, int] | None = None,
    topics: dict[int, str] | None = None,
    conflicts: tuple[Reason, ...] = (),
    **more: object,
) -> Formation:
    """Return the answer with its reasons: an impossible one where nobody is placed."""
    placed = assignment or {}
    result = score(problem, placed, topics or {}) if placed else Score((), (), 0)
    status = Status.BROKEN if result.broken else Status.FEASIBLE
    return Formation(
        status=status if placed else Status.INFEASIBLE,
        assignment=placed,
        score=result,
        seed=seed,
        proposals=proposals,
        conflicts=conflicts,
        person_reasons=person_reasons(problem, placed) if placed else {},
        team_reasons=team_reasons(problem, placed) if placed else {},
        problem_hash=fingerprint(problem),
        topics=topics or {},
        **more,  # type: ignore[arg-type]
    )
