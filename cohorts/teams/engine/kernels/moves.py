"""One change of a split, priced in full for the two teams it touches, and made when it is accepted; compiled."""

from __future__ import annotations

from numba import njit

from cohorts.teams.engine.kernels.bits import below
from cohorts.teams.engine.kernels.cost import balance, rest, wishes
from cohorts.teams.engine.kernels.layout import (
    FIXED,
    GROUP,
    POINT,
    SIZE_HIGH,
    SIZE_LOW,
    SUITORS,
    TOPICS,
    WEAKEST_PRICE,
    Ints,
    Part,
    State,
    Tables,
)

NEVER = 1 << 60


@njit(error_model="numpy")
def gather(tables: Tables, person: int, into: Ints) -> int:
    """Write the people who move with this one into the list, and return how many they are."""
    group = tables.facts[person, GROUP]
    count = 0
    for place in range(tables.group_start[group], tables.group_start[group + 1]):
        into[count] = tables.group_people[place]
        count += 1
    return count


@njit(error_model="numpy")
def holds(who: Ints, count: int, person: int) -> bool:
    """Return whether the person is in the list."""
    for place in range(count):
        if who[place] == person:
            return True
    return False


@njit(error_model="numpy")
def fits(tables: Tables, size: int, change: int) -> bool:
    """Return whether the team's size would be allowed, or no further from it than now."""
    low, high = tables.constants[SIZE_LOW], tables.constants[SIZE_HIGH]
    after = size + change
    if change < 0:
        return after >= low or size > high
    return after <= high or size < low


@njit(error_model="numpy")
def top_up(tables: Tables, state: State, part: Part, into: Ints, count: int, wanted: int, number: int) -> int:
    """Add random people of the team who move alone, until as many leave as wanted; return how many do."""
    for _attempt in range(8):
        if count >= wanted:
            break
        person = state.members[number, below(part.chance, state.size[number])]
        group = tables.facts[person, GROUP]
        alone = tables.group_start[group + 1] - tables.group_start[group] == 1
        if alone and tables.facts[person, FIXED] == 0 and not holds(into, count, person):
            into[count] = person
            count += 1
    return count


@njit(error_model="numpy")
def build(state: State, number: int, out: Ints, outs: int, add: Ints, adds: int, into: Ints) -> int:
    """Write the team's members as they would be into the list, and return how many they are."""
    count = 0
    for place in range(state.size[number]):
        person = state.members[number, place]
        if not holds(out, outs, person):
            into[count] = person
            count += 1
    for place in range(adds):
        into[count] = add[place]
        count += 1
    return count


@njit(error_model="numpy")
def shift_of(tables: Tables, part: Part, leaves: int, comes: int) -> None:
    """Write by how much the first team's sums would change."""
    gaps, shift = tables.gaps, part.shift
    for place in range(shift.shape[0]):
        total = 0
        for one in range(comes):
            total += gaps[part.come[one], place]
        for one in range(leaves):
            total -= gaps[part.leave[one], place]
        shift[place] = total


@njit(error_model="numpy")
def weakest_change(tables: Tables, state: State, home: int, away: int, here: int, there: int) -> int:
    """Return what the change of the worst team would cost."""
    price = tables.constants[WEAKEST_PRICE]
    if price == 0:
        return 0
    after = max(here, there)
    for number in range(state.size.shape[0]):
        if number not in (home, away):
            after = max(after, state.soft[number])
    before = max(after, state.soft[home], state.soft[away])
    if after == here or after == there:
        before = max(state.soft[home], state.soft[away])
        for number in range(state.size.shape[0]):
            if number not in (home, away):
                before = max(before, state.soft[number])
    return price * after // tables.constants[POINT] - price * before // tables.constants[POINT]


@njit(error_model="numpy")
def settle(
    tables: Tables, state: State, part: Part, number: int, who: Ints, count: int, sign: int, soft: int, broken: int
) -> None:
    """Make the list the team's members."""
    for place in range(count):
        state.members[number, place] = who[place]
        state.team[who[place]] = number
    state.size[number] = count
    for place in range(part.shift.shape[0]):
        state.sums[number, place] += sign * part.shift[place]
    state.totals[0] += soft - state.soft[number]
    state.totals[1] += broken - state.broken[number]
    state.soft[number], state.broken[number] = soft, broken


@njit(error_model="numpy")
def wish_after(tables: Tables, state: State, number: int, add: Ints, adds: int, out: Ints, outs: int) -> int:
    """Return what the team's topic would cost."""
    topic = state.topic[number]
    return state.wished[number] + wishes(tables, add, adds, topic) - wishes(tables, out, outs, topic)


@njit(error_model="numpy")
def exchange(
    tables: Tables, state: State, part: Part, home: int, away: int, leaves: int, comes: int, most: int, hard: int
) -> bool:
    """Let people change teams if that costs at most so much; give up as soon as it is certain to cost more."""
    shift_of(tables, part, leaves, comes)
    before = state.soft[home] + state.soft[away] + hard * (state.broken[home] + state.broken[away])
    wish_here = wish_after(tables, state, home, part.come, comes, part.leave, leaves)
    wish_there = wish_after(tables, state, away, part.leave, leaves, part.come, comes)
    soft_here = balance(state.sums[home], part.shift, 1) + wish_here
    soft_there = balance(state.sums[away], part.shift, -1) + wish_there
    patient = tables.constants[WEAKEST_PRICE] > 0
    if soft_here + soft_there - before > most and not patient:
        return False
    count_here = build(state, home, part.leave, leaves, part.come, comes, part.here)
    more, broken_here = rest(tables, part.here, count_here, home)
    soft_here += more
    if soft_here + soft_there + hard * broken_here - before > most and not patient:
        return False
    count_there = build(state, away, part.come, comes, part.leave, leaves, part.there)
    more, broken_there = rest(tables, part.there, count_there, away)
    soft_there += more
    change = soft_here + soft_there + hard * (broken_here + broken_there) - before
    if change + weakest_change(tables, state, home, away, soft_here, soft_there) > most:
        return False
    state.wished[home], state.wished[away] = wish_here, wish_there
    settle(tables, state, part, home, part.here, count_here, 1, soft_here, broken_here)
    settle(tables, state, part, away, part.there, count_there, -1, soft_there, broken_there)
    return True


@njit(error_model="numpy")
def regret(tables: Tables, state: State, one: int, two: int) -> int:
    """Return what the wishes of two people for topics would cost if they changed places."""
    home, away = state.topic[state.team[one]], state.topic[state.team[two]]
    ranks = tables.ranks
    return ranks[one, away] - ranks[one, home] + ranks[two, home] - ranks[two, away]


@njit(error_model="numpy")
def partner(tables: Tables, state: State, part: Part, one: int) -> int:
    """Return somebody to change places with: of a few random people the one by whom wishes lose least."""
    movers = part.movers.shape[0]
    found = part.movers[below(part.chance, movers)]
    if tables.constants[TOPICS] > 1:
        least = regret(tables, state, one, found)
        for _attempt in range(below(part.chance, tables.constants[SUITORS])):
            other = part.movers[below(part.chance, movers)]
            loss = regret(tables, state, one, other)
            if loss < least:
                found, least = other, loss
    return found


@njit(error_model="numpy")
def swap(tables: Tables, state: State, part: Part, most: int, hard: int) -> bool:
    """Try to exchange two people, each with those who move with them."""
    one = part.movers[below(part.chance, part.movers.shape[0])]
    two = partner(tables, state, part, one)
    home, away = state.team[one], state.team[two]
    if home == away:
        return False
    leaves, comes = gather(tables, one, part.leave), gather(tables, two, part.come)
    change = comes - leaves
    if change != 0 and not (fits(tables, state.size[home], change) and fits(tables, state.size[away], -change)):
        leaves = top_up(tables, state, part, part.leave, leaves, comes, home)
        comes = top_up(tables, state, part, part.come, comes, leaves, away)
        if leaves != comes:
            return False
    return exchange(tables, state, part, home, away, leaves, comes, most, hard)


@njit(error_model="numpy")
def relocate(tables: Tables, state: State, part: Part, most: int, hard: int) -> bool:
    """Try to move a random person, with those who move with them, to a random team."""
    one = part.movers[below(part.chance, part.movers.shape[0])]
    home, away = state.team[one], part.teams[below(part.chance, part.teams.shape[0])]
    if home == away:
        return False
    leaves = gather(tables, one, part.leave)
    if not (fits(tables, state.size[home], -leaves) and fits(tables, state.size[away], leaves)):
        return False
    return exchange(tables, state, part, home, away, leaves, 0, most, hard)


@njit(error_model="numpy")
def wish(tables: Tables, state: State, number: int, topic: int) -> int:
    """Return what the topic would cost the team more than its own."""
    total = 0
    for place in range(state.size[number]):
        person = state.members[number, place]
        total += tables.ranks[person, topic] - tables.ranks[person, state.topic[number]]
    return total


@njit(error_model="numpy")
def give(state: State, number: int, topic: int, cost: int) -> None:
    """Let the team have the topic."""
    state.used[state.topic[number]] -= 1
    state.used[topic] += 1
    state.topic[number] = topic
    state.wished[number] += cost
    state.soft[number] += cost
    state.totals[0] += cost


@njit(error_model="numpy")
def swap_topics(tables: Tables, state: State, part: Part, most: int) -> bool:
    """Try to let two random teams exchange their topics."""
    count = part.teams.shape[0]
    home, away = part.teams[below(part.chance, count)], part.teams[below(part.chance, count)]
    mine, yours = state.topic[home], state.topic[away]
    if mine == yours:
        return False
    here, there = wish(tables, state, home, yours), wish(tables, state, away, mine)
    worst = weakest_change(tables, state, home, away, state.soft[home] + here, state.soft[away] + there)
    if here + there + worst > most:
        return False
    give(state, home, yours, here)
    give(state, away, mine, there)
    return True


@njit(error_model="numpy")
def new_topic(tables: Tables, state: State, part: Part, most: int) -> bool:
    """Try to give a random team a random topic with room."""
    number = part.teams[below(part.chance, part.teams.shape[0])]
    topic = below(part.chance, tables.room.shape[0])
    if topic == state.topic[number] or state.used[topic] >= tables.room[topic]:
        return False
    cost = wish(tables, state, number, topic)
    if cost + weakest_change(tables, state, number, number, state.soft[number] + cost, 0) > most:
        return False
    give(state, number, topic, cost)
    return True
