"""Which earlier saves of a draft are kept: all of the last minutes, then ever fewer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

# Younger than this, one save is kept in each stretch of that length.
STEPS = (
    (timedelta(minutes=10), timedelta(0)),
    (timedelta(hours=1), timedelta(minutes=1)),
    (timedelta(days=1), timedelta(minutes=10)),
    (timedelta(days=14), timedelta(hours=6)),
)
AFTERWARDS = timedelta(days=1)
MOST = 200


def superfluous(saves: Sequence[tuple[int, datetime]], now: datetime) -> list[int]:
    """The numbers of the saves that may go; the newest of each stretch stays."""
    kept: list[int] = []
    seen: set[tuple[timedelta, int]] = set()
    newest_first = sorted(saves, key=lambda save: (save[1], save[0]), reverse=True)
    for number, at in newest_first:
        stretch = _stretch(now - at)
        place = (stretch, int(at.timestamp() // stretch.total_seconds())) if stretch else None
        if place is None or place not in seen:
            kept.append(number)
        if place is not None:
            seen.add(place)
    stay = set(kept[:MOST])
    return [number for number, _at in saves if number not in stay]


def _stretch(age: timedelta) -> timedelta:
    return next((length for limit, length in STEPS if age < limit), AFTERWARDS)
