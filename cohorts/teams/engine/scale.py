"""What scoring teams of one problem needs, worked out once: distances from the mean, and ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cohorts.teams.engine.problem import Person, Problem
from cohorts.teams.engine.sizes import size_range


@dataclass(frozen=True, slots=True)
class Scale:
    """What scoring teams of one problem needs, worked out once."""

    problem: Problem
    people: Mapping[str, Person]
    skill_gaps: Mapping[str, tuple[int, ...]]
    year_gaps: Mapping[str, int]
    met: frozenset[tuple[str, str]]
    current: Mapping[str, int]
    of_side: int
    size_range: tuple[int, int]
    steps: Mapping[str, Mapping[str, int]]


def scale_of(problem: Problem) -> Scale:
    """Return the scale: each person's distance from the cohort's mean, in hundredths."""
    people = problem.people
    count = max(len(people), 1)
    means = [sum(person.skills[place] for person in people) / count for place in range(len(problem.skills))]
    years = sum(person.years for person in people) / count
    return Scale(
        problem,
        problem.by_id,
        {person.id: _gaps(person.skills, means) for person in people},
        {person.id: round(100 * (person.years - years)) for person in people},
        frozenset(problem.met_before),
        dict(problem.current),
        sum(person.side == problem.rules.mix_side for person in people),
        size_range(problem),
        {person.id: {topic: step for step, topic in enumerate(person.topics)} for person in people},
    )


def _gaps(skills: Sequence[int], means: Sequence[float]) -> tuple[int, ...]:
    return tuple(round(100 * (level - mean)) for level, mean in zip(skills, means, strict=False))
