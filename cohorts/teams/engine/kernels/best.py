"""The best single change of a split that moves few people from their current teams; compiled."""

from __future__ import annotations

from numba import njit

from cohorts.teams.engine.kernels.layout import HOME, Ints, Part, State, Tables
from cohorts.teams.engine.kernels.moves import NEVER, exchange, fits, gather

# Places in the settings, and in what is found.
HARD, ALLOWED, LIMIT = range(3)
CHANGE, WHO, WITH, TO = range(4)


@njit(error_model="numpy")
def moves(tables: Tables, state: State, who: Ints, count: int, to: int) -> int:
    """Return how many more of these people would be away from their current teams."""
    total = 0
    for place in range(count):
        home = tables.facts[who[place], HOME]
        if home >= 0:
            total += (to != home) - (state.team[who[place]] != home)
    return total


@njit(error_model="numpy")
def level(state: State, hard: int) -> int:
    """Return what the split costs, broken rules included."""
    return state.totals[0] + hard * state.totals[1]


@njit(error_model="numpy")
def look(tables: Tables, state: State, part: Part, settings: Ints, found: Ints, one: int, two: int, away: int) -> None:
    """Remember the change if it is the best so far; the split stays as it is."""
    home = state.team[one]
    leaves = gather(tables, one, part.leave)
    comes = gather(tables, two, part.come) if two >= 0 else 0
    change = comes - leaves
    if change != 0 and not (fits(tables, state.size[home], change) and fits(tables, state.size[away], -change)):
        return
    moved = moves(tables, state, part.leave, leaves, away) + moves(tables, state, part.come, comes, home)
    if moved > settings[ALLOWED]:
        return
    before = level(state, settings[HARD])
    if exchange(tables, state, part, home, away, leaves, comes, found[CHANGE] - 1, settings[HARD]):
        found[CHANGE], found[WHO] = level(state, settings[HARD]) - before, one
        found[WITH], found[TO] = two, away
        # Back again: those who left come from the other team.
        exchange(tables, state, part, away, home, leaves, comes, NEVER, settings[HARD])


@njit(error_model="numpy")
def best_change(tables: Tables, state: State, part: Part, settings: Ints, found: Ints) -> int:
    """Make the change that costs least and moves few enough people; return 1, or 0 when none is allowed."""
    found[CHANGE], found[WHO] = settings[LIMIT], -1
    movers, teams = part.movers, part.teams
    for place in range(movers.shape[0]):
        one = movers[place]
        for number in range(teams.shape[0]):
            if teams[number] != state.team[one]:
                look(tables, state, part, settings, found, one, -1, teams[number])
        for later in range(place + 1, movers.shape[0]):
            two = movers[later]
            if state.team[two] != state.team[one]:
                look(tables, state, part, settings, found, one, two, state.team[two])
    if found[WHO] < 0:
        return 0
    home = state.team[found[WHO]]
    leaves = gather(tables, found[WHO], part.leave)
    comes = gather(tables, found[WITH], part.come) if found[WITH] >= 0 else 0
    exchange(tables, state, part, home, found[TO], leaves, comes, NEVER, settings[HARD])
    return 1
