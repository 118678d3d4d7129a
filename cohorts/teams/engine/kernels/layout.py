"""Where everything stands in the tables and states that the compiled loops read; loads no numba."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

# Columns of a person's facts.
HOURS, HAS, ALONE, SIDE, HOME, FIXED, GROUP = range(7)
KINDS = 7  # and four more: employer, department, background, scheme, region
REGION = 4
KIND_COUNT = 5
FACTS = KINDS + KIND_COUNT

# Places in the vector of constants.
SIZE_LOW, SIZE_HIGH, HOURS_LOW, HOURS_WANTED, HOURS_PRICE = range(5)
SKILL_MASK, TAG_MASK, HOLE_PRICE, HOLE_HARD, ONE_REGION = range(5, 10)
MOVED_PRICE, WEAKEST_PRICE, POINT, TOPICS, PAIRED = range(10, 15)
REPEAT_PRICE = 15  # one for each kind
CAP = REPEAT_PRICE + KIND_COUNT  # one for each kind
SUITORS = CAP + KIND_COUNT
CONSTANTS = SUITORS + 1

NO_CAP = 1 << 40
MOST_PARTS = 64


class Tables(NamedTuple):
    """One problem as the loops read it; they never write here."""

    constants: Ints
    gaps: Ints  # person by dimension: distance from the mean times its price
    facts: Ints  # person by column
    ranks: Ints  # person by topic: the price of that topic for that person
    pair_start: Ints  # person: where the pairs begin of which they are the first
    pairs: Ints  # pair by (other, soft price, hard amount)
    mix: Ints  # team size by (fewest, most) of the counted side
    group_start: Ints  # group: where its members begin
    group_people: Ints
    room: Ints  # topic: how many teams may take it


class State(NamedTuple):
    """A split as the loops change it, with what every team costs."""

    members: Ints  # team by place
    size: Ints
    team: Ints  # person: their team
    sums: Ints  # team by dimension
    wished: Ints  # team: what its topic costs, a part of soft
    soft: Ints
    broken: Ints
    topic: Ints  # team: its topic
    used: Ints  # topic: how many teams have it
    totals: Ints  # soft, broken, most soft of any team
    best_team: Ints
    best_topic: Ints
    best: Ints  # soft, broken


class Part(NamedTuple):
    """The people and teams that one loop may touch, its chance and its scratch."""

    movers: Ints
    teams: Ints
    chance: Ints
    here: Ints  # scratch: the first team's members as they would be
    there: Ints
    leave: Ints  # scratch: who would leave the first team
    come: Ints
    shift: Ints  # scratch: by how much the sums would change
    noise: Ints  # thresholds by chance: -log of even steps, in fractions of 2 to the NOISE_SHIFT


NOISE_SHIFT = 20
NOISE_SIZE = 1 << 12
