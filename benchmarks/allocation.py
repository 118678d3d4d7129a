"""How long giving out challenges takes: `python -m benchmarks.allocation`, the table of docs/benchmarks.md."""

import random
import statistics
import sys
import time
from dataclasses import dataclass

from challenges.briefs.engine.allocation import Aim, Brief, Rules, Wishes
from challenges.briefs.engine.solve import allocate

RUNS = 15
RANKED = 8


@dataclass(frozen=True)
class Case:
    """So many teams and challenges; `pull` is how much all teams want the same, `least` the minimum of each."""

    name: str
    teams: int
    briefs: int
    pull: float
    least: int = 0


CASES = (
    Case("7 teams, 12 challenges, many want the same", 7, 12, 3),
    Case("350 teams, 60 challenges, wishes spread", 350, 60, 0),
    Case("350 teams, 60 challenges, many want the same", 350, 60, 15),
    Case("350 teams, 60 challenges, each for 3 teams or none", 350, 60, 15, 3),
)


def made(case: Case) -> tuple[list[Wishes], list[Brief]]:
    """The teams and challenges of a case, the same in every run."""
    chance = random.Random(1)
    places = case.teams // case.briefs + 1 + bool(case.least)
    briefs = [Brief(f"B{number:02}", f"Brief {number}", places, case.least) for number in range(case.briefs)]
    return [Wishes(f"T{number:03}", f"Team {number}", _ranking(case, chance)) for number in range(case.teams)], briefs


def _ranking(case: Case, chance: random.Random) -> tuple[str, ...]:
    numbers = chance.sample(range(case.briefs), RANKED)
    if case.pull:
        numbers = sorted(numbers, key=lambda number: number + chance.gauss(0, case.pull))
    return tuple(f"B{number:02}" for number in numbers)


def measure(case: Case, aim: Aim) -> tuple[float, float, str]:
    """Fastest and median milliseconds of processor time of a run with its reasons, and what came out."""
    teams, briefs = made(case)
    times = []
    for _run in range(RUNS if not case.least else 3):
        began = time.thread_time()
        found = allocate(teams, briefs, Rules(aim))
        times.append((time.thread_time() - began) * 1000)
    firsts = found.by_choice.get(1, 0)
    proved = "proved" if found.is_best else "not proved"
    return min(times), statistics.median(times), f"{firsts} | {found.cost} | {found.worst_choice} | {proved}"


def lines() -> list[str]:
    """The table, ready to print."""
    table = [
        "| Case | Aim | Fastest | Median | 1st choices | Places in all | Worst choice | Best |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for case in CASES:
        for aim in Aim:
            fastest, median, came_out = measure(case, aim)
            table.append(f"| {case.name} | {aim} | {fastest:.1f} ms | {median:.1f} ms | {came_out} |")
    return table


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
