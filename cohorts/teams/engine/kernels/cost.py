"""What one team costs and how many rules it breaks, compiled."""

from __future__ import annotations

from numba import njit

from cohorts.teams.engine.kernels.bits import popcount
from cohorts.teams.engine.kernels.layout import (
    ALONE,
    CAP,
    HAS,
    HOLE_HARD,
    HOLE_PRICE,
    HOME,
    HOURS,
    HOURS_LOW,
    HOURS_PRICE,
    HOURS_WANTED,
    KIND_COUNT,
    KINDS,
    MOVED_PRICE,
    NO_CAP,
    ONE_REGION,
    PAIRED,
    REGION,
    REPEAT_PRICE,
    SIDE,
    SIZE_HIGH,
    SIZE_LOW,
    SKILL_MASK,
    TAG_MASK,
    TOPICS,
    Ints,
    Tables,
)


@njit(error_model="numpy")
def balance(sums: Ints, shift: Ints, sign: int) -> int:
    """Return what the distances from the cohort's mean cost, once the sums have shifted."""
    total = 0
    for place in range(shift.shape[0]):
        total += abs(sums[place] + sign * shift[place])
    return total


@njit(error_model="numpy")
def masks(tables: Tables, who: Ints, count: int) -> tuple[int, int]:
    """Return what hours, skills, tags, sides and lone members cost, and the rules they break."""
    facts, constants = tables.facts, tables.constants
    hours, has, ones, twos, side = -1, 0, 0, 0, 0
    for place in range(count):
        person = who[place]
        hours &= facts[person, HOURS]
        has |= facts[person, HAS]
        twos |= ones & facts[person, ALONE]
        ones |= facts[person, ALONE]
        side += facts[person, SIDE]
    shared = popcount(hours)
    holes = popcount(constants[SKILL_MASK] & ~has)
    soft = constants[HOURS_PRICE] * max(0, constants[HOURS_WANTED] - shared) + constants[HOLE_PRICE] * holes
    broken = max(0, constants[HOURS_LOW] - shared) + constants[HOLE_HARD] * holes
    broken += popcount(constants[TAG_MASK] & ~has) + popcount(ones & ~twos)
    broken += max(0, tables.mix[count, 0] - side, side - tables.mix[count, 1])
    return soft, broken + max(0, constants[SIZE_LOW] - count, count - constants[SIZE_HIGH])


@njit(error_model="numpy")
def repeats(facts: Ints, who: Ints, count: int, column: int, cap: int) -> tuple[int, int]:
    """Return how many members repeat an earlier one's kind, and how many are more than the cap."""
    again, over = 0, 0
    for place in range(1, count):
        own, earlier = facts[who[place], column], 0
        for before in range(place):
            earlier += facts[who[before], column] == own
        again += earlier > 0
        over += earlier >= cap
    return again, over


@njit(error_model="numpy")
def kinds(tables: Tables, who: Ints, count: int) -> tuple[int, int]:
    """Return what repeated kinds cost, and the rules they break."""
    soft, broken = 0, 0
    constants = tables.constants
    for kind in range(KIND_COUNT):
        price, cap = constants[REPEAT_PRICE + kind], constants[CAP + kind]
        single = kind == REGION and constants[ONE_REGION] > 0
        if price == 0 and cap == NO_CAP and not single:
            continue
        again, over = repeats(tables.facts, who, count, KINDS + kind, cap)
        soft += price * again
        broken += over
        if single and count > 1 and again == count - 1:
            broken += 1
    return soft, broken


@njit(error_model="numpy")
def pairs(tables: Tables, who: Ints, count: int) -> tuple[int, int]:
    """Return what pairs in the team cost: those who met before, and those kept apart."""
    soft, broken = 0, 0
    for place in range(count):
        first = who[place]
        for pair in range(tables.pair_start[first], tables.pair_start[first + 1]):
            for other in range(count):
                if who[other] == tables.pairs[pair, 0]:
                    soft += tables.pairs[pair, 1]
                    broken += tables.pairs[pair, 2]
    return soft, broken


@njit(error_model="numpy")
def wishes(tables: Tables, who: Ints, count: int, topic: int) -> int:
    """Return what the topic costs these people."""
    total = 0
    if tables.constants[TOPICS] > 0 and topic >= 0:
        for place in range(count):
            total += tables.ranks[who[place], topic]
    return total


@njit(error_model="numpy")
def moved(tables: Tables, who: Ints, count: int, number: int) -> int:
    """Return what it costs that these people come from other teams."""
    total, price = 0, tables.constants[MOVED_PRICE]
    if price > 0 and number >= 0:
        for place in range(count):
            home = tables.facts[who[place], HOME]
            total += price * (home >= 0 and home != number)
    return total


@njit(error_model="numpy")
def rest(tables: Tables, who: Ints, count: int, number: int) -> tuple[int, int]:
    """Return all that a team costs but balance and its topic, and how many rules it breaks."""
    soft, broken = masks(tables, who, count)
    more, over = kinds(tables, who, count)
    soft += more
    broken += over
    if tables.constants[PAIRED] > 0:
        more, over = pairs(tables, who, count)
        soft += more
        broken += over
    return soft + moved(tables, who, count, number), broken
