"""Forming teams by annealing with restarts; heavy (numpy): only tasks import this module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from cohorts.teams.engine.checks import check
from cohorts.teams.engine.explain import person_reasons, team_reasons
from cohorts.teams.engine.problem import UNITS, Problem
from cohorts.teams.engine.result import Formation, Score, Status
from cohorts.teams.engine.score import score
from cohorts.teams.engine.snapshot import fingerprint
from cohorts.teams.engine.start import first_split
from cohorts.teams.engine.state import State

# While annealing, a broken rule costs about as much as a bad team, in some restarts less, so that the search
# can cross from one set of lawful splits to another; at the end it costs more than anything.
SOFT_BROKEN, HARD_BROKEN = (30 * UNITS, 6 * UNITS, 15 * UNITS), 1_000_000 * UNITS
HOT, COLD = 1.6 * UNITS, 0.25 * UNITS
# A restart is worth its while from about so many looks at every person.
FEWEST_ROUNDS, MOST_RESTARTS = 40, 6
REPORT_EVERY = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the forming is: proposals looked at, and the best so far in points and broken rules."""

    done: int
    proposals: int
    points: float
    broken: int


Tell = Callable[[Progress], None]
Ask = Callable[[], bool]


def form_teams(
    problem: Problem,
    *,
    seed: int,
    proposals: int,
    progress: Tell | None = None,
    should_stop: Ask | None = None,
) -> Formation:
    """Return the best split found within the budget: the same problem, seed and budget give the same."""
    conflicts = check(problem)
    if conflicts:
        return _formation(Status.INFEASIBLE, problem, {}, seed, proposals, conflicts=conflicts)
    search = Search(problem, seed, proposals, progress, should_stop)
    assignment = search.run()
    result = score(problem, assignment)
    status = Status.BROKEN if result.broken else Status.FEASIBLE
    return _formation(status, problem, assignment, seed, proposals, result=result, stopped=search.stopped)


def _formation(
    status: Status,
    problem: Problem,
    assignment: dict[str, int],
    seed: int,
    proposals: int,
    *,
    result: Score | None = None,
    **more: object,
) -> Formation:
    placed = bool(assignment)
    return Formation(
        status=status,
        assignment=assignment,
        score=result or Score((), (), 0),
        seed=seed,
        proposals=proposals,
        person_reasons=person_reasons(problem, assignment) if placed else {},
        team_reasons=team_reasons(problem, assignment) if placed else {},
        problem_hash=fingerprint(problem),
        **more,  # type: ignore[arg-type]
    )


class Search:
    """One run over all restarts, that keeps the best split it meets."""

    def __init__(
        self, problem: Problem, seed: int, proposals: int, progress: Tell | None, should_stop: Ask | None
    ) -> None:
        """Share the budget of proposals out among the restarts."""
        self.problem, self.seed, self.proposals = problem, seed, proposals
        self.tell, self.ask = progress, should_stop
        self.stopped = False
        self.looked = 0
        people = len(problem.people)
        self.steps = max(proposals // max(people, 1), 1)
        self.restarts = min(MOST_RESTARTS, max(1, self.steps // (FEWEST_ROUNDS * max(people, 1))))
        self.best = first_split(problem)
        self.key = self._key(self.best)

    def run(self) -> dict[str, int]:
        """Return the best split met in all restarts, descended from until no exchange is better."""
        start = dict(self.best)
        self._polish(start)
        for restart in range(self.restarts):
            if self.stopped:
                break
            chance = np.random.Generator(np.random.PCG64([self.seed, restart]))
            state = State(self.problem, self._shuffled(start, chance, restart), SOFT_BROKEN[restart % len(SOFT_BROKEN)])
            # The cheapest split met may break a rule where the last one does not.
            self._polish(self._anneal(state, chance, self.steps // self.restarts))
            self._polish(state.assignment())
        return self.best

    def _shuffled(self, start: dict[str, int], chance: np.random.Generator, restart: int) -> dict[str, int]:
        """Return the start itself for the first restart, and for others one with everybody free dealt out anew."""
        bound = {person for person, _team in self.problem.rules.locks}
        free = [member for member in sorted(start) if member not in bound]
        if restart == 0:
            return start
        places = chance.permutation([start[member] for member in free])
        return start | {member: int(place) for member, place in zip(free, places, strict=True)}

    def _key(self, assignment: dict[str, int]) -> tuple[int, int, tuple[tuple[str, int], ...]]:
        result = score(self.problem, assignment)
        return result.broken, result.total, tuple(sorted(assignment.items()))

    def _keep(self, assignment: dict[str, int]) -> None:
        key = self._key(assignment)
        if key < self.key:
            self.best, self.key = assignment, key

    def _anneal(self, state: State, chance: np.random.Generator, steps: int) -> dict[str, int]:
        """Exchange people at random, cheap exchanges more likely, ever more so as it cools; return the best met."""
        order = _rounds(np.flatnonzero(state.free), chance)
        best, level, lowest = state.assignment(), 0, 0
        for step in range(steps):
            person = next(order, None)
            if person is None or self._pause(step):
                break
            heat = HOT * (COLD / HOT) ** (step / steps)
            changes = state.changes(person)
            # Adding Gumbel noise and taking the least draws each exchange by its Boltzmann weight.
            noise = heat * np.log(-np.log(chance.random(len(changes) + 1)))
            other = int(np.argmin(changes + noise[:-1]))
            if changes[other] + noise[other] < noise[-1]:
                level += int(changes[other])
                state.exchange(person, other)
                if level < lowest:
                    best, lowest = state.assignment(), level
        return best

    def _pause(self, step: int) -> bool:
        """Tell how far it is, now and then, and say whether to stop."""
        self.looked += len(self.problem.people)
        if step % REPORT_EVERY:
            return False
        if self.tell:
            self.tell(Progress(min(self.looked, self.proposals), self.proposals, self.key[1] / UNITS, self.key[0]))
        if self.ask and self.ask():
            self.stopped = True
        return self.stopped

    def _polish(self, assignment: dict[str, int]) -> None:
        """Take the best exchange of each person in turn until none is better, and keep what comes out."""
        state = State(self.problem, assignment, HARD_BROKEN)
        better = True
        while better:
            better = False
            for person in np.flatnonzero(state.free):
                changes = state.changes(int(person))
                other = int(np.argmin(changes))
                if changes[other] < 0:
                    state.exchange(int(person), other)
                    better = True
        self._keep(state.assignment())


def _rounds(people: np.ndarray, chance: np.random.Generator) -> Iterator[int]:
    """Yield everybody in a new random order, again and again."""
    while len(people):
        yield from (int(person) for person in chance.permutation(people))
