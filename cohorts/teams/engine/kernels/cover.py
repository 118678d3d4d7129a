"""Choosing among listed teams: what each costs beyond its duals, and the best set that covers everybody; compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numba.cpython.unsafe.numbers import trailing_zeros

from cohorts.teams.engine.kernels.layout import Ints
from cohorts.teams.engine.kernels.teams import Listed

ONE = np.int64(1)


class Choices(NamedTuple):
    """Listed teams with a topic each, sorted by the first person they cover and then by what they cost too much."""

    mask: Ints
    excess: Ints  # what it costs beyond the duals of its people and topic: never negative
    cost: Ints
    topic: Ints
    start: Ints  # person: where the choices begin that cover them first
    room: Ints  # topic: how many teams may take it; changed while it searches, and back


class Found(NamedTuple):
    """The path of choices that is being tried, and the best that covered everybody."""

    at: Ints
    path: Ints
    best: Ints
    numbers: Ints  # the best cost; the most excess allowed; looks left; what all duals are worth


@njit(error_model="numpy")
def price_all(listed: Listed, worth: Ints, fees: Ints, excess: Ints, topic: Ints) -> int:
    """Write for each team its cheapest topic and what it costs beyond its duals; return the least of all."""
    least = np.int64(1) << 60
    topics = fees.shape[0]
    for number in range(listed.mask.shape[0]):
        best, chosen = np.int64(1) << 60, 0
        for one in range(topics):
            total, mask = listed.cost[number] + fees[one], listed.mask[number]
            while mask != 0:
                total += worth[one, trailing_zeros(mask)]
                mask &= mask - ONE
            if total < best:
                best, chosen = total, one
        excess[number], topic[number] = best, chosen
        least = min(least, best)
    return least


@njit(error_model="numpy")
def first_free(covered: int, people: int) -> int:
    """Return the first person whom nothing covers."""
    free = ~covered
    return people if free == 0 else min(people, trailing_zeros(free))


@njit(error_model="numpy")
def finish(choices: Choices, found: Found, depth: int) -> None:
    """Keep the path, which covers everybody, when it costs less than the best."""
    cost = 0
    for place in range(depth):
        cost += choices.cost[found.path[place]]
    if cost < found.numbers[0]:
        found.numbers[0] = cost
        found.numbers[1] = min(found.numbers[1], cost - 1 - found.numbers[3])
        for place in range(depth):
            found.best[place] = found.path[place]


@njit(error_model="numpy")
def back(choices: Choices, found: Found, depth: int) -> tuple[int, int]:
    """Take the last choice of the path back; return the bits it covered and its excess."""
    last = found.path[depth]
    choices.room[choices.topic[last]] += 1
    return choices.mask[last], choices.excess[last]


@njit(error_model="numpy")
def cover(choices: Choices, found: Found, teams: int, people: int) -> int:
    """Find the cheapest set of so many choices that covers all within the excess; return 1, or 0 when looks ran out."""
    depth, covered, spent = 0, np.int64(0), 0
    found.at[0] = choices.start[0]
    while depth >= 0:
        person = first_free(covered, people)
        place = found.at[depth]
        if place >= choices.start[person + 1] or spent + choices.excess[place] > found.numbers[1]:
            depth -= 1
            if depth >= 0:
                mask, excess = back(choices, found, depth)
                covered ^= mask
                spent -= excess
            continue
        found.at[depth] = place + 1
        found.numbers[2] -= 1
        if found.numbers[2] <= 0:
            return 0
        if choices.mask[place] & covered or choices.room[choices.topic[place]] == 0:
            continue
        found.path[depth] = place
        if depth + 1 == teams:
            if first_free(covered | choices.mask[place], people) == people:
                finish(choices, found, teams)
            continue
        choices.room[choices.topic[place]] -= 1
        covered |= choices.mask[place]
        spent += choices.excess[place]
        depth += 1
        person = first_free(covered, people)
        found.at[depth] = choices.start[person]
    return 1
