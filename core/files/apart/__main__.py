"""python -m core.files.apart <task> <source> <target> <kind>: the answer is one line of JSON."""

import json
import os
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from core.files.apart import Unfit

SECONDS = 20
# Private memory of this process: what a decoder may ask for, whatever a file claims.
MEMORY = 80 * 1024 * 1024
WRITTEN = 256 * 1024 * 1024
Task = Callable[[Path, Path, str], None]


def bound() -> None:
    """From here on more time, memory or disk than this ends the process."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def outcome(task: Task, source: Path, target: Path, kind: str) -> str:
    """The empty text where the file is as it should be, else the code of what is wrong with it."""
    try:
        task(source, target, kind)
    except Unfit as unfit:
        return unfit.code
    except (MemoryError, RecursionError):
        return "bomb"
    except Exception:  # noqa: BLE001 - whatever a decoder trips over, the file is not what it should be
        return "damaged"
    return ""


def main(name: str, source: str, target: str, kind: str) -> None:
    """The answer is written; the modules are found by name, so that each task loads only its own library."""
    os.nice(5)
    task: Task = import_module(f"core.files.apart.{name}").run
    bound()
    sys.stdout.write(json.dumps({"wrong": outcome(task, Path(source), Path(target), kind)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
