"""The frame of every write: one transaction, tried again when the database says so."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from core.errors import Busy

P = ParamSpec("P")
R = TypeVar("R")
TRIES = 4
# Serialisation failure, deadlock and lock time-out of PostgreSQL; SQLite only has a text.
TRANSIENT_STATES = {"40001", "40P01", "55P03"}


def is_transient(error: OperationalError) -> bool:
    """Whether trying the same thing again may work."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in TRANSIENT_STATES or "locked" in str(error)


def service(function: Callable[P, R]) -> Callable[P, R]:
    """The function runs in one transaction; the outermost one is tried again after a deadlock, then raises Busy."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            with transaction.atomic():
                return function(*args, **kwargs)
        for attempt in range(TRIES):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not is_transient(error):
                    raise
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
        raise Busy

    run.is_service = True  # type: ignore[attr-defined]
    return run
