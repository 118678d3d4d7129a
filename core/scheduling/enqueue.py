"""Starting background work by name, as a part of the caller's transaction."""

from typing import Any

from core.wiring import wired_one


def enqueue(name: str, **arguments: Any) -> None:
    """The wired task runs once this transaction is committed, and never if it is not; arguments are plain JSON.

    The queue is a table of the same database, so the task is committed with what asked for it: no crash can lose it.
    """
    wired_one("TASKS", name).enqueue(**arguments)  # type: ignore[attr-defined]
