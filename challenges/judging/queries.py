"""Questions about scorecards: a judge's own, who has handed in, and the raw ranking."""

from dataclasses import dataclass

from challenges.judging.engine import Card, Criterion, Ranking, Slot, rank
from challenges.judging.models import Score, Scorecard
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import Criterion as Row
from challenges.pitchdays.models import PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of, rubric_of


@dataclass(frozen=True)
class OwnPitch:
    """One pitch on a judge's own list; the state is that of the judge's own sheet, or none yet."""

    slot: PitchSlot
    card: Scorecard | None

    @property
    def is_done(self) -> bool:
        """Whether the judge has handed in."""
        return self.card is not None and self.card.state == CardState.SUBMITTED


def own_pitches(seat: PanelSeat, plan: Plan) -> list[OwnPitch]:
    """The pitches that the judge scores, in running order, each with the judge's own sheet."""
    cards = {card.slot_id: card for card in Scorecard.objects.filter(seat=seat)}
    return [OwnPitch(slot, cards.get(slot.pk)) for slot in plan.slots_of(seat)]


def ranking_of(day: PitchDay) -> Ranking:
    """The raw weighted ranking of the sheets that were handed in, in six queries."""
    plan = plan_of(day)
    cards = Scorecard.objects.filter(slot__pitch_day=day, state=CardState.SUBMITTED).select_related("seat", "slot")
    scores: dict[int, dict[str, int]] = {card.pk: {} for card in cards}
    for card, criterion, value in Score.objects.filter(card__in=cards).values_list("card", "criterion__key", "value"):
        scores[card][criterion] = value
    team_slots = {slot.team_id: slot.key for slot in plan.slots}
    seat_keys = dict(PanelSeat.objects.filter(pitch_day=day).values_list("pk", "key"))
    return rank(
        cards=[Card(judge=card.seat.key, slot=card.slot.key, scores=scores[card.pk]) for card in cards],
        criteria=[_criterion(criterion) for criterion in rubric_of(day)],
        slots=[Slot(id=slot.key, name=slot.team.name) for slot in plan.slots],
        exclusions={
            (seat_keys[seat], team_slots[team])
            for seat, team in plan.conflicts
            if team in team_slots and seat in seat_keys
        },
    )


def _criterion(row: Row) -> Criterion:
    values = [level.value for level in row.levels.all()]
    return Criterion(
        id=row.key,
        name=row.name,
        weight=row.weight,
        low=min(values),
        high=max(values),
    )


def notes_for_chair(day: PitchDay) -> list[Scorecard]:
    """The sheets on which judges wrote notes, in running order: for the chair alone."""
    cards = Scorecard.objects.filter(slot__pitch_day=day, state=CardState.SUBMITTED).exclude(notes="")
    return list(cards.select_related("seat__user", "slot__team").order_by("slot__order", "seat__pk"))
