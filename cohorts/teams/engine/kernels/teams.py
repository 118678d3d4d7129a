"""Every lawful team of some people, listed with its cost; compiled."""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from cohorts.teams.engine.kernels.bits import popcount
from cohorts.teams.engine.kernels.cost import rest
from cohorts.teams.engine.kernels.layout import (
    CAP,
    FACTS,
    HOURS,
    HOURS_LOW,
    KIND_COUNT,
    KINDS,
    NO_CAP,
    SIDE,
    SIZE_HIGH,
    SIZE_LOW,
    Ints,
    Tables,
)


class Blocks(NamedTuple):
    """People who move together, of those who are to be put into teams; the bits of a mask are local numbers."""

    start: Ints  # block: where its people begin
    people: Ints  # by number of the problem
    mask: Ints  # block: the bits of its people
    barred: Ints  # block: the bits of people who are kept apart from it
    lock: Ints  # block: the team it is locked to, or -1


class Stack(NamedTuple):
    """The team that is being built, one row for each block in it."""

    next: Ints
    size: Ints
    hours: Ints
    mask: Ints
    lock: Ints
    side: Ints
    sums: Ints  # depth by dimension
    who: Ints


class Listed(NamedTuple):
    """Where lawful teams are listed, as many as there is room for."""

    mask: Ints
    cost: Ints


assert FACTS == KINDS + KIND_COUNT


@njit(error_model="numpy")
def over_cap(tables: Tables, who: Ints, count: int, person: int) -> bool:
    """Return whether the person would be one too many of an employer or department."""
    for kind in range(KIND_COUNT):
        cap = tables.constants[CAP + kind]
        if cap == NO_CAP:
            continue
        same = 0
        for place in range(count):
            same += tables.facts[who[place], KINDS + kind] == tables.facts[person, KINDS + kind]
        if same >= cap:
            return True
    return False


@njit(error_model="numpy")
def may_join(tables: Tables, blocks: Blocks, stack: Stack, depth: int, block: int) -> bool:
    """Return whether the team could still be lawful with the block."""
    if blocks.barred[block] & stack.mask[depth]:
        return False
    if blocks.lock[block] >= 0 and stack.lock[depth] >= 0:
        return False
    size = stack.size[depth] + blocks.start[block + 1] - blocks.start[block]
    return size <= tables.constants[SIZE_HIGH]


@njit(error_model="numpy")
def join(tables: Tables, blocks: Blocks, stack: Stack, depth: int, block: int) -> bool:
    """Add the block's people one by one; return whether the team could still be lawful."""
    below, size, hours, side = depth + 1, stack.size[depth], stack.hours[depth], stack.side[depth]
    for dimension in range(stack.sums.shape[1]):
        stack.sums[below, dimension] = stack.sums[depth, dimension]
    for place in range(blocks.start[block], blocks.start[block + 1]):
        person = blocks.people[place]
        if over_cap(tables, stack.who, size, person):
            return False
        stack.who[size] = person
        size += 1
        hours &= tables.facts[person, HOURS]
        side += tables.facts[person, SIDE]
        for dimension in range(stack.sums.shape[1]):
            stack.sums[below, dimension] += tables.gaps[person, dimension]
    stack.size[below], stack.hours[below], stack.side[below] = size, hours, side
    stack.mask[below] = stack.mask[depth] | blocks.mask[block]
    stack.lock[below] = max(stack.lock[depth], blocks.lock[block])
    stack.next[below] = block + 1
    return popcount(hours) >= tables.constants[HOURS_LOW] and side <= tables.mix[tables.constants[SIZE_HIGH], 1]


@njit(error_model="numpy")
def price_of(tables: Tables, stack: Stack, depth: int) -> int:
    """Return what the team costs without topics and moves, or -1 when it breaks a rule."""
    soft, broken = rest(tables, stack.who, stack.size[depth], -1)
    if broken > 0:
        return -1
    for dimension in range(stack.sums.shape[1]):
        soft += abs(stack.sums[depth, dimension])
    return soft


@njit(error_model="numpy")
def list_teams(tables: Tables, blocks: Blocks, stack: Stack, listed: Listed, most: int) -> int:
    """List every lawful team that costs at most so much; return how many, or -1 when there is no room."""
    count, depth, low = 0, 0, tables.constants[SIZE_LOW]
    stack.next[0], stack.size[0], stack.hours[0], stack.mask[0], stack.lock[0], stack.side[0] = 0, 0, -1, 0, -1, 0
    while depth >= 0:
        block = stack.next[depth]
        if block == blocks.mask.shape[0]:
            depth -= 1
            continue
        stack.next[depth] = block + 1
        if not (may_join(tables, blocks, stack, depth, block) and join(tables, blocks, stack, depth, block)):
            continue
        depth += 1
        cost = price_of(tables, stack, depth) if stack.size[depth] >= low else -1
        if 0 <= cost <= most:
            if count == listed.mask.shape[0]:
                return -1
            listed.mask[count], listed.cost[count] = stack.mask[depth], cost
            count += 1
    return count
