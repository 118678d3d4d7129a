"""What judges wrote for the teams: read here alone, so that one place knows where it stands."""

from challenges.judging.models import Scorecard
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import PitchDay, PitchSlot
from challenges.results.models import ReviewedNote


def note_of(card: Scorecard) -> str:
    """What the judge wrote for the team on this sheet; nothing where they wrote nothing."""
    return card.team_notes


def notes_for_teams(day: PitchDay) -> list[Scorecard]:
    """The sheets that count and hold a note for the team, in running order, with what the chair made of it."""
    cards = Scorecard.objects.filter(slot__pitch_day=day, state=CardState.SUBMITTED)
    listed = cards.select_related("seat__user", "slot__team", "reviewed_note").order_by("slot__order", "seat__key")
    return [card for card in listed if note_of(card)]


def team_notes(slot: PitchSlot) -> list[tuple[str, str]]:
    """What the team of the slot may read, with the key of the judge's seat: only what the chair let through (J-24)."""
    notes = ReviewedNote.objects.filter(card__slot=slot, card__state=CardState.SUBMITTED).exclude(text="")
    return list(notes.order_by("card__seat__key").values_list("card__seat__key", "text"))
