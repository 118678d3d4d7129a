"""A split of people into teams as the compiled loops change it; heavy (numpy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cohorts.teams.engine.kernels.layout import FIXED, NOISE_SHIFT, NOISE_SIZE, Ints, Part, State
from cohorts.teams.engine.native import call
from cohorts.teams.engine.problem import UNITS
from cohorts.teams.engine.tables import Model


@dataclass(frozen=True)
class Found:
    """A split that was met: how many rules it breaks, what it costs, who is where, and each team's topic."""

    broken: int
    units: int
    team: tuple[int, ...]
    topic: tuple[int, ...]

    @property
    def key(self) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
        """Return what is less for the better split; ties go by who is where, in the order of ids."""
        return self.broken, self.units, self.team, self.topic


def _noise() -> Ints:
    """Return minus the logarithms of even steps from 0 to 1: by these changes that cost more are let through."""
    steps = (np.arange(NOISE_SIZE) + 0.5) / NOISE_SIZE
    return np.round(-np.log(steps) * (1 << NOISE_SHIFT)).astype(np.int64)


NOISE = _noise()


def part_of(model: Model, seed: Sequence[int], movers: Ints | None = None, teams: Ints | None = None) -> Part:
    """Return a part with the people who may move and a chance of its own; by default everybody free."""
    free = np.flatnonzero(model.tables.facts[:, FIXED] == 0).astype(np.int64)
    room = model.widest + 1
    return Part(
        free if movers is None else movers,
        _open_teams(model) if teams is None else teams,
        np.array([int(np.random.SeedSequence(list(seed)).generate_state(1, np.uint64)[0] >> 1) | 1], dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(model.tables.gaps.shape[1], dtype=np.int64),
        NOISE,
    )


def _open_teams(model: Model) -> Ints:
    """Return the teams that people may enter and leave."""
    frozen = model.problem.rules.frozen_teams
    return np.array([number for number in range(model.teams) if number + 1 not in frozen], dtype=np.int64)


def state_of(model: Model, team: Sequence[int], topic: Sequence[int]) -> State:
    """Return the split with everybody where the list says, counted and with itself as the best so far."""
    teams = model.teams
    order: Ints = np.array(with_whole_groups(model, team), dtype=np.int64)
    members: Ints = np.zeros((teams, model.widest + 1), dtype=np.int64)
    size: Ints = np.bincount(order, minlength=teams).astype(np.int64)
    for number in range(teams):
        who = np.flatnonzero(order == number)
        members[number, : len(who)] = who
    topics: Ints = np.array(topic, dtype=np.int64)
    rooms = max(model.tables.room.shape[0], 1)
    state = State(
        members,
        size,
        order,
        np.zeros((teams, model.tables.gaps.shape[1]), dtype=np.int64),
        np.zeros(teams, dtype=np.int64),
        np.zeros(teams, dtype=np.int64),
        np.zeros(teams, dtype=np.int64),
        topics,
        np.bincount(topics, minlength=rooms).astype(np.int64),
        np.zeros(3, dtype=np.int64),
        order.copy(),
        topics.copy(),
        np.zeros(2, dtype=np.int64),
    )
    count_again(model, state)
    state.best[:] = value_of(model, state)
    return state


def with_whole_groups(model: Model, team: Sequence[int]) -> list[int]:
    """Return the split with everybody who moves together in one team: the loops rely on it."""
    found = list(team)
    starts, members = model.tables.group_start, model.tables.group_people
    for number in np.flatnonzero(np.diff(starts) > 1):
        group = [int(person) for person in members[starts[number] : starts[number + 1]]]
        if len({found[person] for person in group}) > 1:
            home = next((model.locked[person] for person in group if person in model.locked), -1)
            for person in group:
                found[person] = -1
            home = home if home >= 0 else min(range(model.teams), key=lambda one: (found.count(one), one))
            for person in group:
                found[person] = home
    return found


def count_again(model: Model, state: State) -> None:
    """What every team costs is worked out afresh."""
    call("recount", *model.tables, *state, *part_of(model, (0,)))


def value_of(model: Model, state: State) -> tuple[int, int]:
    """Return what the whole split costs and how many rules it breaks."""
    weights = model.problem.weights
    worst = weights.weakest_team * int(state.soft.max()) // UNITS
    return int(state.totals[0]) + worst, int(state.totals[1])


def best_of(state: State) -> Found:
    """Return the best split that the loops met."""
    return Found(
        int(state.best[1]),
        int(state.best[0]),
        tuple(int(number) for number in state.best_team),
        tuple(int(topic) for topic in state.best_topic),
    )


def numbered_like(model: Model, found: Found, were: Sequence[int]) -> list[int]:
    """Return a new number for each team: the one by which most of its people stay, where teams can be exchanged.

    Frozen teams, and those in which somebody is locked, keep their numbers.
    """
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 (slow to load)

    bound = {*model.locked.values(), *(number - 1 for number in model.problem.rules.frozen_teams)}
    free = [number for number in range(model.teams) if number not in bound]
    place = {number: row for row, number in enumerate(free)}
    stay: Ints = np.zeros((len(free), len(free)), dtype=np.int64)
    for now, before in zip(found.team, were, strict=True):
        if now in place and before in place:
            stay[place[now], place[before]] += 1
    numbers = list(range(model.teams))
    for row, column in zip(*linear_sum_assignment(-stay), strict=True):
        numbers[free[row]] = free[column]
    return numbers
