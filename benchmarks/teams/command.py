"""Runs the engine on one instance, within its time from the start of the process, and writes what comes out."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.teams.reading import CRITERIA, Instance, read
from cohorts.teams.engine.problem import UNITS
from cohorts.teams.engine.result import Formation, Reason, Status
from cohorts.teams.engine.solve import form_teams

INFEASIBLE = 2
EVERLASTING = 10**15
FULL_TIME = 60.0


def main(arguments: list[str]) -> int:
    """The teams are written; the answer is the exit code: 2 when the rules cannot all hold."""
    asked = _asked(arguments)
    begun = _process_start()
    instance = _protecting(read(json.loads(asked.instance.read_text())), asked.weakest)
    formation = _formed(instance, asked, begun)
    if asked.explain:
        asked.explain.write_text(json.dumps(explained(instance, formation), indent=1, ensure_ascii=False) + "\n")
    for reason in (*formation.conflicts, *formation.repairs):
        sys.stderr.write(f"{reason.sentence}\n")
    if formation.assignment:
        _write(instance, formation, asked.out)
        sys.stdout.write(_summary(instance, formation, time.monotonic() - begun) + "\n")
    sys.stdout.flush()
    sys.stderr.flush()
    return INFEASIBLE if formation.status is Status.INFEASIBLE else 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.teams", description=__doc__)
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, default=None)
    parser.add_argument("--proposals", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--weakest", type=int, default=0, help="a price for the points of the weakest team too")
    parser.add_argument("--out", type=Path, default=Path("teams.csv"))
    parser.add_argument("--explain", type=Path, default=None)
    return parser.parse_args(arguments)


def _process_start() -> float:
    """Return the moment at which the process began, on the clock that the engine reads."""
    try:
        ticks = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
        age = float(Path("/proc/uptime").read_text().split()[0]) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        age = time.process_time()
    return time.monotonic() - age


def _protecting(instance: Instance, price: int) -> Instance:
    """Return the instance with a price for each point of the team with most; the yardstick itself knows none."""
    weights = replace(instance.problem.weights, weakest_team=price * UNITS)
    return replace(instance, problem=replace(instance.problem, weights=weights))


def _formed(instance: Instance, asked: argparse.Namespace, begun: float) -> Formation:
    """Return the formation; with proposals given no clock is looked at."""
    if asked.proposals is not None:
        return form_teams(instance.problem, seed=asked.seed, proposals=asked.proposals, workers=asked.workers)
    seconds = asked.seconds or FULL_TIME
    return form_teams(
        instance.problem,
        seed=asked.seed,
        proposals=EVERLASTING,
        deadline=begun + seconds - _closing_time(len(instance.problem.people), seconds),
        workers=asked.workers,
    )


def _closing_time(people: int, seconds: float) -> float:
    """Return how long checking, explaining and writing may take at the end."""
    return 0.15 + people / 800 + 0.005 * seconds


def _write(instance: Instance, formation: Formation, path: Path) -> None:
    with path.open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["person_id", "team", "brief"])
        for person, number in sorted(formation.assignment.items()):
            rows.writerow([person, instance.teams[number - 1], formation.topics.get(number, "")])


def _summary(instance: Instance, formation: Formation, seconds: float) -> str:
    points = formation.score.total / instance.units
    bound = "no bound" if formation.bound is None else f"bound {formation.bound / instance.units:.2f}"
    proved = "proved best" if formation.proved else bound
    return f"{instance.name}: {points:.2f} points, {formation.score.broken} broken, {proved}, {seconds:.1f} s"


def explained(instance: Instance, formation: Formation) -> dict[str, Any]:
    """Return the answer in words and numbers, with the yardstick's names."""
    units = formation.score.by_criterion
    return {
        "instance": instance.name,
        "status": formation.status.value,
        "feasible": formation.status is Status.FEASIBLE,
        "points": formation.score.total / instance.units,
        "by_criterion": {name: units.get(own, 0) / instance.units for name, (own, _step) in CRITERIA.items()},
        "worst_team": formation.score.worst / instance.units,
        "lower_bound": None if formation.bound is None else formation.bound / instance.units,
        "proved_optimal": formation.proved,
        "in_words": _in_words(instance, formation),
        "violations": _sentences(formation.score.violations),
        "conflicts": _sentences(formation.conflicts),
        "repair": _sentences(formation.repairs),
        "seed": formation.seed,
        "proposals": None if formation.proposals == EVERLASTING else formation.proposals,
        "engine": formation.version,
        "problem": formation.problem_hash,
        "teams": [
            {
                "team": instance.teams[team.number - 1],
                "brief": team.topic,
                "members": list(team.members),
                "points": team.total / instance.units,
            }
            for team in formation.score.teams
        ],
    }


def _sentences(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [
        {"code": reason.code, "sentence": str(reason.sentence), "people": list(reason.people)} for reason in reasons
    ]


def _in_words(instance: Instance, formation: Formation) -> str:
    if not formation.assignment:
        return "The rules cannot all hold."
    points = formation.score.total / instance.units
    if formation.proved:
        return f"No arrangement can score under {points:.2f}; this one does: proved best."
    if formation.bound is None:
        return f"This one scores {points:.2f}; nothing is known about the best."
    return f"No arrangement can score under {formation.bound / instance.units:.2f}; this one scores {points:.2f}."
