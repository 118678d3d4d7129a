"""A problem as JSON and back, and its fingerprint: the same people and rules, the same fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cohorts.teams.engine.problem import Person, Problem, Rules, Topic, Weights


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return the whole problem as JSON can hold it."""
    data: dict[str, Any] = json.loads(json.dumps(asdict(problem), default=sorted))
    return data


def problem_from_json(data: Mapping[str, Any]) -> Problem:
    """Return the problem that `problem_as_json` gave."""
    rules = {name: _tuples(value) for name, value in data["rules"].items()}
    return Problem(
        people=tuple(_person(person) for person in data["people"]),
        rules=Rules(**rules),
        weights=Weights(**data["weights"]),
        topics=tuple(Topic(**topic) for topic in data["topics"]),
        **{name: _tuples(data[name]) for name in PLAIN},
    )


PLAIN = ("skills", "strong_level", "target_hours", "met_before", "away", "current", "unranked")


def fingerprint(problem: Problem) -> str:
    """Return 64 characters that change whenever anything of the problem does."""
    text = json.dumps(problem_as_json(problem), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _person(data: Mapping[str, Any]) -> Person:
    sets = {name: frozenset(data[name]) for name in ("tags", "attributes")}
    return Person(**{name: _tuples(value) for name, value in data.items()} | sets)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
