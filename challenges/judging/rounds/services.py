"""What becomes of sheets when a new round begins: kept as they were, and opened fresh (J-21)."""

from datetime import datetime
from typing import Any

from challenges.judging.models import Score, Scorecard
from challenges.judging.rounds.models import OldSheet
from challenges.judging.workflow import CardState
from challenges.pitchdays.versions import RubricVersion
from core.audit.record import record
from core.models import User
from core.service import service

# What stays with the row of a sheet when it is opened fresh; everything else goes back to how it began.
STAYS = {"id", "key", "seat", "slot", "revision", "state"}


@service
def set_sheets_aside(*, version: RubricVersion, by: User | None, now: datetime) -> None:
    """Every sheet of the day is kept under this version and opened fresh; records round.sheets_kept.

    A void sheet stays void. The revision goes up, so that a phone that still shows the old round is told.
    """
    cards = list(
        Scorecard.objects.select_for_update(of=("self",))
        .filter(slot__pitch_day=version.pitch_day)
        .order_by("seat__pk", "slot__pk")
    )
    scores: dict[int, list[dict[str, Any]]] = {card.pk: [] for card in cards}
    given = Score.objects.filter(card__in=cards).select_related("criterion")
    for score in given.order_by("criterion__order", "criterion__pk"):
        row = {"criterion": score.criterion.name, "value": score.value, "reason": score.reason}
        scores[score.card_id].append(row)
    used = [card for card in cards if card.revision]
    OldSheet.objects.bulk_create(_kept(version, card, scores[card.pk]) for card in used)
    given.delete()
    for card in cards:
        _open_fresh(card)
    record("round.sheets_kept", by=by, subject=version, cohort=version.cohort, now=now, sheets=len(used))


def _kept(version: RubricVersion, card: Scorecard, scores: list[dict[str, Any]]) -> OldSheet:
    words = {name: value for name, value in _fields(card).items() if isinstance(value, str) and value}
    return OldSheet(
        version=version,
        seat_id=card.seat_id,
        slot_id=card.slot_id,
        state=card.state,
        scores=scores,
        words=words,
        submitted_at=card.submitted_at,
    )


def _open_fresh(card: Scorecard) -> None:
    for field in _own(card):
        setattr(card, field.name, field.get_default())
    card.state = CardState.VOID if card.state == CardState.VOID else CardState.DRAFT
    card.revision += 1
    card.save()


def _fields(card: Scorecard) -> dict[str, Any]:
    return {field.name: getattr(card, field.name) for field in _own(card)}


def _own(card: Scorecard) -> list[Any]:
    """Whatever a sheet holds beside its place, fields of later features too."""
    return [field for field in card._meta.concrete_fields if field.name not in STAYS]
