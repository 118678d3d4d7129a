"""The day of the pitches under load, with a site of its own: python -m benchmarks.pitchday [--kills 200] [--only NAME].

BENCH_DATABASE_URL names the PostgreSQL server; the figures go to docs/benchmarks-pitchday.md unless --only is given.
"""

import argparse
import os
import sys

# The site's clock runs: pages grow old, jobs come due.
os.environ["BENCH_CLOCK"] = "runs"

import benchmarks.ready  # noqa: F401, E402 - sets Django up before anything of ours is imported
from benchmarks import database  # noqa: E402
from benchmarks.pitchday import figures, scenes  # noqa: E402


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pitchday", description=__doc__)
    parser.add_argument("--only", default="", help=f"one of {', '.join(scenes.SCENES)}")
    parser.add_argument("--kills", type=int, default=200, help="how many processes are killed (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=25, help="changes of each judge (default: %(default)s)")
    return parser.parse_args()


def main() -> int:
    """0 when every limit holds."""
    asked = arguments()
    if not database.is_postgres():
        sys.stderr.write("Set BENCH_DATABASE_URL to a PostgreSQL server: a pitch day of this size runs on one.\n")
        return 2
    told: list[str] = []
    problems: list[str] = []
    with database.template():
        used = database.words()
        for name, scene in scenes.SCENES.items():
            if asked.only in ("", name):
                found = scene(asked)
                sys.stdout.write("\n".join([found.table, *found.problems, ""]) + "\n")
                sys.stdout.flush()
                told.append(found.table)
                problems += found.problems
    if not asked.only:
        figures.write("\n\n".join(told), problems, used)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
