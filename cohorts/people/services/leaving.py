"""Leaving a cohort and coming back to it, with what depends on it."""

from datetime import datetime

from cohorts.people.models import Participant
from core import zones
from core.lifecycle import move
from core.models import User
from core.service import service
from core.wiring import wired


def leaving_effects(participant: Participant) -> list[str]:
    """What will happen when the person leaves, in sentences, asked of every feature that hangs on it."""
    return [str(sentence) for effects in wired("LEAVING_EFFECTS") for sentence in effects(participant=participant)]


@service
def withdraw_participant(
    *, participant: Participant, reason: str = "", by: User | None, now: datetime | None = None
) -> Participant:
    """The person no longer takes part, every feature let go of them; records participant.withdrew, without reason."""
    moment = zones.moment(now)
    move(participant, "withdraw", by=by, now=moment)
    participant.left_at, participant.left_reason = moment, reason
    participant.save(update_fields=["left_at", "left_reason"])
    for leave in wired("LEAVE_COHORT"):
        leave(participant=participant, by=by, now=moment)
    return participant


@service
def return_participant(*, participant: Participant, by: User | None, now: datetime | None = None) -> Participant:
    """The person takes part again, without the team and bookings they had; records participant.returned."""
    move(participant, "return", by=by, now=now)
    participant.left_at, participant.left_reason = None, ""
    participant.save(update_fields=["left_at", "left_reason"])
    return participant
