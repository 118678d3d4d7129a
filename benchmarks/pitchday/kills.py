"""Processes are killed while judges score; afterwards the database is compared with what judges were told."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass

from benchmarks.pitchday.phones import Phone
from benchmarks.pitchday.site import TICK, WEB, WEB_PROCESS, WORKER, Site

# Of twenty kills sixteen hit one process that answers requests, two the worker, one each the clock and all of the web.
UNITS = {3: WORKER, 8: WEB, 13: TICK, 18: WORKER}
ROUND = tuple(UNITS.get(place, WEB_PROCESS) for place in range(20))
# A change that is not taken after so long is given up, and told.
LONGEST = 60.0


@dataclass(frozen=True)
class Killed:
    """What was killed how often, how many changes were taken, had to be sent again, or were refused."""

    kinds: Counter[str]
    taken: int
    sent_again: int
    refused: "Counter[int]"
    slowest: float


def kill_while_scoring(site: Site, held: list[Phone], kills: int, pause: tuple[float, float], seed: int = 1) -> Killed:
    """So many kills, each a moment after the site took a few changes, while phones send one change after another."""
    over = threading.Event()
    counted: list[tuple[int, int, float]] = []

    def lane(phone: Phone) -> None:
        while not over.is_set():
            started = time.monotonic()
            answer, tries = phone.send_until_taken(phone.tap(), started + LONGEST)
            counted.append((answer.status, tries, time.monotonic() - started))

    lanes = [threading.Thread(target=lane, args=[phone]) for phone in held]
    for one in lanes:
        one.start()
    try:
        kinds = _kill(site, held, kills, pause, random.Random(seed))
    finally:
        over.set()
        for one in lanes:
            one.join()
    return Killed(
        kinds,
        _taken(held),
        sum(tries > 1 for _status, tries, _seconds in counted),
        Counter(status for status, _tries, _seconds in counted if status != 200),
        max((seconds for _status, _tries, seconds in counted), default=0.0),
    )


def _kill(site: Site, held: list[Phone], kills: int, pause: tuple[float, float], chance: random.Random) -> Counter[str]:
    kinds: Counter[str] = Counter()
    while sum(kinds.values()) < kills:
        # Each kill hits a site that is at work: it has taken changes since the last one.
        before, until = _taken(held), time.monotonic() + LONGEST
        while _taken(held) < before + 3 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.uniform(*pause))
        kind = ROUND[sum(kinds.values()) % len(ROUND)]
        kinds[kind] += site.kill(kind, chance)
    site.wait()
    return kinds


def _taken(held: list[Phone]) -> int:
    return sum(len(phone.taken) for phone in held)
