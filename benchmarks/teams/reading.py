"""An instance of the yardstick's form as the engine's problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cohorts.teams.engine.problem import UNITS, Person, Problem, Rules, Topic, Weights

# The criterion of the yardstick, the engine's, and how many of the engine's smallest prices one unit needs.
CRITERIA = {
    "skill_balance": ("skill_balance", 100),
    "experience_balance": ("experience_balance", 100),
    "strong_skill_hole": ("skill_hole", 1),
    "background_repeat": ("background_repeat", 1),
    "brief_rank": ("topic_rank", 1),
    "met_before": ("met_before", 1),
    "overlap_short": ("hours_short", 1),
}
MOST_FINE = 10_000


@dataclass(frozen=True)
class Instance:
    """An instance with its names: the engine numbers teams from 1, and counts so many units to a point."""

    name: str
    problem: Problem
    teams: tuple[str, ...]
    units: int


def read(data: Mapping[str, Any]) -> Instance:
    """Return the instance of the data."""
    hard, soft = data.get("hard", {}), data.get("soft", {})
    teams = tuple(data["teams"])
    weights, units = _weights(soft.get("points", {}))
    briefs = {brief["id"]: brief.get("max_teams", len(teams)) for brief in data.get("briefs", [])}
    problem = Problem(
        people=tuple(_person(person) for person in data["people"]),
        rules=_rules(hard, teams),
        weights=weights,
        skills=tuple(data.get("skills") or _numbered(data["people"])),
        strong_level=soft.get("strong_level", 4),
        target_hours=soft.get("target_common_hours", 0),
        met_before=tuple((one, two) for one, two in soft.get("met_before", []) if one != two),
        topics=tuple(Topic(brief, places) for brief, places in briefs.items()),
        unranked=soft.get("unranked_cost", len(briefs)) - 1,
    )
    return Instance(str(data.get("name", "instance")), problem, teams, units)


def _numbered(people: list[Mapping[str, Any]]) -> list[str]:
    return [f"skill {place + 1}" for place in range(len(people[0].get("skills", [])) if people else 0)]


def _person(data: Mapping[str, Any]) -> Person:
    return Person(
        id=str(data["id"]),
        side=data.get("sector", ""),
        # Blank text would never count as the same; here it does.
        employer=data.get("employer", "") or "(none)",
        region=data.get("region", "") or "(none)",
        background=data.get("background", "") or "(none)",
        years=data.get("years", 0),
        skills=tuple(data.get("skills", ())),
        tags=frozenset(data.get("tags", ())),
        attributes=frozenset(data.get("attrs", ())),
        availability=int(data.get("hours", "ffffffffff"), 16),
        topics=tuple(data.get("prefs", ())),
    )


def _rules(hard: Mapping[str, Any], teams: tuple[str, ...]) -> Rules:
    number = {name: place + 1 for place, name in enumerate(teams)}
    return Rules(
        team_count=len(teams),
        size_min=hard.get("size_min", 1),
        size_max=hard.get("size_max", 1_000),
        mix_within=hard.get("sector_within"),
        employer_cap=hard.get("employer_max"),
        apart=tuple((one, two) for one, two in hard.get("apart", ())),
        together=tuple(tuple(group) for group in hard.get("together", ())),
        locks=tuple((person, number.get(team, len(teams) + 1)) for person, team in hard.get("locked", ())),
        required_tags=tuple(hard.get("require_tags", ())),
        not_all_one_region=bool(hard.get("not_all_one_region", False)),
        min_common_hours=hard.get("min_common_hours", 0),
        never_alone=tuple(hard.get("never_exactly_one", ())),
        even_sizes=False,
    )


def _weights(points: Mapping[str, float]) -> tuple[Weights, int]:
    """Return whole prices, and how many units make a point: more than usual where prices are finer."""
    exact = {name: Fraction(str(points.get(name, 0))) for name in CRITERIA}
    fine = 1
    while fine < MOST_FINE and any(
        (price * UNITS * fine / CRITERIA[name][1]).denominator > 1 for name, price in exact.items()
    ):
        fine *= 5
    prices = {CRITERIA[name][0]: round(price * UNITS * fine / CRITERIA[name][1]) for name, price in exact.items()}
    return Weights(**{name: price * _step(name) for name, price in prices.items()}), UNITS * fine


def _step(name: str) -> int:
    return next(step for own, step in CRITERIA.values() if own == name)
