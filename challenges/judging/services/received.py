"""What comes from a judge's device, perhaps long after it was tapped: taken once, refused aloud, or kept as late."""

from dataclasses import asdict, dataclass
from datetime import datetime

from challenges.judging.models import LateScore, Scorecard, ScorecardRevision
from challenges.judging.reasons import lacking_of
from challenges.judging.services.cards import Origin, Sheet, hand_in, is_open, locked_card, write
from challenges.judging.services.errors import ChangedElsewhere, NotOpen
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import PanelSeat, PitchSlot
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Change:
    """One change as the device kept it: the revision it was made on, and the key that makes it count once (J-06)."""

    key: str
    revision: int
    sheet: Sheet
    is_finished: bool
    origin: Origin


@service
def receive_change(
    *, seat: PanelSeat, slot: PitchSlot, change: Change, by: User, now: datetime | None = None
) -> ScorecardRevision | LateScore:
    """The sheet holds the change, handed in if it is finished and complete; after closing it waits as a LateScore.

    Records scorecard.saved, scorecard.submitted or late_score.received, once a key. Raises NotYours, NotOpen,
    NoSuchLevel and, where the sheet was saved elsewhere since, ChangedElsewhere; then nothing is changed.
    """
    moment = zones.moment(now)
    card = locked_card(seat, slot, by)

    def make() -> ScorecardRevision | LateScore:
        if not is_open(card):
            return _keep_late(card, change, by, moment)
        if card.revision != change.revision:
            raise ChangedElsewhere(card)
        if card.state == CardState.SUBMITTED:
            move(card, "take_back", by=by, now=moment)
        made = write(card, change.sheet, change.origin, by, moment)
        if change.is_finished and not lacking_of(card).names:
            hand_in(card, by, moment)
            made.state = CardState.SUBMITTED
        return made

    return once(by=by, action="scorecard.receive", key=change.key, make=make)


def _keep_late(card: Scorecard, change: Change, by: User, now: datetime) -> LateScore:
    if card.slot.pitch_day.state == PitchDayState.PLANNED:
        raise NotOpen
    late = LateScore.objects.create(
        seat=card.seat,
        slot=card.slot,
        payload=asdict(change.sheet) | {"revision": change.revision},
        is_finished=change.is_finished,
        device=change.origin.device[:60],
        received_at=now,
        client_at=change.origin.client_at,
    )
    record("late_score.received", by=by, subject=late, cohort=card.cohort, now=now)
    return late
