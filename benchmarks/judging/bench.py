"""`make bench-judging`: how near the truth, how honest and how fast the rating is, in docs/benchmarks-judging.md."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.judging.measuring import COMPLETE, DAYS, TARGETS, Found, error, measured, timings

REPORT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks-judging.md"
MARK = "<!-- figures: written by the command below -->"
HONEST, SAME = 0.02, 0.003


def main() -> int:
    """The figures stand in the document, with every target that is missed."""
    begun = time.monotonic()
    # First, while nothing of the simulated days is in memory for Python to look through.
    speeds = list(timings())
    found = []
    for one in measured():
        found.append(one)
        sys.stdout.write(_chances_row(one) + "\n")
        sys.stdout.flush()
    problems = [*_missed(found), *(_slow(*speed) for speed in speeds if speed[1] > speed[3])]
    text = "\n\n".join([_orders(found), _chances(found), _speeds(speeds), _closing(problems)])
    sys.stdout.write(f"\n{text}\n")
    _write(text, time.monotonic() - begun)
    return 0


def _targets() -> dict[str, float]:
    return {scene.name: target for scene, target in TARGETS}


def _orders(found: list[Found]) -> str:
    lines = [
        "Kendall's tau between the order and the truth, with its standard error:",
        "",
        "| Days | Adjusted | Raw | Adjusted, against the teams' worth without criteria | Target |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for one in found:
        if len(one.adjusted) == DAYS:
            target = _targets().get(one.scene.name)
            goal = f"≥ {target:.3f}" if target else "as raw"
            figures = [_with_error(values) for values in (one.adjusted, one.raw, one.alone)]
            lines.append(f"| {one.scene.name} | {' | '.join(figures)} | {goal} |")
    return "\n".join(lines)


def _with_error(values: list[float]) -> str:
    return f"{statistics.mean(values):.3f} ± {error(values):.4f}"


def _chances(found: list[Found]) -> str:
    lines = [
        "How far P(A beats B) is from how often A is truly better (ten bins from 0.5 to 1, weighed by their pairs):",
        "",
        "| Days | How many | Pairs | Calibration error | Chances too high by |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    return "\n".join([*lines, *map(_chances_row, found)])


def _chances_row(one: Found) -> str:
    bias = f"{statistics.mean(one.biases):+.4f} ± {error(one.biases):.4f}"
    return f"| {one.scene.name} | {len(one.biases):,} | {len(one.won):,} | {one.calibration:.4f} | {bias} |"


def _speeds(speeds: list[tuple[str, float, float, float]]) -> str:
    lines = [
        "All outputs, in one thread (medians of 9; the clock also waits for whatever else the machine does):",
        "",
        "| Day | Processor | Clock | Limit |",
        "| --- | ---: | ---: | ---: |",
    ]
    rows = [f"| {name} | {own:.0f} ms | {clock:.0f} ms | {limit:.0f} ms |" for name, own, clock, limit in speeds]
    return "\n".join([*lines, *rows])


def _missed(found: list[Found]) -> list[str]:
    problems = []
    for one in found:
        mean, target = statistics.mean(one.adjusted), _targets().get(one.scene.name)
        if target and mean < target - 2 * error(one.adjusted):
            problems.append(f"{one.scene.name}: tau {mean:.3f}, {target:.3f} wanted.")
        if one.scene.name == COMPLETE.name and abs(mean - statistics.mean(one.raw)) > SAME:
            problems.append(f"{one.scene.name}: adjusted and raw differ.")
        if one.calibration > HONEST:
            problems.append(f"{one.scene.name}: calibration error {one.calibration:.4f}, {HONEST} at most.")
    return problems


def _slow(name: str, own: float, _clock: float, limit: float) -> str:
    return f"{name}: {own:.0f} ms, {limit:.0f} at most."


def _closing(problems: list[str]) -> str:
    if not problems:
        return "Every target is met."
    return "\n".join(["Targets that are not met:", "", *(f"- {problem}" for problem in problems)])


def _write(text: str, seconds: float) -> None:
    """The figures follow the mark; what stands before it stays."""
    before = REPORT.read_text().partition(MARK)[0]
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    told = f"Measured on {day} with `make bench-judging` in {seconds / 60:.1f} minutes: {machine}, in one process."
    REPORT.write_text(f"{before}{MARK}\n\n{told}\n\n{text}\n")


if __name__ == "__main__":
    sys.exit(main())
