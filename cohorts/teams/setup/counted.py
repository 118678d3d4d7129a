"""The people under the rules, with what every sentence counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cohorts.questions.availability import FULL
from cohorts.teams.engine.problem import Level, Problem
from cohorts.teams.setup.criteria import FIRST
from cohorts.teams.snapshot import LEVELS, Frozen


@dataclass(frozen=True)
class Counted:
    """What was frozen, the rules as they stand in the form, the engine's problem of both, and the number of teams."""

    frozen: Frozen
    rules: Mapping[str, Any]
    problem: Problem
    teams: int

    @cached_property
    def levels(self) -> dict[str, int]:
        """The level of every criterion."""
        return {**dict.fromkeys(FIRST, int(Level.OFF)), **LEVELS, **self.rules.get("levels", {})}

    @property
    def people(self) -> list[dict[str, Any]]:
        """The people as they were frozen."""
        found: list[dict[str, Any]] = self.frozen["people"]
        return found

    @cached_property
    def together(self) -> int:
        """The hours in which everybody is free."""
        mask = FULL
        for person in self.problem.people:
            mask &= person.availability
        return mask.bit_count()

    @cached_property
    def wishers(self) -> int:
        """How many ranked at least one topic."""
        return sum(bool(person.get("topics")) for person in self.people)

    @cached_property
    def away(self) -> int:
        """How many pairs there are of whom one would rather not be with the other."""
        return len(self.frozen.get("away", []))
