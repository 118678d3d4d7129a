"""What forming teams gives back: who is where, what it costs, which rules are broken, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cohorts.teams.engine.problem import UNITS
from core.sentence import Sentence, from_json

VERSION = "2"


class Status(StrEnum):
    """How forming ended: by the rules, as near as could be found, or proved impossible."""

    FEASIBLE = "FEASIBLE"
    BROKEN = "BROKEN"
    INFEASIBLE = "INFEASIBLE"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing to say of a person's place, a team, a broken rule or a conflict, with its price in units.

    The parts of a conflict are its rules, each by itself.
    """

    code: str
    sentence: Sentence
    units: int = 0
    team: int | None = None
    people: tuple[str, ...] = ()
    parts: tuple[Sentence, ...] = ()

    @property
    def points(self) -> float:
        """Return the price in points."""
        return self.units / UNITS

    def as_json(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "code": self.code,
            "sentence": self.sentence.as_json(),
            "units": self.units,
            "team": self.team,
            "people": list(self.people),
            "parts": [part.as_json() for part in self.parts],
        }


@dataclass(frozen=True, slots=True)
class TeamScore:
    """One team's members and what each criterion costs there, in units."""

    number: int
    members: tuple[str, ...]
    units: Mapping[str, int]
    topic: str = ""

    @property
    def total(self) -> int:
        """Return the units of the whole team."""
        return sum(self.units.values())

    @property
    def points(self) -> float:
        """Return the points of the whole team; fewer is better."""
        return self.total / UNITS


@dataclass(frozen=True, slots=True)
class Score:
    """A whole split scored: every team, and every broken rule by name."""

    teams: tuple[TeamScore, ...]
    violations: tuple[Reason, ...]
    broken: int
    weakest: int = 0

    @property
    def total(self) -> int:
        """Return the units of all teams, and what the worst of them costs beyond."""
        return sum(team.total for team in self.teams) + self.weakest

    @property
    def points(self) -> float:
        """Return the points of all teams; fewer is better."""
        return self.total / UNITS

    @property
    def by_criterion(self) -> dict[str, int]:
        """Return the units of each criterion over all teams."""
        names = {name for team in self.teams for name in team.units}
        units = {name: sum(team.units.get(name, 0) for team in self.teams) for name in sorted(names)}
        return units | ({"weakest_team": self.weakest} if self.weakest else {})

    @property
    def worst(self) -> int:
        """Return the units of the worst team."""
        return max((team.total for team in self.teams), default=0)


@dataclass(frozen=True, slots=True)
class Formation:
    """The answer to a problem: with the seed and budget that give it again."""

    status: Status
    assignment: Mapping[str, int]
    score: Score
    seed: int
    proposals: int
    conflicts: tuple[Reason, ...] = ()
    person_reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    team_reasons: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict)
    proved: bool = False
    bound: int | None = None
    stopped: bool = False
    problem_hash: str = ""
    repairs: tuple[Reason, ...] = ()
    topics: Mapping[int, str] = field(default_factory=dict)
    version: str = VERSION


def formation_as_json(formation: Formation) -> dict[str, Any]:
    """Return the whole answer as JSON can hold it."""
    return {
        "status": formation.status.value,
        "assignment": dict(formation.assignment),
        "teams": [
            {"number": team.number, "members": list(team.members), "units": dict(team.units), "topic": team.topic}
            for team in formation.score.teams
        ],
        "violations": [reason.as_json() for reason in formation.score.violations],
        "broken": formation.score.broken,
        "weakest": formation.score.weakest,
        "conflicts": [reason.as_json() for reason in formation.conflicts],
        "repairs": [reason.as_json() for reason in formation.repairs],
        "topics": {str(number): topic for number, topic in formation.topics.items()},
        "person_reasons": {key: [one.as_json() for one in some] for key, some in formation.person_reasons.items()},
        "team_reasons": {str(key): [one.as_json() for one in some] for key, some in formation.team_reasons.items()},
        **{name: getattr(formation, name) for name in PLAIN},
    }


PLAIN = ("seed", "proposals", "proved", "bound", "stopped", "problem_hash", "version")


def formation_from_json(data: Mapping[str, Any]) -> Formation:
    """Return the answer that `formation_as_json` gave."""
    teams = tuple(
        TeamScore(one["number"], tuple(one["members"]), one["units"], one.get("topic", "")) for one in data["teams"]
    )
    return Formation(
        status=Status(data["status"]),
        assignment=data["assignment"],
        score=Score(teams, _reasons(data["violations"]), data["broken"], data.get("weakest", 0)),
        conflicts=_reasons(data["conflicts"]),
        repairs=_reasons(data.get("repairs", [])),
        topics={int(number): topic for number, topic in data.get("topics", {}).items()},
        person_reasons={key: _reasons(some) for key, some in data["person_reasons"].items()},
        team_reasons={int(key): _reasons(some) for key, some in data["team_reasons"].items()},
        **{name: data[name] for name in PLAIN},
    )


def _reasons(data: list[dict[str, Any]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            one["code"],
            from_json(one["sentence"]),
            one["units"],
            one["team"],
            tuple(one["people"]),
            tuple(from_json(part) for part in one.get("parts", [])),
        )
        for one in data
    )
