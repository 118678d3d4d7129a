"""What judges do with their scorecards."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Score, Scorecard
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import Conflict, Criterion, CriterionLevel, PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service


class NotYours(Refused):
    """The judge does not score this pitch."""

    message = _("This pitch is not yours to score.")


class NotOpen(Refused):
    """Scoring is not open."""

    message = _("Scoring is not open now. What you had saved is kept.")


class HandedIn(Refused):
    """The sheet has been handed in."""

    message = _("You have handed in this sheet. Choose “Change scores” first.")


class ChangedElsewhere(Refused):
    """The sheet was saved on another device since this page was opened (J-05)."""

    def __init__(self, card: Scorecard) -> None:
        super().__init__(
            _(
                "You saved this sheet on another device or in another tab. Both are shown: "
                "save again to keep these scores."
            )
        )
        self.card = card


class Incomplete(Refused):
    """A criterion has no score."""

    def __init__(self, lacking: list[str]) -> None:
        self.lacking = lacking
        super().__init__(_("Still to score: %(names)s.") % {"names": ", ".join(lacking)})


class NoSuchLevel(Refused):
    """A score that the rubric does not offer."""

    message = _("Choose one of the levels of the rubric.")


@service
def save_card(
    *,
    seat: PanelSeat,
    slot: PitchSlot,
    scores: Mapping[str, int],
    notes: str = "",
    revision: int = 0,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> Scorecard:
    """The judge's sheet holds these scores (criterion key -> value) and notes; records scorecard.saved once a key.

    revision is the one the page was opened with: an older one raises ChangedElsewhere and changes nothing.
    """
    now = zones.moment(now)
    card = _locked_card(seat, slot, by)

    def make() -> Scorecard:
        _refuse_closed(slot.pitch_day)
        if card.state != CardState.DRAFT:
            raise HandedIn
        if card.revision != revision:
            raise ChangedElsewhere(card)
        _write(card, scores, notes, now)
        record("scorecard.saved", by=by, subject=card, cohort=card.cohort, now=now, revision=card.revision)
        return card

    return once(by=by, action=f"scorecard.save.{card.pk}", key=key, make=make)


@service
def submit_card(*, card: Scorecard, by: User, now: datetime | None = None) -> Scorecard:
    """The complete sheet counts; records scorecard.submitted; handing in twice is one handing-in."""
    now = zones.moment(now)
    locked = _locked_card(card.seat, card.slot, by)
    if locked.state == CardState.SUBMITTED:
        return locked
    _refuse_closed(locked.pitch_day)
    lacking = lacking_criteria(locked)
    if lacking:
        raise Incomplete(lacking)
    move(locked, "submit", by=by, now=now)
    Scorecard.objects.filter(pk=locked.pk).update(submitted_at=now)
    return locked


@service
def take_back_card(*, card: Scorecard, by: User, now: datetime | None = None) -> Scorecard:
    """The judge can change the sheet again while scoring is open; records scorecard.reopened."""
    locked = _locked_card(card.seat, card.slot, by)
    _refuse_closed(locked.pitch_day)
    return move(locked, "take_back", by=by, now=now)


@service
def note_recused_attempt(*, seat: PanelSeat, slot: PitchSlot, by: User, now: datetime | None = None) -> bool:
    """Whether the judge has declared a conflict with the team; then scorecard.refused is recorded (J-02)."""
    found = Conflict.objects.counting().filter(seat=seat, team=slot.team_id).select_related("seat__user", "team")
    conflict = found.order_by("pk").first()
    if conflict is None:
        return False
    record("scorecard.refused", by=by, subject=conflict, cohort=seat.pitch_day.cohort, now=zones.moment(now))
    return True


@service
def void_card(*, conflict: Conflict, by: User | None, now: datetime | None = None) -> None:
    """A sheet for a team with a declared conflict no longer counts and is kept; records scorecard.voided (J-02)."""
    cards = Scorecard.objects.filter(seat=conflict.seat, slot__team=conflict.team).exclude(state=CardState.VOID)
    for card in cards.select_for_update():
        # The conflict itself gives the right to void, whoever declared it.
        move(card, "void", by=None, note=conflict.reason, now=now)


def lacking_criteria(card: Scorecard) -> list[str]:
    """The names of the criteria without a score, in the rubric's order."""
    scored = card.scores.values("criterion")
    rest = Criterion.objects.filter(pitch_day=card.pitch_day).exclude(pk__in=scored)
    return list(rest.order_by("order", "pk").values_list("name", flat=True))


def _locked_card(seat: PanelSeat, slot: PitchSlot, by: User) -> Scorecard:
    if seat.user_id != by.pk or seat.left_at is not None or slot.pitch_day_id != seat.pitch_day_id:
        raise NotYours
    # The seat's row is the lock: a card may not exist yet.
    PanelSeat.objects.select_for_update().get(pk=seat.pk)
    if not plan_of(slot.pitch_day).scores(seat, slot):
        raise NotYours
    card, _made = Scorecard.objects.select_for_update().get_or_create(seat=seat, slot=slot)
    # Known already: not asked for again.
    card.seat, card.slot = seat, slot
    return card


def _refuse_closed(pitch_day: PitchDay) -> None:
    # Locked: scores that are on their way when the chair closes them are either in before, or refused.
    if PitchDay.objects.select_for_update().get(pk=pitch_day.pk).state != PitchDayState.SCORING:
        raise NotOpen


def _write(card: Scorecard, scores: Mapping[str, int], notes: str, now: datetime) -> None:
    criteria = {criterion.key: criterion for criterion in Criterion.objects.filter(pitch_day=card.pitch_day)}
    offered = set(CriterionLevel.objects.filter(criterion__in=criteria.values()).values_list("criterion__key", "value"))
    if not set(scores.items()) <= offered:
        raise NoSuchLevel
    # One statement for the whole sheet: forty judges save at the same time.
    Score.objects.bulk_create(
        [Score(card=card, criterion=criteria[key], value=value) for key, value in sorted(scores.items())],
        update_conflicts=True,
        unique_fields=["card", "criterion"],
        update_fields=["value"],
    )
    card.notes, card.revision, card.saved_at = notes, card.revision + 1, now
    card.save(update_fields=["notes", "revision", "saved_at"])
