"""Questions about scorecards: a judge's own, who has handed in, and the raw ranking."""

from dataclasses import dataclass
from zlib import crc32

from challenges.briefs.models import AllocationLine
from challenges.judging.engine import Card, Criterion, Ranking, Slot, rank
from challenges.judging.engine.outcome import Rating
from challenges.judging.models import Score, Scorecard
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import Criterion as Row
from challenges.pitchdays.models import PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of, rubric_of
from cohorts.models import TeamMember


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


@dataclass(frozen=True)
class Material:
    """What ranking and rating start from: the sheets that were handed in, and who may not have scored whom."""

    plan: Plan
    cards: list[Card]
    criteria: list[Criterion]
    slots: list[Slot]
    exclusions: set[tuple[str, str]]
    seats: dict[str, PanelSeat]


def material_of(day: PitchDay) -> Material:
    """The sheets of the day as the engine takes them, in eight queries; seats of judges who left are among them."""
    plan = plan_of(day)
    cards = Scorecard.objects.filter(slot__pitch_day=day, state=CardState.SUBMITTED).select_related("seat", "slot")
    scores: dict[int, dict[str, int]] = {card.pk: {} for card in cards}
    for card, criterion, value in Score.objects.filter(card__in=cards).values_list("card", "criterion__key", "value"):
        scores[card][criterion] = value
    team_slots = {slot.team_id: slot.key for slot in plan.slots}
    seats = {seat.pk: seat for seat in PanelSeat.objects.filter(pitch_day=day).select_related("user")}
    return Material(
        plan,
        cards=[Card(judge=card.seat.key, slot=card.slot.key, scores=scores[card.pk]) for card in cards],
        criteria=[_criterion(criterion) for criterion in rubric_of(day)],
        slots=[Slot(id=slot.key, name=slot.team.name) for slot in plan.slots],
        exclusions={
            (seats[seat].key, team_slots[team]) for seat, team in plan.conflicts if team in team_slots and seat in seats
        },
        seats={seat.key: seat for seat in seats.values()},
    )


def ranking_of(day: PitchDay) -> Ranking:
    """The raw weighted ranking of the sheets that were handed in."""
    found = material_of(day)
    return rank(found.cards, found.criteria, found.slots, found.exclusions)


def rating_of(day: PitchDay) -> Rating:
    """The whole rating of the sheets that were handed in; the same sheets give the same figures at any time."""
    from challenges.judging.engine.rating import rate  # noqa: PLC0415 (numpy is slow to load)

    found = material_of(day)
    sitting = {seat.key for seat in found.plan.seats} | {card.judge for card in found.cards}
    return rate(
        found.cards,
        found.criteria,
        found.slots,
        found.exclusions,
        judges={key: seat.user.name for key, seat in found.seats.items() if key in sitting},
        organisations={key: str(seat.organisation_id) for key, seat in found.seats.items() if seat.organisation_id},
        pitch_organisations=organisations_of(found.plan),
        seed=crc32(str(day.key).encode()),
    )


def organisations_of(plan: Plan) -> dict[str, set[str]]:
    """The organisations that each slot's team comes from, and the one whose challenge it works on."""
    slots = {slot.team_id: slot.key for slot in plan.slots}
    found: dict[str, set[str]] = {key: set() for key in slots.values()}
    members = TeamMember.objects.filter(team__in=slots).values_list("team", "participant__organisation")
    owners = AllocationLine.objects.published().filter(team__in=slots).values_list("team", "brief__owner")
    for team, organisation in members.union(owners):
        found[slots[team]].add(str(organisation))
    return found


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
