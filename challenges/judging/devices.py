"""What the organisers know of judges' devices: when each was last heard of, and how much it has not sent (J-08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from challenges.judging.models import Device
from challenges.pitchdays.models import PanelSeat, PitchDay
from core import zones

# A client that counts more than this is broken, and is not believed.
MOST_WAITING = 1000


@dataclass(frozen=True)
class Unsent:
    """What a judge's devices still hold in all, and when the one that holds most was last heard of."""

    waiting: int
    seen_at: datetime


def note_device(*, seat: PanelSeat, key: str, waiting: int, now: datetime | None = None) -> None:
    """The device was heard of now and holds so much; no lock and no event: it comes with every request of a judge."""
    moment = zones.moment(now)
    held = min(max(waiting, 0), MOST_WAITING)
    Device.objects.bulk_create(
        [Device(seat=seat, key=key[:64], waiting=held, seen_at=moment)],
        update_conflicts=True,
        unique_fields=["seat", "key"],
        update_fields=["waiting", "seen_at"],
    )


def unsent_of(day: PitchDay) -> dict[int, Unsent]:
    """What each judge's devices hold unsent, by the seat's id; judges whose devices are all empty are left out."""
    rows = Device.objects.filter(seat__pitch_day=day, waiting__gt=0).order_by("waiting", "pk")
    return _summed(rows.values_list("seat_id", "waiting", "seen_at"))


def _summed(rows: Iterable[tuple[int, int, datetime]]) -> dict[int, Unsent]:
    found: dict[int, Unsent] = {}
    for seat, waiting, seen_at in rows:
        earlier = found.get(seat)
        found[seat] = Unsent(waiting + (earlier.waiting if earlier else 0), seen_at)
    return found
