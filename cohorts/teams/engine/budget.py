"""How much thinking is allowed: so many proposals, or until a moment, or until somebody asks to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Ask = Callable[[], bool]


@dataclass
class Budget:
    """What is left to spend; with proposals alone the answer depends on nothing but the seed."""

    proposals: int
    deadline: float | None = None
    workers: int = 1
    should_stop: Ask | None = None
    spent: int = 0
    stopped: bool = False

    @property
    def timed(self) -> bool:
        """Return whether a clock decides."""
        return self.deadline is not None

    def left(self) -> float:
        """Return the seconds until the deadline."""
        return float("inf") if self.deadline is None else self.deadline - time.monotonic()

    def is_stopped(self) -> bool:
        """Return whether somebody asked to stop."""
        if self.should_stop is not None and self.should_stop():
            self.stopped = True
        return self.stopped

    def is_over(self) -> bool:
        """Return whether to come to an end now."""
        return self.is_stopped() or (self.left() <= 0 if self.timed else self.spent >= self.proposals)

    def may_spend(self, wanted: int) -> int:
        """Return how many of the wanted proposals are left."""
        return wanted if self.timed else max(0, min(wanted, self.proposals - self.spent))
