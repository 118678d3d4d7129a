"""The availability grid: five days of eight hours, one bit each."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
FIRST_HOUR = 9
HOURS = 8
FULL = (1 << (len(DAYS) * HOURS)) - 1


def bit(day: int, hour: int) -> int:
    """The bit of the hour that starts at this clock hour on this day (0 is Monday)."""
    return 1 << (day * HOURS + hour - FIRST_HOUR)


def slots(mask: int) -> list[tuple[int, int]]:
    """The (day, hour) pairs that are free in the mask, in order."""
    return [
        (day, hour)
        for day in range(len(DAYS))
        for hour in range(FIRST_HOUR, FIRST_HOUR + HOURS)
        if mask & bit(day, hour)
    ]


def mask_of(pairs: list[tuple[int, int]]) -> int:
    """The mask in which just these pairs are free."""
    return sum(bit(day, hour) for day, hour in set(pairs))


def shared_hours(masks: list[int]) -> int:
    """How many hours all of the masks have free; none when there are no masks."""
    together = FULL if masks else 0
    for mask in masks:
        together &= mask
    return together.bit_count()
