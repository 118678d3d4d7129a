"""Crowds in a process of their own: the audience's votes at a pace or as many as can be, and viewers of the result."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import quantiles

LANES = 12
VIEWER_LANES = 64
Line = http.client.HTTPConnection
Send = Callable[[Line, int], int]


@dataclass(frozen=True)
class Seen:
    """What a crowd was answered: each status with its seconds, counted from the moment at which each one came."""

    answers: tuple[tuple[int, float], ...]
    seconds: float

    def count(self, status: int) -> int:
        """How many had this answer; 0 is none."""
        return sum(one == status for one, _took in self.answers)

    @property
    def statuses(self) -> Counter[int]:
        """How many had which."""
        return Counter(one for one, _took in self.answers)

    @property
    def times(self) -> "Times":
        """How long they waited."""
        return times_of([took for _status, took in self.answers])


@dataclass(frozen=True)
class Times:
    """Milliseconds: half were faster, a twentieth was slower, the slowest."""

    median: float
    p95: float
    slowest: float

    def __str__(self) -> str:
        return f"{self.median:.0f} | {self.p95:.0f} | {self.slowest:.0f}"


def times_of(seconds: list[float]) -> Times:
    """The three figures of at least two times."""
    found = sorted(one * 1000 for one in seconds)
    return Times(found[len(found) // 2], quantiles(found, n=20)[18], found[-1])


class Crowd:
    """So many a second, or as many as can be (0), from a process of its own; a `with` block lasts as long as it."""

    def __init__(self, port: int, send: Send, *, a_second: float, number: int = 0, lanes: int = LANES) -> None:
        context = get_context("fork")
        self._told = context.SimpleQueue()
        self._over = context.Event()
        self._seen: Seen | None = None
        self._process = context.Process(target=self._run, args=[port, send, a_second, number, lanes])

    def __enter__(self) -> "Crowd":
        self._process.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._over.set()
        self.seen()

    def seen(self) -> Seen:
        """What they were answered; waits until all of a number have come, or the block is over."""
        if self._seen is None:
            self._seen = self._told.get()
            self._process.join()
        return self._seen

    def _run(self, port: int, send: Send, a_second: float, number: int, lanes: int) -> None:
        answers: list[tuple[int, float]] = []
        sent, lock, began = iter(range(number or 10**9)), threading.Lock(), time.perf_counter()

        def lane() -> None:
            while not self._over.is_set():
                with lock:
                    place = next(sent, None)
                if place is None:
                    return
                due = began + place / a_second if a_second else time.perf_counter()
                time.sleep(max(0.0, due - time.perf_counter()))
                answers.append((_one(port, send, place), time.perf_counter() - due))

        threads = [threading.Thread(target=lane) for _ in range(lanes)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._told.put(Seen(tuple(answers), time.perf_counter() - began))


def _one(port: int, send: Send, place: int) -> int:
    line = Line("127.0.0.1", port, timeout=60)
    try:
        return send(line, place)
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()
