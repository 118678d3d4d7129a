"""Measures the main pages at three sizes of cohort, holds them to their limits, and writes docs/benchmarks.md.

python -m benchmarks.pages [--only NAME] [--sizes 38,400]; either leaves the document alone.
BENCH_DATABASE_URL names another database than SQLite.
"""

import argparse
import gc
import sys

from django.test import override_settings

import benchmarks.ready  # noqa: F401 - sets Django up before anything of ours is imported
from benchmarks import abuses, database, report
from benchmarks.catalogue import PAGES
from benchmarks.measuring import Cost, Page, broken, cost_of
from benchmarks.seed import make_world

SIZES = (38, 400, 2000)


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--only", default="", help="only pages whose name has this in it")
    parser.add_argument("--sizes", default="", help="people, with commas between")
    return parser.parse_args()


def measure(sizes: list[int], pages: list[Page]) -> list[Cost]:
    """What every page takes at every size."""
    costs = []
    with database.template():
        for size in sizes:
            with database.copy():
                world = make_world(size)
                # What making the rows left behind is not looked through again while pages are timed.
                gc.collect()
                gc.freeze()
                costs += [cost_of(world, page) for page in pages]
            sys.stderr.write(f"{size} people measured\n")
    return costs


def measure_abuses() -> list[abuses.Timing]:
    """What addresses and floods take, in a database of their own."""
    with database.template(), database.copy(), override_settings(REQUIRE_SECOND_FACTOR=False):
        return list(abuses.timings())


def main() -> int:
    """0 when every limit holds."""
    asked = arguments()
    pages = [page for page in PAGES if asked.only.lower() in page.name.lower()]
    sizes = [int(size) for size in asked.sizes.split(",")] if asked.sizes else list(SIZES)
    costs = measure(sizes, pages)
    table = report.table(costs)
    problems = broken(costs)
    sys.stdout.write("\n".join([table, "", *problems, "Every limit holds." if not problems else ""]) + "\n")
    if not asked.only and not asked.sizes:
        found = measure_abuses()
        told = abuses.table(found)
        missed = [one.problem for one in found if one.problem]
        problems += missed
        sys.stdout.write("\n".join([told, *missed, ""]))
        report.write(f"{table}\n\n{told}", problems, database.words())
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
