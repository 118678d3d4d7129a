"""What judges do with their scorecards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from challenges.judging.models import Score, Scorecard, ScorecardRevision, Source
from challenges.judging.reasons import lacking_of
from challenges.judging.services.errors import (
    ChangedElsewhere,
    HandedIn,
    Incomplete,
    NoSuchLevel,
    NotOpen,
    NotYours,
    ReasonsMissing,
)
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import Conflict, CriterionLevel, PanelSeat, PitchSlot
from challenges.pitchdays.queries import stands
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import Event, User
from core.service import service


@dataclass(frozen=True)
class Sheet:
    """What a judge filled in: values and reasons by the criterion's key, and the three kinds of notes."""

    scores: Mapping[str, int]
    reasons: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    own_notes: str = ""
    team_notes: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a saving came from; the client's own time is a hint and decides nothing (J-10)."""

    source: str = Source.PAGE
    device: str = ""
    device_key: str = ""
    client_at: datetime | None = None


@service
def save_card(
    *,
    seat: PanelSeat,
    slot: PitchSlot,
    scores: Mapping[str, int],
    reasons: Mapping[str, str] | None = None,
    notes: str = "",
    own_notes: str = "",
    team_notes: str = "",
    revision: int = 0,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> Scorecard:
    """The judge's sheet holds these scores, reasons and notes; records scorecard.saved once a key.

    revision is the one the page was opened with: an older one raises ChangedElsewhere and changes nothing.
    """
    moment = zones.moment(now)
    card = locked_card(seat, slot, by)
    sheet = Sheet(scores, reasons or {}, notes, own_notes, team_notes)

    def make() -> Scorecard:
        refuse_closed(card)
        if card.state != CardState.DRAFT:
            raise HandedIn
        if card.revision != revision:
            raise ChangedElsewhere(card)
        write(card, sheet, Origin(), by, moment)
        return card

    return once(by=by, action=f"scorecard.save.{card.pk}", key=key, make=make)


@service
def submit_card(*, card: Scorecard, by: User, now: datetime | None = None) -> Scorecard:
    """The complete sheet counts; records scorecard.submitted; handing in twice is one handing-in."""
    locked = locked_card(card.seat, card.slot, by)
    if locked.state == CardState.SUBMITTED:
        return locked
    refuse_closed(locked)
    lacking = lacking_of(locked)
    if lacking.criteria:
        raise Incomplete(lacking.criteria)
    if lacking.reasons:
        raise ReasonsMissing(lacking.reasons)
    return hand_in(locked, by, zones.moment(now))


@service
def take_back_card(*, card: Scorecard, by: User, now: datetime | None = None) -> Scorecard:
    """The judge can change the sheet again while scoring is open; records scorecard.reopened."""
    locked = locked_card(card.seat, card.slot, by)
    refuse_closed(locked)
    return move(locked, "take_back", by=by, now=now)


@service
def note_recused_attempt(
    *, seat: PanelSeat, slot: PitchSlot, by: User, key: str = "", now: datetime | None = None
) -> bool:
    """Whether the judge has a conflict with the team; then scorecard.refused is recorded, once a key (J-02)."""
    found = Conflict.objects.counting().filter(seat=seat, team=slot.team_id).select_related("seat__user", "team")
    conflict = found.order_by("pk").first()
    if conflict is None:
        return False

    def make() -> Event:
        cohort = seat.pitch_day.cohort
        return record("scorecard.refused", by=by, subject=conflict, cohort=cohort, now=zones.moment(now))

    once(by=by, action="scorecard.refused", key=key, make=make)
    return True


@service
def void_card(*, conflict: Conflict, by: User | None, now: datetime | None = None) -> None:
    """A sheet for a team with a declared conflict no longer counts and is kept; records scorecard.voided (J-02)."""
    cards = Scorecard.objects.filter(seat=conflict.seat, slot__team=conflict.team).exclude(state=CardState.VOID)
    for card in cards.select_for_update():
        # The conflict itself gives the right to void, whoever declared it.
        move(card, "void", by=None, note=conflict.reason, now=now)


def locked_card(seat: PanelSeat, slot: PitchSlot, by: User) -> Scorecard:
    """The judge's sheet, made if there is none, held until the transaction ends; raises NotYours."""
    if seat.user_id != by.pk or seat.left_at is not None or slot.pitch_day_id != seat.pitch_day_id:
        raise NotYours
    # The seat's row is the lock: a card may not exist yet, and whoever closes scoring locks every seat first.
    PanelSeat.objects.select_for_update().get(pk=seat.pk)
    # Read after the lock: scores on their way when the chair closes them are either in before, or too late.
    state, is_own = stands(seat, slot)
    if not is_own:
        raise NotYours
    card, _made = Scorecard.objects.select_for_update().get_or_create(seat=seat, slot=slot)
    # Known already: not asked for again.
    slot.pitch_day.state = state
    card.seat, card.slot = seat, slot
    return card


def is_open(card: Scorecard) -> bool:
    """Whether the locked sheet may be changed now: scoring is open, or this one sheet was opened again."""
    state = card.slot.pitch_day.state
    return state == PitchDayState.SCORING or (state == PitchDayState.SCORES_CLOSED and card.is_reopened)


def refuse_closed(card: Scorecard) -> None:
    """Raise NotOpen for a sheet that may not be changed now."""
    if not is_open(card):
        raise NotOpen


def hand_in(card: Scorecard, by: User | None, now: datetime) -> Scorecard:
    """The sheet counts from now on; records scorecard.submitted."""
    move(card, "submit", by=by, now=now)
    card.submitted_at, card.is_reopened = now, False
    card.save(update_fields=["submitted_at", "is_reopened"])
    ScorecardRevision.objects.filter(card=card, revision=card.revision).update(state=CardState.SUBMITTED)
    return card


def write(card: Scorecard, sheet: Sheet, origin: Origin, by: User | None, now: datetime) -> ScorecardRevision:
    """The locked sheet holds what was filled in, as a new revision that is kept; records scorecard.saved."""
    levels = CriterionLevel.objects.filter(criterion__pitch_day=card.slot.pitch_day_id)
    offered = {
        (key, value): criterion
        for key, value, criterion in levels.values_list("criterion__key", "value", "criterion_id")
    }
    if not set(sheet.scores.items()) <= set(offered):
        raise NoSuchLevel
    # One statement for the whole sheet: forty judges save at the same time.
    Score.objects.bulk_create(
        [
            Score(card=card, criterion_id=offered[key, value], value=value, reason=sheet.reasons.get(key, ""))
            for key, value in sorted(sheet.scores.items())
        ],
        update_conflicts=True,
        unique_fields=["card", "criterion"],
        update_fields=["value", "reason"],
    )
    card.notes, card.own_notes, card.team_notes = sheet.notes, sheet.own_notes, sheet.team_notes
    card.revision, card.saved_at = card.revision + 1, now
    card.save(update_fields=["notes", "own_notes", "team_notes", "revision", "saved_at"])
    record("scorecard.saved", by=by, subject=card, cohort=card.cohort, now=now, revision=card.revision)
    return _keep(card, sheet, origin, now)


def _keep(card: Scorecard, sheet: Sheet, origin: Origin, now: datetime) -> ScorecardRevision:
    return ScorecardRevision.objects.create(
        card=card,
        revision=card.revision,
        scores=dict(sheet.scores),
        reasons={key: reason for key, reason in sheet.reasons.items() if reason},
        source=origin.source,
        device=origin.device[:60],
        device_key=origin.device_key[:64],
        client_at=origin.client_at,
        saved_at=now,
    )
