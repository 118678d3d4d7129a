"""What plans of linked panels reach: `python -m benchmarks.panels`, the table of the method's section 5."""

import statistics
import time
from dataclasses import dataclass

from challenges.pitchdays.engine.allocate import allocate
from challenges.pitchdays.engine.design import Allocation, Judge, Mode, Pitch, Task

SEEDS = 10
# pitches, judges, judges a pitch, the efficiency to reach
DESIGNS = ((12, 6, 3, 0.89), (24, 12, 4, 0.90), (24, 12, 3, 0.84), (24, 12, 2, 0.65), (60, 40, 3, 0.71))


@dataclass(frozen=True)
class Line:
    """One design over its seeds."""

    name: str
    bound: float
    drawn: float
    efficiency: float
    lowest: float
    lambda2: float
    seconds: float


def task(pitches: int, judges: int, each: int, seed: int, tries: int, *, sectors: bool) -> Task:
    """Teams and judges without conflicts, half of the judges from each sector."""
    return Task(
        [Pitch(number) for number in range(pitches)],
        [Judge(number, sector="PRIVATE" if number % 2 else "PUBLIC") for number in range(judges)],
        mode=Mode.LINKED,
        each=each,
        seed=seed,
        both_sectors=sectors,
        tries=tries,
    )


def measure(pitches: int, judges: int, each: int, *, sectors: bool) -> Line:
    """One line of the table."""
    drawn = [allocate(task(pitches, judges, each, seed, 0, sectors=False)) for seed in range(1, SEEDS + 1)]
    began = time.perf_counter()
    made: list[Allocation] = []
    for seed in range(1, SEEDS + 1):
        made.append(allocate(task(pitches, judges, each, seed, 1500, sectors=sectors)))
    seconds = (time.perf_counter() - began) / SEEDS
    found = [one.quality.efficiency for one in made]
    return Line(
        f"{pitches}x{judges} r{each}{' both sectors' if sectors else ''}",
        made[0].quality.bound,
        statistics.mean(one.quality.efficiency for one in drawn),
        statistics.mean(found),
        min(found),
        statistics.mean(one.quality.lambda2 for one in made),
        seconds,
    )


def lines() -> list[str]:
    """The table, ready to print; a design below its target is marked."""
    head = "| design | bound | balanced draw | after 1,500 exchanges | lowest | lambda2 | seconds | target |"
    told = [head, "|---|---|---|---|---|---|---|---|"]
    for pitches, judges, each, target in DESIGNS:
        for sectors in (False, True):
            line = measure(pitches, judges, each, sectors=sectors)
            goal = "" if sectors else f"{target} {'met' if line.efficiency >= target else 'MISSED'}"
            told.append(
                f"| {line.name} | {line.bound:.3f} | {line.drawn:.3f} | {line.efficiency:.3f} | {line.lowest:.3f} "
                f"| {line.lambda2:.2f} | {line.seconds:.2f} | {goal} |"
            )
    return told


if __name__ == "__main__":
    import sys

    sys.stdout.write("\n".join(lines()) + "\n")
