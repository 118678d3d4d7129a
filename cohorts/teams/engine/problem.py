"""What forming teams starts from: people, rules that must hold, and what counts how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import IntEnum

UNITS = 400
"""Points are kept as whole numbers of this fraction of a point, so that every scorer agrees to the last digit."""

FULL_WEEK = (1 << 40) - 1

Pair = tuple[str, str]


class Level(IntEnum):
    """How much a criterion counts, in words that organisers choose from."""

    OFF = 0
    LOW = 1
    NORMAL = 2
    HIGH = 4
    MUST = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be placed; blank text never counts as the same as other blank text."""

    id: str
    side: str
    name: str = ""
    employer: str = ""
    department: str = ""
    region: str = ""
    scheme: str = ""
    background: str = ""
    years: float = 0
    skills: tuple[int, ...] = ()
    tags: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    availability: int = FULL_WEEK
    topics: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Return the name, or the id of somebody without one."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Topic:
    """A challenge that so many teams may take."""

    id: str
    places: int = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """What must hold; None and empty switch a rule off. Team numbers start at 1.

    With a number of teams told, `even_sizes` asks that sizes differ by at most one. Frozen teams keep exactly
    the people they have now.
    """

    team_count: int | None = None
    size_min: int = 1
    size_max: int = 1_000
    mix_side: str = "public"
    mix_within: int | None = 1
    employer_cap: int | None = None
    department_cap: int | None = None
    apart: tuple[Pair, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    locks: tuple[tuple[str, int], ...] = ()
    required_tags: tuple[str, ...] = ()
    cover_skills: bool = False
    not_all_one_region: bool = False
    min_common_hours: int = 0
    never_alone: tuple[str, ...] = ()
    even_sizes: bool = True
    frozen_teams: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Hold everything in one order, so that equal rules are equal however they were given."""
        object.__setattr__(self, "apart", tuple(sorted({_pair(pair) for pair in self.apart})))
        object.__setattr__(self, "together", tuple(sorted({tuple(sorted(set(group))) for group in self.together})))
        object.__setattr__(self, "locks", tuple(sorted({(person, team) for person, team in self.locks})))
        object.__setattr__(self, "required_tags", tuple(sorted(set(self.required_tags))))
        object.__setattr__(self, "never_alone", tuple(sorted(set(self.never_alone))))
        object.__setattr__(self, "frozen_teams", tuple(sorted(set(self.frozen_teams))))


@dataclass(frozen=True, slots=True)
class Weights:
    """The price of each criterion in units (400 = one point) for one natural unit of it.

    `topic_rank` is for one step of one person's ranking; `weakest_team` for one point of the worst team's own.
    """

    skill_balance: int = 400
    experience_balance: int = 200
    skill_hole: int = 1_200
    background_repeat: int = 800
    scheme_repeat: int = 0
    region_repeat: int = 0
    met_before: int = 2_000
    hours_short: int = 400
    moved: int = 0
    topic_rank: int = 0
    weakest_team: int = 0

    def __post_init__(self) -> None:
        """Refuse prices by which points would not be whole units."""
        if any(getattr(self, one.name) < 0 for one in fields(self)):
            raise ValueError("A weight cannot be negative.")
        if self.skill_balance % 100 or self.experience_balance % 100:
            raise ValueError("The weights of balances must be multiples of 100 units.")


NORMAL_WEIGHTS = Weights(scheme_repeat=400, region_repeat=400, moved=800, topic_rank=400, weakest_team=400)
CRITERIA = tuple(one.name for one in fields(Weights))


# Behind "must" of these stands a hard rule; what the rule leaves open counts as high.
RULED = frozenset({"skill_hole", "met_before", "hours_short", "region_repeat"})
# How many times its normal price a criterion counts that must come first: more than all others together come to.
FIRST = 50


def price_of(name: str, level: Level) -> int:
    """Return the units that one natural unit of the criterion costs at the level."""
    if level == Level.MUST and name not in RULED:
        return int(getattr(NORMAL_WEIGHTS, name)) * FIRST
    return int(getattr(NORMAL_WEIGHTS, name)) * min(int(level), int(Level.HIGH)) // int(Level.NORMAL)


def weights_of(levels: Mapping[str, Level]) -> Weights:
    """Return the prices for the levels by criterion; one not named is off."""
    return Weights(**{name: price_of(name, levels.get(name, Level.OFF)) for name in CRITERIA})


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that a split into teams depends on, in one order: two equal problems have equal answers."""

    people: tuple[Person, ...]
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    skills: tuple[str, ...] = ()
    strong_level: int = 3
    target_hours: int = 6
    met_before: tuple[Pair, ...] = ()
    # Those of them who never met: one would rather not be with the other, and that counts as much.
    away: tuple[Pair, ...] = ()
    current: tuple[tuple[str, int], ...] = ()
    topics: tuple[Topic, ...] = ()
    unranked: int | None = None

    def __post_init__(self) -> None:
        """Sort by id whatever has no order of its own."""
        object.__setattr__(self, "people", tuple(sorted(self.people, key=lambda person: person.id)))
        object.__setattr__(self, "met_before", tuple(sorted({_pair(pair) for pair in self.met_before})))
        object.__setattr__(self, "away", tuple(sorted({_pair(pair) for pair in self.away})))
        object.__setattr__(self, "current", tuple(sorted(self.current)))
        object.__setattr__(self, "topics", tuple(sorted(self.topics, key=lambda topic: topic.id)))

    @property
    def by_id(self) -> dict[str, Person]:
        """Return the people by their id."""
        return {person.id: person for person in self.people}

    @property
    def unranked_steps(self) -> int:
        """Return how many steps below the first choice a topic is that somebody did not rank; the last by default."""
        return max(len(self.topics) - 1, 0) if self.unranked is None else self.unranked


def _pair(pair: Iterable[str]) -> Pair:
    one, two = sorted(pair)
    return one, two
