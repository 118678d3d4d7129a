"""Forty judges beside a voting crowd: their times, what failed, and whether everything acknowledged is there."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass

from benchmarks.pitchday.crowd import Times, times_of
from benchmarks.pitchday.phones import Answer, Phone


@dataclass(frozen=True)
class Judged:
    """What the judges were answered in all rounds."""

    answers: list[Answer]

    @property
    def times(self) -> Times:
        """How long they waited."""
        return times_of([answer.seconds for answer in self.answers])

    @property
    def failures(self) -> Counter[int]:
        """Every answer but 200, by its status; 0 is none."""
        return Counter(answer.status for answer in self.answers if answer.status != 200)


def rounds(held: list[Phone], number: int, *, within: float) -> Judged:
    """In each round every judge sends one change, all within so many seconds; a round begins with each second."""
    answers: list[Answer] = []
    start = threading.Barrier(len(held))

    def lane(place: int, phone: Phone) -> None:
        chance = random.Random(place)
        for _round in range(number):
            change = phone.tap()
            start.wait(timeout=60)
            began = time.perf_counter()
            time.sleep(chance.uniform(0, within))
            answers.append(phone.send(change))
            time.sleep(max(0.0, began + 1 - time.perf_counter()))

    lanes = [threading.Thread(target=lane, args=pair) for pair in enumerate(held)]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    return Judged(answers)
