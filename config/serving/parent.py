"""The parent: keeps its children running until it is told to stop."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

from config.serving.children import Child

# A worker may finish its task; see the reaper for what happens to one that is killed.
PATIENCE = 25.0
TOO_OFTEN = 5


class KeepsFailing(Exception):
    """A child ended several times in a row, soon after its start."""


class Parent:
    """Runs its children until SIGINT or SIGTERM, or until one of them keeps failing."""

    def __init__(self, children: Sequence[Child], *, once_up: Callable[[], bool]) -> None:
        self.children = children
        self.once_up = once_up
        self.stopping = threading.Event()

    def run(self) -> None:
        """All children have run and ended; raises KeepsFailing when one of them would not stay up."""
        handlers = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        is_up = False
        try:
            while not self.stopping.wait(0.2):
                self._round()
                is_up = is_up or self.once_up()
        finally:
            self.end()
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def _round(self) -> None:
        for child in self.children:
            child.look_after()
            if child.failures >= TOO_OFTEN:
                raise KeepsFailing(child.name)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def end(self) -> None:
        """No child is left."""
        for child in self.children:
            child.stop()
        until = time.monotonic() + PATIENCE
        for child in self.children:
            child.wait(until)
