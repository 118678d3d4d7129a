"""The figures as a table, and their place in docs/benchmarks.md."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import Cost

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
COMMAND = "make bench"
START, END = "<!-- figures: written by the command below -->", "<!-- end of figures -->"


def table(costs: list[Cost]) -> str:
    """One row a page: queries, and at each size the median, the slowest and the bytes."""
    sizes = sorted({cost.size for cost in costs})
    heads = "".join(f" {size:,}: median | slowest | KB |" for size in sizes)
    lines = [f"| Page | Queries |{heads}", "| --- | ---: |" + " ---: | ---: | ---: |" * len(sizes)]
    pages: dict[str, list[Cost]] = {}
    for cost in costs:
        pages.setdefault(cost.page, []).append(cost)
    return "\n".join([*lines, *(_line(page, found, sizes) for page, found in pages.items())])


def _line(page: str, costs: list[Cost], sizes: list[int]) -> str:
    queries = sorted({cost.queries for cost in costs})
    words = str(queries[0]) if len(queries) == 1 else " / ".join(str(cost.queries) for cost in costs)
    by_size = {cost.size: cost for cost in costs}
    return f"| {page} | {words} |{''.join(_cells(by_size.get(size)) for size in sizes)}"


def _cells(cost: Cost | None) -> str:
    if cost is None:
        return " | | |"
    return f" {cost.median_ms:.0f} ms | {cost.worst_ms:.0f} ms | {cost.size_bytes / 1000:.0f} |"


def write(figures: str, problems: list[str], database: str) -> None:
    """The page of figures has these between its markers, with the date, the command and the machine."""
    before, _start, rest = FILE.read_text().partition(START)
    _old, _end, after = rest.partition(END)
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {database}"
    told = f"Measured on {day} with `{COMMAND}`: {machine}."
    missed = "\n".join(["Limits that do not hold yet:", "", *(f"- {problem}" for problem in problems)])
    parts = [START, told, figures, missed if problems else "Every limit holds.", END]
    FILE.write_text(before + "\n\n".join(parts) + after)
