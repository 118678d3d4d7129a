"""Putting what was read from paper on the judge's sheet, where it counts like any other."""

from datetime import datetime
from typing import Any

from challenges.judging.models import Score, Scorecard
from challenges.judging.paper.models import PaperReading, PaperSheet
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import Criterion
from core.lifecycle import move

LONGEST_NOTES = 4000


def count_on(sheet: PaperSheet, reading: PaperReading, now: datetime) -> None:
    """The judge's sheet holds what was read and is handed in; the caller holds the locks and has checked it."""
    card, _made = Scorecard.objects.select_for_update().get_or_create(seat=sheet.seat, slot=sheet.slot)
    _write(card, sheet, reading)
    notes = [text for text in (card.notes.strip(), reading.notes.strip()) if text]
    card.notes = "\n\n".join(dict.fromkeys(notes))[:LONGEST_NOTES]
    card.revision, card.saved_at, card.submitted_at = card.revision + 1, now, now
    card.save(update_fields=["notes", "revision", "saved_at", "submitted_at"])
    if card.state == CardState.DRAFT:
        # Two people's readings give the right to hand it in, and the event of the paper names them.
        move(card, "submit", by=None, now=now)
    sheet.card, sheet.revision = card, card.revision


def last_words(sheet: PaperSheet) -> PaperReading:
    """What two people agreed on: the last reading's levels, with the words that were read with them."""
    readings = list(sheet.readings.order_by("number"))
    last = readings[-1]
    if not last.reasons and not last.notes:
        first = next(reading for reading in readings if reading.pair == last.pair)
        last.reasons, last.notes = first.reasons, first.notes
    return last


def phone_values(card: Scorecard | None) -> dict[str, Any]:
    """What stands on the judge's own sheet: levels and reasons by criterion, its state; empty without scores."""
    if card is None:
        return {}
    rows = list(
        card.scores.order_by("criterion__order", "criterion__pk").values_list("criterion__key", "value", "reason")
    )
    if not rows:
        return {}
    return {
        "state": card.state,
        "scores": {key: value for key, value, _reason in rows},
        "reasons": {key: reason for key, _value, reason in rows if reason},
        "notes": card.notes,
    }


def _write(card: Scorecard, sheet: PaperSheet, reading: PaperReading) -> None:
    criteria = {row.key: row for row in Criterion.objects.filter(pitch_day=sheet.slot.pitch_day)}
    Score.objects.bulk_create(
        [
            Score(card=card, criterion=criteria[key], value=value, reason=reading.reasons.get(key, "")[:300])
            for key, value in sorted(reading.scores.items())
        ],
        update_conflicts=True,
        unique_fields=["card", "criterion"],
        update_fields=["value", "reason"],
    )
