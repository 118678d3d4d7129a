"""A problem as tables of whole numbers for the compiled loops; heavy (numpy)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from cohorts.teams.engine.kernels.layout import (
    ALONE,
    CAP,
    CONSTANTS,
    FACTS,
    FIXED,
    GROUP,
    HAS,
    HOLE_HARD,
    HOLE_PRICE,
    HOME,
    HOURS,
    HOURS_LOW,
    HOURS_PRICE,
    HOURS_WANTED,
    KINDS,
    MOVED_PRICE,
    NO_CAP,
    ONE_REGION,
    PAIRED,
    POINT,
    REPEAT_PRICE,
    SIDE,
    SIZE_HIGH,
    SIZE_LOW,
    SKILL_MASK,
    SUITORS,
    TAG_MASK,
    TOPICS,
    WEAKEST_PRICE,
    Ints,
    Tables,
)
from cohorts.teams.engine.problem import UNITS, Person, Problem
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.sizes import joined_groups, side_range, team_sizes

# Up to so many people are looked at beside the first before one is chosen to change places.
MOST_SUITORS = 32
KIND_NAMES = ("employer", "department", "background", "scheme", "region")


@dataclass(frozen=True)
class Model:
    """A problem with its people and teams by number, ready for the compiled loops."""

    problem: Problem
    ids: tuple[str, ...]
    sizes: tuple[int, ...]
    tables: Tables
    locked: dict[int, int]
    index: dict[str, int] = field(repr=False)

    @property
    def people(self) -> int:
        """Return how many people there are."""
        return len(self.ids)

    @property
    def teams(self) -> int:
        """Return how many teams there are."""
        return len(self.sizes)

    @property
    def widest(self) -> int:
        """Return the most members that a team's row has room for."""
        return int(self.tables.mix.shape[0]) - 1


def model_of(problem: Problem) -> Model:
    """Return the problem as tables; it must have passed the checks."""
    scale, sizes = scale_of(problem), team_sizes(problem)
    ids = tuple(person.id for person in problem.people)
    index = {member: number for number, member in enumerate(ids)}
    locked = _locked(problem, index)
    groups = _groups(problem, index)
    starts, pairs = _pairs(problem, index, scale)
    constants = _constants(problem, scale, len(pairs))
    tables = Tables(
        constants,
        _gaps(problem, scale),
        _facts(problem, index, groups, locked),
        _ranks(problem),
        starts,
        pairs,
        _mix(problem, scale, max(map(len, groups)), max(sizes.values())),
        np.cumsum([0, *map(len, groups)], dtype=np.int64),
        np.array([member for group in groups for member in group], dtype=np.int64),
        np.array([topic.places for topic in problem.topics], dtype=np.int64),
    )
    return Model(problem, ids, tuple(size for _number, size in sorted(sizes.items())), tables, locked, index)


def _constants(problem: Problem, scale: Scale, pairs: int) -> Ints:
    rules, weights = problem.rules, problem.weights
    skills, tags = len(problem.skills), len(rules.required_tags)
    values: Ints = np.zeros(CONSTANTS, dtype=np.int64)
    low, high = scale.size_range
    for place, value in (
        (SIZE_LOW, max(low, 1)),
        (SIZE_HIGH, min(high, max(len(problem.people), 1))),
        (HOURS_LOW, rules.min_common_hours),
        (HOURS_WANTED, problem.target_hours),
        (HOURS_PRICE, weights.hours_short),
        (SKILL_MASK, (1 << skills) - 1 if weights.skill_hole or rules.cover_skills else 0),
        (TAG_MASK, ((1 << tags) - 1) << skills),
        (HOLE_PRICE, weights.skill_hole),
        (HOLE_HARD, int(rules.cover_skills)),
        (ONE_REGION, int(rules.not_all_one_region)),
        (MOVED_PRICE, weights.moved),
        (WEAKEST_PRICE, weights.weakest_team),
        (POINT, UNITS),
        (TOPICS, len(problem.topics) if weights.topic_rank else 0),
        (PAIRED, pairs),
    ):
        values[place] = value
    values[REPEAT_PRICE:CAP] = (0, 0, weights.background_repeat, weights.scheme_repeat, weights.region_repeat)
    caps = (rules.employer_cap, rules.department_cap, None, None, None)
    values[CAP:SUITORS] = [NO_CAP if cap is None else cap for cap in caps]
    values[SUITORS] = MOST_SUITORS
    return values


def _gaps(problem: Problem, scale: Scale) -> Ints:
    """Return the distances from the mean, each times its price."""
    weights = problem.weights
    skill, years = weights.skill_balance // 100, weights.experience_balance // 100
    rows = [
        [skill * gap for gap in scale.skill_gaps[person.id]] + [years * scale.year_gaps[person.id]]
        for person in problem.people
    ]
    return np.array(rows, dtype=np.int64).reshape(len(problem.people), len(problem.skills) + 1)


def _facts(problem: Problem, index: dict[str, int], groups: Sequence[Sequence[int]], locked: dict[int, int]) -> Ints:
    people, rules = problem.people, problem.rules
    facts: Ints = np.zeros((len(people), FACTS), dtype=np.int64)
    facts[:, HOURS] = [_signed(person.availability) for person in people]
    facts[:, HAS] = [_bits(_has(problem, person)) for person in people]
    facts[:, ALONE] = [_bits(kind in person.attributes for kind in rules.never_alone) for person in people]
    facts[:, SIDE] = [person.side == rules.mix_side for person in people]
    facts[:, HOME] = -1
    for member, team in problem.current:
        if member in index:
            facts[index[member], HOME] = team - 1
    for number, group in enumerate(groups):
        facts[list(group), GROUP] = number
        # Who is kept together with somebody locked is locked too.
        facts[list(group), FIXED] = any(member in locked for member in group)
    for place, name in enumerate(KIND_NAMES):
        facts[:, KINDS + place] = _codes([str(getattr(person, name)) for person in people])
    return facts


def _has(problem: Problem, person: Person) -> Iterable[bool]:
    yield from (level >= problem.strong_level for level in person.skills)
    yield from (tag in person.tags for tag in problem.rules.required_tags)


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _signed(mask: int) -> int:
    """Return the lowest 64 bits of the mask as a signed number."""
    mask &= (1 << 64) - 1
    return mask - (1 << 64) if mask >> 63 else mask


def _codes(values: Sequence[str]) -> list[int]:
    """Return a number for each value; blanks are all different."""
    names = {name: number for number, name in enumerate(sorted({value for value in values if value}))}
    return [names.get(value, len(names) + number) for number, value in enumerate(values)]


def _locked(problem: Problem, index: dict[str, int]) -> dict[int, int]:
    """Return the team of everybody who may not move: by a lock of their own or of the whole team."""
    locked = {index[member]: team - 1 for member, team in problem.rules.locks if member in index}
    for member, team in problem.current:
        if team in problem.rules.frozen_teams and member in index:
            locked[index[member]] = team - 1
    return locked


def _groups(problem: Problem, index: dict[str, int]) -> list[list[int]]:
    """Return who moves together, everybody else a group of their own."""
    groups = [[index[member] for member in group if member in index] for group in joined_groups(problem)]
    bound = {member for group in groups for member in group}
    return groups + [[number] for number in range(len(index)) if number not in bound]


def _pairs(problem: Problem, index: dict[str, int], scale: Scale) -> tuple[Ints, Ints]:
    """Return the priced pairs, each with its first person, and where each person's begin."""
    found: dict[tuple[int, int], list[int]] = {}
    for place, price, pairs in (
        (0, problem.weights.met_before, sorted(scale.met)),
        (1, 1, problem.rules.apart),
    ):
        for one, two in pairs:
            if price and one in index and two in index and one != two:
                pair = tuple(sorted((index[one], index[two])))
                found.setdefault((pair[0], pair[1]), [0, 0])[place] += price
    rows = sorted((one, two, soft, hard) for (one, two), (soft, hard) in found.items())
    counts = np.bincount([row[0] for row in rows], minlength=len(index)) if rows else np.zeros(len(index))
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return starts, np.array([row[1:] for row in rows], dtype=np.int64).reshape(len(rows), 3)


def _ranks(problem: Problem) -> Ints:
    price, last = problem.weights.topic_rank, problem.unranked_steps
    ranks: Ints = np.full((len(problem.people), max(len(problem.topics), 1)), last * price, dtype=np.int64)
    places = {topic.id: number for number, topic in enumerate(problem.topics)}
    for number, person in enumerate(problem.people):
        for step, topic in enumerate(person.topics):
            if topic in places:
                ranks[number, places[topic]] = step * price
    return ranks


def _mix(problem: Problem, scale: Scale, group: int, size: int) -> Ints:
    """Return for each size of team the fewest and most of the counted side; wide enough for a group too many."""
    widest = max(min(scale.size_range[1], len(scale.people)), size) + group
    ranges = [
        side_range(problem.rules.mix_within, scale.of_side, len(scale.people), size) for size in range(widest + 1)
    ]
    return np.array(ranges, dtype=np.int64).reshape(widest + 1, 2)
