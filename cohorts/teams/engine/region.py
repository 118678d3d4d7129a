"""Some teams and their people taken out of a split, to be formed anew in every way there is; heavy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from cohorts.teams.engine.kernels.layout import FIXED, GROUP, SIZE_HIGH, Ints
from cohorts.teams.engine.native import call
from cohorts.teams.engine.split import Found
from cohorts.teams.engine.tables import Model

# A mask is one whole number; and longer lists take longer than they are worth.
MOST_PEOPLE, MOST_TEAMS_WALKED = 62, 12_000_000
FAR = 1 << 60


@dataclass(frozen=True)
class Region:
    """Teams by number, their people, what they cost now, and the topics that they could take."""

    model: Model
    teams: tuple[int, ...]
    people: tuple[int, ...]
    room: tuple[int, ...]
    now: Found

    @property
    def topics(self) -> int:
        """Return how many topics there are to choose from; at least one, which costs nothing where none count."""
        return max(len(self.room), 1)

    @property
    def ranks(self) -> Ints:
        """Return what each topic costs each person."""
        table = self.model.tables.ranks[list(self.people)]
        return np.ascontiguousarray(table[:, : self.topics]) if self.room else np.zeros((len(self.people), 1), np.int64)


def region_of(model: Model, now: Found, teams: Sequence[int]) -> Region:
    """Return the region of the teams, with the room that the other teams leave."""
    chosen = set(teams)
    people = tuple(person for person, number in enumerate(now.team) if number in chosen)
    room: tuple[int, ...] = ()
    if model.problem.weights.topic_rank and model.problem.topics:
        left = [int(count) for count in model.tables.room]
        for number, topic in enumerate(now.topic):
            left[topic] -= number not in chosen
        room = tuple(left)
    return Region(model, tuple(sorted(chosen)), people, room, now)


def is_small(region: Region) -> bool:
    """Return whether all teams of the region can be walked through."""
    return len(region.people) <= MOST_PEOPLE and walked(region) <= MOST_TEAMS_WALKED


def walked(region: Region) -> int:
    """Return how many teams there would be to walk through, lawful or not."""
    high, people = int(region.model.tables.constants[SIZE_HIGH]), len(region.people)
    return sum(comb(people, size) for size in range(1, min(high, people) + 1))


def blocks_of(region: Region) -> list[tuple[list[int], int]]:
    """Return who moves together, those locked to one team as one, each with that team's number or -1."""
    facts, locked = region.model.tables.facts, region.model.locked
    home: dict[int, int] = {}
    for person in region.people:
        if person in locked:
            home[int(facts[person, GROUP])] = locked[person]
    blocks: dict[tuple[int, int], list[int]] = {}
    for person in region.people:
        group = int(facts[person, GROUP])
        key = (0, home[group]) if facts[person, FIXED] and group in home else (1, group)
        blocks.setdefault(key, []).append(person)
    return [(people, key[1] if key[0] == 0 else -1) for key, people in sorted(blocks.items())]


def listed_teams(region: Region, capacity: int, most: int = FAR) -> tuple[Ints, Ints] | None:
    """Return every lawful team of the region's people as a mask, with its cost; nothing when they are too many."""
    blocks = blocks_of(region)
    local = {person: bit for bit, person in enumerate(region.people)}
    masks = [sum(1 << local[person] for person in people) for people, _lock in blocks]
    barred = _barred(region, local)
    depth, wide = len(blocks) + 2, region.model.tables.gaps.shape[1]
    listed = (np.zeros(capacity, dtype=np.int64), np.zeros(capacity, dtype=np.int64))
    count = call(
        "list_teams",
        *region.model.tables,
        np.cumsum([0, *(len(people) for people, _lock in blocks)], dtype=np.int64),
        np.array([person for people, _lock in blocks for person in people], dtype=np.int64),
        np.array(masks, dtype=np.int64),
        np.array([_together(barred, people) for people, _lock in blocks], dtype=np.int64),
        np.array([lock for _people, lock in blocks], dtype=np.int64),
        *(np.zeros(depth, dtype=np.int64) for _row in range(6)),
        np.zeros((depth, wide), dtype=np.int64),
        np.zeros(len(region.people) + 1, dtype=np.int64),
        *listed,
        np.array([most], dtype=np.int64),
    )
    return None if count < 0 else (listed[0][:count].copy(), listed[1][:count].copy())


def _barred(region: Region, local: dict[int, int]) -> dict[int, int]:
    tables = region.model.tables
    barred = dict.fromkeys(region.people, 0)
    for one in region.people:
        for pair in range(tables.pair_start[one], tables.pair_start[one + 1]):
            two = int(tables.pairs[pair, 0])
            if tables.pairs[pair, 2] and two in local:
                barred[one] |= 1 << local[two]
                barred[two] |= 1 << local[one]
    return barred


def _together(barred: dict[int, int], people: Sequence[int]) -> int:
    mask = 0
    for person in people:
        mask |= barred[person]
    return mask


def with_teams(region: Region, masks: Sequence[int], topics: Sequence[int], units: int) -> Found:
    """Return the whole split with the region's teams as chosen; locked people keep their team's number."""
    team, topic = list(region.now.team), list(region.now.topic)
    rows = [
        [person for bit, person in enumerate(region.people) if mask >> bit & 1] for mask in (int(one) for one in masks)
    ]
    numbers = _numbered(region, rows)
    for number, row, given in zip(numbers, rows, topics, strict=True):
        for person in row:
            team[person] = number
        if region.room:
            topic[number] = int(given)
    return Found(region.now.broken, units, tuple(team), tuple(topic))


def _numbered(region: Region, rows: Sequence[Sequence[int]]) -> list[int]:
    """Return a number for each team: that of its locked people, else the one in which most of its people were."""
    numbers = [next((region.model.locked[p] for p in row if p in region.model.locked), -1) for row in rows]
    free = [number for number in region.teams if number not in numbers]
    for place in sorted(range(len(rows)), key=lambda place: tuple(rows[place])):
        if numbers[place] < 0:
            were = [region.now.team[person] for person in rows[place]]
            numbers[place] = max(free, key=lambda number: (were.count(number), -number))
            free.remove(numbers[place])
    return numbers
