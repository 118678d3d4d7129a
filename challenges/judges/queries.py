"""Questions about judges beside the scoring: words from the desk, and what waits for the chair."""

from datetime import datetime, timedelta

from challenges.judges.models import HandOver, Nudge, ReopenRequest
from challenges.judges.workflow import HandOverState
from challenges.pitchdays.models import PanelSeat, PitchDay
from core import zones

# Older words from the desk are of another day.
FRESH = timedelta(hours=12)


def notices_of(seat: PanelSeat, now: datetime | None = None) -> list[Nudge]:
    """The words from the desk that the judge has not put away, the newest first."""
    since = zones.moment(now) - FRESH
    return list(Nudge.objects.filter(seat=seat, seen_at=None, sent_at__gt=since).order_by("-sent_at", "-pk")[:3])


def last_words(day: PitchDay) -> dict[int, Nudge]:
    """By the seat's id, the last word that the desk sent each judge."""
    rows = Nudge.objects.filter(seat__pitch_day=day).order_by("sent_at", "pk")
    return {row.seat_id: row for row in rows}


def open_requests(day: PitchDay) -> list[ReopenRequest]:
    """What the desk asked the chair to open again and the chair has not answered, the oldest first."""
    rows = ReopenRequest.objects.filter(seat__pitch_day=day, answered_at=None)
    return list(rows.select_related("seat__user", "slot__team", "asked_by").order_by("asked_at", "pk"))


def open_hand_overs(day: PitchDay) -> list[HandOver]:
    """The hand-overs that wait for a yes or a no, the oldest first."""
    rows = HandOver.objects.filter(seat__pitch_day=day, state=HandOverState.ASKED)
    return list(rows.select_related("seat__user").order_by("asked_at", "pk"))
