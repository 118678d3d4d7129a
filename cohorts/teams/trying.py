"""Changes of a board tried out: what one person's move would break and cost, and which change would help most."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from cohorts.teams.criteria import criterion_words
from cohorts.teams.engine.exchanges import better_changes
from cohorts.teams.engine.problem import UNITS
from cohorts.teams.weighing import Arrangement, Scales, Shift, Teams

# How many changes for the better have their rules asked.
MOST_TRIED = 400
# Each criterion that changes in words, with its points, the dearest first.
Criteria = list[tuple[str, float]]


@dataclass(frozen=True)
class Trial:
    """What one way into a team would do: each rule that it breaks in words, and the points of each criterion."""

    other: int | None
    points: float
    breaks: list[str]
    criteria: Criteria


@dataclass(frozen=True)
class Help:
    """One change for the better: who goes where, perhaps in exchange, and what it wins."""

    person: int
    number: int
    other: int | None
    points: float
    criteria: Criteria


def trials_of(
    scales: Scales, arrangement: Arrangement, pk: int, number: int, held: frozenset[int] = frozenset()
) -> list[Trial]:
    """What it would do to move somebody there without an exchange, then by each exchange, the allowed ones first."""
    teams, home = scales.teams(arrangement), arrangement.get(pk, 0)
    alone, *others = [
        _trial(scales, teams, (str(pk), other, home, number)) for other in scales.partners(teams, home, number, held)
    ]
    return [alone, *sorted(others, key=lambda one: (bool(one.breaks), one.points, one.other or 0))]


def helps_of(
    scales: Scales, arrangement: Arrangement, held: frozenset[int], closed: Collection[int], most: int = 4
) -> tuple[list[Help], bool]:
    """The best few changes that break no rule further, nobody in two; whether all there are were looked at."""
    teams = scales.teams(arrangement)
    looked = better_changes(scales.scale, teams, scales.topics, held={str(pk) for pk in held}, closed=closed)
    found: list[Help] = []
    seen: set[str] = set()
    for change in looked.changes[:MOST_TRIED]:
        if len(found) == most:
            break
        if {change.person, change.other} & seen:
            continue
        trial = _trial(scales, teams, (change.person, change.other or None, change.home, change.away))
        if not trial.breaks:
            found.append(Help(int(change.person), change.away, trial.other, trial.points, trial.criteria))
            seen |= {change.person, change.other} - {""}
    return found, looked.is_all and (bool(found) or len(looked.changes) <= MOST_TRIED)


def _trial(scales: Scales, teams: Teams, way: tuple[str, str | None, int, int]) -> Trial:
    """What comes of a person, exchanged for another or nobody, going from one team to another."""
    shift = scales.shift(teams, *way)
    criteria = _criteria(scales, teams, shift)
    breaks = [words for number, before, after in shift for words in scales.worse(number, before, after)]
    other = int(way[1]) if way[1] else None
    ordered = sorted(criteria.items(), key=lambda pair: (-pair[1], pair[0]))
    words = [(criterion_words(name), units / UNITS) for name, units in ordered if units]
    return Trial(other, sum(criteria.values()) / UNITS, breaks, words)


def _criteria(scales: Scales, teams: Teams, shift: Shift) -> Counter[str]:
    """By how many units each criterion changes."""
    change: Counter[str] = Counter()
    for number, before, after in shift:
        change.update(scales.by_criterion(number, after))
        change.subtract(scales.by_criterion(number, before))
    change["weakest_team"] += scales.weakest_change(teams, shift)
    return change
