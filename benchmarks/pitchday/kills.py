"""Processes are killed while judges score; afterwards the database is compared with what judges were told."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass

from benchmarks.pitchday.phones import Phone
from benchmarks.pitchday.site import TICK, WEB, WEB_PROCESS, WORKER, Site

# Of ten kills seven hit one process that answers requests, and one each all of them, the worker and the clock.
ROUND = (WEB_PROCESS, WEB_PROCESS, WORKER, WEB_PROCESS, WEB_PROCESS, WEB, WEB_PROCESS, WEB_PROCESS, TICK, WEB_PROCESS)
# A change that is not taken after so long is given up, and told.
LONGEST = 60.0


@dataclass(frozen=True)
class Killed:
    """What was killed how often, how many changes were taken, and how many had to be sent again."""

    kinds: Counter[str]
    taken: int
    sent_again: int
    not_taken: int
    slowest: float


def kill_while_scoring(site: Site, held: list[Phone], kills: int, pause: tuple[float, float], seed: int = 1) -> Killed:
    """So many kills, each after a short pause of no pattern, while every phone sends one change after another."""
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
    kinds = _kill(site, kills, pause, random.Random(seed))
    over.set()
    for one in lanes:
        one.join()
    return Killed(
        kinds,
        sum(len(phone.taken) for phone in held),
        sum(tries > 1 for _status, tries, _seconds in counted),
        sum(status != 200 for status, _tries, _seconds in counted),
        max((seconds for _status, _tries, seconds in counted), default=0.0),
    )


def _kill(site: Site, kills: int, pause: tuple[float, float], chance: random.Random) -> Counter[str]:
    kinds: Counter[str] = Counter()
    while sum(kinds.values()) < kills:
        time.sleep(chance.uniform(*pause))
        # The web unit that was killed as a whole is up again before the next one.
        site.wait()
        kind = ROUND[sum(kinds.values()) % len(ROUND)]
        kinds[kind] += site.kill(kind, chance)
    site.wait()
    return kinds
