"""`make bench-teams`: the engine, a random split and a plain CP-SAT model on the same instances, in one table."""

from __future__ import annotations

import argparse
import csv
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.teams.baselines import MOST_PEOPLE, plain_annealing, plain_model, random_split
from benchmarks.teams.drops import curve_rows
from benchmarks.teams.generate import instance, with_conflicts
from benchmarks.teams.scorer import score

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "docs" / "benchmarks-teams.md"
MARK = "<!-- figures: written by the command below -->"
PUBLIC = ("c38", "c120")
# How many seconds each size is given: for a first lawful split, and for a good one.
TIMES = {38: (1, 5, 60), 120: (2, 20, 90), 400: (5, 60), 2000: (30, 60)}
PLANTED = {38: ("locks", "hours"), 400: ("chain", "tag")}
Data = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """One run: who was asked, for how long, and what came of it."""

    instance: str
    engine: str
    seconds: float
    took: float
    broken: int | None
    points: float | None
    bound: str = ""


def main(arguments: list[str]) -> int:
    """The table stands in docs/benchmarks-teams.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.teams.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(TIMES))
    parser.add_argument("--longest", type=float, default=90, help="leave longer runs out")
    parser.add_argument("--no-plain", action="store_true", help="leave the plain model out")
    asked = parser.parse_args(arguments)
    runs = []
    for run in measured(asked):
        sys.stdout.write(_row(run) + "\n")
        sys.stdout.flush()
        runs.append(run)
    write(runs, list(curve_rows([size for size in asked.sizes if size <= MOST_PEOPLE])))
    return 0


def instances(sizes: list[int]) -> Iterator[Data]:
    """Yield the public instances and generated ones of each size, an easier and a harder one."""
    for name in PUBLIC:
        data = json.loads((HERE / "instances" / f"{name}.json").read_text())
        if len(data["people"]) in sizes:
            yield data
    for size in sizes:
        yield instance(size, 1)
        yield instance(size, 2, tightness=0.6)


def measured(asked: argparse.Namespace) -> Iterator[Run]:
    """Yield every run, one after the other."""
    for data in instances(asked.sizes):
        size = len(data["people"])
        yield _scored(data, "random split", 0, 0, (random_split(data, 1), None))
        for seconds in TIMES[size]:
            if seconds <= asked.longest:
                yield engine_run(data, seconds)
        if size >= MOST_PEOPLE and not asked.no_plain:
            begun = time.monotonic()
            annealed = plain_annealing(data)
            yield _scored(data, "plain annealing, 60 million proposals", 0, time.monotonic() - begun, annealed)
        if size <= MOST_PEOPLE and not asked.no_plain:
            seconds = min(TIMES[size][-1], asked.longest)
            begun = time.monotonic()
            found = plain_model(data, seconds)
            yield _scored(data, "plain CP-SAT", seconds, time.monotonic() - begun, found)
    for size, kinds in PLANTED.items():
        if size in asked.sizes:
            yield engine_run(with_conflicts(instance(size, 1), list(kinds)), 30)


def engine_run(data: Data, seconds: float) -> Run:
    """Return one run of the command, in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "instance.json").write_text(json.dumps(data))
        command = [sys.executable, "-m", "benchmarks.teams", str(folder / "instance.json"), "--seconds", str(seconds)]
        command += ["--out", str(folder / "teams.csv"), "--explain", str(folder / "explain.json")]
        begun = time.monotonic()
        subprocess.run(command, check=False, capture_output=True)
        took = time.monotonic() - begun
        told = json.loads((folder / "explain.json").read_text())
        if told["conflicts"]:
            words = f"{len(told['conflicts'])} conflicts, {len(told['repair'])} repairs"
            return Run(data["name"], "engine", seconds, took, None, None, words)
        with (folder / "teams.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
    teams = {row["person_id"]: row["team"] for row in rows}
    briefs = {row["team"]: row["brief"] for row in rows}
    bound = "proved" if told["proved_optimal"] else f"{told['lower_bound']:.2f}" if told["lower_bound"] else ""
    return _scored(data, "engine", seconds, took, (teams, briefs), bound)


def _scored(data: Data, engine: str, seconds: float, took: float, found: Any, bound: str = "") -> Run:
    if found is None:
        return Run(data["name"], engine, seconds, took, None, None, "no split")
    result = score(data, *found)
    return Run(data["name"], engine, seconds, took, result["hard_total"], result["total_points"], bound)


def _row(run: Run) -> str:
    broken = "" if run.broken is None else str(run.broken)
    points = "" if run.points is None else f"{run.points:.2f}"
    return f"| {run.instance} | {run.engine} | {run.seconds:g} | {run.took:.1f} | {broken} | {points} | {run.bound} |"


def write(runs: list[Run], curves: list[str]) -> None:
    """The figures follow the mark; what stands before it stays."""
    before = REPORT.read_text().partition(MARK)[0]
    day = datetime.now(UTC).date()
    machine = f"Measured on {day} with `make bench-teams`: 2 workers, Python {platform.python_version()}."
    head = "| Instance | By | Seconds given | Taken | Rules broken | Points | Bound |\n"
    head += "| --- | --- | ---: | ---: | ---: | ---: | --- |"
    table = "\n".join([head, *map(_row, runs)])
    drops = "\n".join(["| Instance | Left | Seconds | People moved: points |", "| --- | ---: | ---: | --- |", *curves])
    REPORT.write_text(f"{before}{MARK}\n\n{machine}\n\n{table}\n\nPeople leave, and the teams are mended:\n\n{drops}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
