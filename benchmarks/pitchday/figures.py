"""The figures' place in docs/benchmarks-pitchday.md."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks-pitchday.md"
COMMAND = "make bench-pitchday"
START, END = "<!-- figures: written by the command below -->", "<!-- end of figures -->"


def write(figures: str, problems: list[str], database: str) -> None:
    """The page of figures has these between its markers, with the date, the command and the machine."""
    before, _start, rest = FILE.read_text().partition(START)
    _old, _end, after = rest.partition(END)
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {database}"
    priority = f", at priority {os.getpriority(os.PRIO_PROCESS, 0)}" if os.getpriority(os.PRIO_PROCESS, 0) else ""
    told = f"Measured on {day} with `{COMMAND}`: {machine}{priority}."
    missed = "\n".join(["What does not hold yet:", "", *(f"- {problem}" for problem in problems)])
    parts = [START, told, figures, missed if problems else "Every limit holds.", END]
    FILE.write_text(before + "\n\n".join(parts) + after)
