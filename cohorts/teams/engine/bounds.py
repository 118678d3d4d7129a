"""What no split can be under, criterion by criterion, for cohorts too large to prove more; heavy (numpy and scipy)."""

from __future__ import annotations

from collections import Counter

import numpy as np

from cohorts.teams.engine.kernels.layout import (
    HAS,
    HOLE_PRICE,
    KINDS,
    REPEAT_PRICE,
    SIZE_HIGH,
    SIZE_LOW,
    SKILL_MASK,
    TOPICS,
    Ints,
)
from cohorts.teams.engine.tables import KIND_NAMES, Model

NEVER = 1 << 60


def bound_by_criterion(model: Model) -> dict[str, int]:
    """Return for each criterion the least that it costs in any split; their sum bounds the whole."""
    return {
        "balance": _balance(model),
        "skill_hole": _holes(model),
        **_repeats(model),
        "topic_rank": _topics(model),
    }


def _sizes(model: Model) -> range:
    constants = model.tables.constants
    return range(int(constants[SIZE_LOW]), min(int(constants[SIZE_HIGH]), model.people) + 1)


def _balance(model: Model) -> int:
    """Return the sum over skills and years of what teams of the best sizes cost, were every sum of levels possible.

    A team's sum of distances is the sum of its levels, known steps apart, less its size times the mean: it is seldom
    nought. The steps are those by which people's distances differ.
    """
    total = 0
    for column in model.tables.gaps.T:
        step = int(np.gcd.reduce(column - column[0]))
        least = {size: _nearest(int(column[0]) * size, step) for size in _sizes(model)}
        total += _best_sizes(least, model.teams, model.people)
    return total


def _nearest(offset: int, step: int) -> int:
    """Return how near to nought a number is that differs from the offset by whole steps."""
    if step == 0:
        return abs(offset)
    rest = offset % step
    return min(rest, step - rest)


def _best_sizes(least: dict[int, int], teams: int, people: int) -> int:
    """Return the least sum over so many teams whose sizes add up to everybody: at best two sizes of the lower hull."""
    average = people / teams
    if len(least) == 1 or average in least and min(least.values()) == least[int(average)]:
        return teams * least.get(int(average), min(least.values()))
    slope = [
        (low, high, cost, least[high]) for low, cost in least.items() for high in least if low <= average <= high > low
    ]
    values = [cost + (other - cost) * (average - low) / (high - low) for low, high, cost, other in slope]
    # Rounded down by a whole unit, so that no float can lift it.
    return max(0, int(teams * min(values)) - 1) if values else 0


def _holes(model: Model) -> int:
    """Return what skills cost in which fewer people are strong than there are teams."""
    constants = model.tables.constants
    missing = 0
    for bit in range(int(constants[SKILL_MASK]).bit_length()):
        strong = int(np.count_nonzero(model.tables.facts[:, HAS] >> bit & 1))
        missing += max(0, model.teams - strong)
    return missing * int(constants[HOLE_PRICE])


def _repeats(model: Model) -> dict[str, int]:
    """Return what kinds cost of which there are more people than teams; and teams that are larger than all kinds."""
    found = {}
    for place, name in enumerate(KIND_NAMES):
        price = int(model.tables.constants[REPEAT_PRICE + place])
        counts = Counter(int(code) for code in model.tables.facts[:, KINDS + place])
        if price:
            found[f"{name}_repeat"] = price * sum(max(0, count - model.teams) for count in counts.values())
    return found


def _topics(model: Model) -> int:
    """Return what wishes cost when everybody chooses alone, so that only the places in teams are short."""
    if not model.tables.constants[TOPICS]:
        return 0
    largest = int(model.tables.constants[SIZE_HIGH])
    ranks, room = model.tables.ranks, model.tables.room
    places: Ints = np.minimum(room * largest, model.people)
    return _transport(ranks[:, : len(room)], places)


def _transport(costs: Ints, places: Ints) -> int:
    """Return a bound on giving everybody a topic with so many places each, by raising the fees of full topics.

    Any fees give a valid bound; these are looked for by small steps.
    """
    fees: Ints = np.zeros(costs.shape[1], dtype=np.int64)
    best, step = 0, int(costs.max()) // 2 + 1
    for _round in range(400):
        wanted = costs + fees
        chosen = wanted.argmin(axis=1)
        value = int(wanted.min(axis=1).sum()) - int(fees @ places)
        if value > best:
            best = value
        over = np.bincount(chosen, minlength=len(places)) - places
        change = np.sign(over) * step
        if not np.any(over > 0) and not np.any((over < 0) & (fees > 0)):
            break
        fees = np.maximum(0, fees + change)
        step = max(1, step * 97 // 100)
    return best
