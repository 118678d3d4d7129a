"""The hours in which most of a team are free, each with who is not: from their week's free hours and what is fixed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# The grid of a working week: Monday to Friday, from nine, eight hours a day.
DAYS, FIRST, HOURS = 5, 9, 8
# So many times are offered, and so many of one day.
MOST, MOST_A_DAY = 6, 2


@dataclass(frozen=True)
class Candidate:
    """An hour of a day, with who is free then and who is not."""

    on: date
    hour: int
    free: tuple[str, ...]
    busy: tuple[str, ...]


def candidates(
    days: Iterable[date],
    minutes: int,
    free_hours: Mapping[str, int],
    taken: Iterable[tuple[date, int]] = (),
) -> list[Candidate]:
    """The best times in the order of the calendar: most people free, then the earlier one.

    `free_hours` is each person's mask of the week, a bit an hour; `taken` are hours in which the team meets already.
    """
    held = set(taken)
    found = [
        _candidate(on, hour, length, free_hours)
        for length in [_hours(minutes)]
        for on in days
        if on.weekday() < DAYS
        for hour in range(FIRST, FIRST + HOURS - length + 1)
        if not held & {(on, hour + more) for more in range(length)}
    ]
    return sorted(_best([one for one in found if one.free], _hours(minutes)), key=lambda one: (one.on, one.hour))


def _hours(minutes: int) -> int:
    return max(1, -(-minutes // 60))


def _candidate(on: date, hour: int, length: int, free_hours: Mapping[str, int]) -> Candidate:
    start = on.weekday() * HOURS + hour - FIRST
    wanted = sum(1 << (start + more) for more in range(length))
    free = tuple(person for person, mask in free_hours.items() if mask & wanted == wanted)
    return Candidate(on, hour, free, tuple(person for person in free_hours if person not in free))


def _best(found: Sequence[Candidate], length: int) -> list[Candidate]:
    """Most people first; a day gives few, and none that overlap."""
    chosen: list[Candidate] = []
    for one in sorted(found, key=lambda one: (-len(one.free), one.on, one.hour)):
        same_day = [other for other in chosen if other.on == one.on]
        apart = all(abs(other.hour - one.hour) >= length for other in same_day)
        if len(same_day) < MOST_A_DAY and apart:
            chosen.append(one)
        if len(chosen) == MOST:
            break
    return chosen


def span(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
