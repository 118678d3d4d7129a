"""Annealing: random changes, dearer ones ever less likely, the best split kept; compiled."""

from __future__ import annotations

from numba import njit

from cohorts.teams.engine.kernels.bits import KIND_MASK, KIND_SHIFT, SPREAD, draw
from cohorts.teams.engine.kernels.cost import balance, rest, wishes
from cohorts.teams.engine.kernels.layout import (
    NOISE_SHIFT,
    POINT,
    TOPICS,
    WEAKEST_PRICE,
    Ints,
    Part,
    State,
    Tables,
)
from cohorts.teams.engine.kernels.moves import new_topic, relocate, swap, swap_topics

# Of 64 proposals so many move one person alone, and so many change topics.
ALONE_OF_64, TOPIC_OF_64 = 6, 3
# Places in the settings of one call.
PROPOSALS, HEAT_FROM, HEAT_TO, HARD, MAY_MOVE, MAY_TAKE, KEEP = range(7)


@njit(error_model="numpy")
def recount(tables: Tables, state: State, part: Part) -> None:
    """Work out afresh what every team costs, from who is in it."""
    state.totals[0], state.totals[1] = 0, 0
    part.shift[:] = 0
    for number in range(state.size.shape[0]):
        count = state.size[number]
        state.sums[number, :] = 0
        for place in range(count):
            part.here[place] = state.members[number, place]
            state.team[part.here[place]] = number
            for dimension in range(part.shift.shape[0]):
                state.sums[number, dimension] += tables.gaps[part.here[place], dimension]
        soft, broken = rest(tables, part.here, count, number)
        state.wished[number] = wishes(tables, part.here, count, state.topic[number])
        state.soft[number] = soft + state.wished[number] + balance(state.sums[number], part.shift, 1)
        state.broken[number] = broken
        state.totals[0] += state.soft[number]
        state.totals[1] += broken


@njit(error_model="numpy")
def whole(tables: Tables, state: State) -> int:
    """Return what the whole split costs, the worst team's price included."""
    price = tables.constants[WEAKEST_PRICE]
    if price == 0:
        return state.totals[0]
    worst = 0
    for number in range(state.size.shape[0]):
        worst = max(worst, state.soft[number])
    return state.totals[0] + price * worst // tables.constants[POINT]


@njit(error_model="numpy")
def keep(tables: Tables, state: State) -> None:
    """Remember the split when it breaks fewer rules than the best so far, or as many for fewer points."""
    total = whole(tables, state)
    if state.totals[1] > state.best[1] or (state.totals[1] == state.best[1] and total >= state.best[0]):
        return
    state.best[0], state.best[1] = total, state.totals[1]
    for person in range(state.team.shape[0]):
        state.best_team[person] = state.team[person]
    for number in range(state.topic.shape[0]):
        state.best_topic[number] = state.topic[number]


@njit(error_model="numpy")
def propose(tables: Tables, state: State, part: Part, settings: Ints, most: int, kind: int) -> bool:
    """Try one change of the kind that chance chose."""
    if settings[MAY_MOVE] > 0 and kind < ALONE_OF_64:
        return relocate(tables, state, part, most, settings[HARD])
    if tables.constants[TOPICS] > 1 and kind >= 64 - TOPIC_OF_64:
        if settings[MAY_TAKE] > 0 and kind == 63:
            return new_topic(tables, state, part, most)
        return swap_topics(tables, state, part, most)
    return swap(tables, state, part, most, settings[HARD])


@njit(error_model="numpy")
def anneal(tables: Tables, state: State, part: Part, settings: Ints) -> int:
    """Make so many proposals while it cools from one heat to the other; return how many were accepted."""
    proposals, start, cooling = settings[PROPOSALS], settings[HEAT_FROM], settings[HEAT_TO] - settings[HEAT_FROM]
    accepted = 0
    for step in range(proposals):
        bits = draw(part.chance)
        heat = start + cooling * step // proposals
        most = (heat * part.noise[bits & SPREAD]) >> NOISE_SHIFT
        if propose(tables, state, part, settings, most, (bits >> KIND_SHIFT) & KIND_MASK):
            accepted += 1
            if settings[KEEP] > 0:
                keep(tables, state)
    return accepted
