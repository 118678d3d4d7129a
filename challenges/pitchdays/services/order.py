"""The running order, and which judges see which pitch."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.engine import TooFewJudges, assign
from challenges.pitchdays.models import Conflict, PanelSeat, PitchDay, PitchSlot, SlotJudge
from challenges.pitchdays.services.rubric import unfrozen
from cohorts.models import Team
from core.audit.record import record
from core.errors import Refused
from core.models import User
from core.service import service


def set_order(day: PitchDay, teams: Sequence[Team]) -> None:
    """The teams pitch in just this order, each at its time; slots keep their rows."""
    slots = {slot.team_id: slot for slot in day.slots.all()}
    day.slots.exclude(team__in=teams).delete()
    # Places are unique: move everybody out of the way first.
    for slot in slots.values():
        PitchSlot.objects.filter(pk=slot.pk).update(order=1000 + slot.order)
    for order, team in enumerate(teams, start=1):
        starts_at = day.starts_at + timedelta(minutes=(order - 1) * day.slot_minutes)
        PitchSlot.objects.update_or_create(pitch_day=day, team=team, defaults={"order": order, "starts_at": starts_at})


@service
def draw_order(*, pitch_day: PitchDay, seed: int, by: User, now: datetime | None = None) -> None:
    """The order of all teams is drawn by lot, repeatable by its seed; records pitchday.order_drawn."""
    day = unfrozen(pitch_day)
    teams = list(day.cohort.teams.order_by("number"))
    set_order(day, random.Random(seed).sample(teams, len(teams)))
    record("pitchday.order_drawn", by=by, subject=day, cohort=day.cohort, now=now, seed=seed)


@service
def move_slot(*, slot: PitchSlot, step: int, by: User, now: datetime | None = None) -> None:
    """The team pitches one place earlier (-1) or later (1) if there is one; records slot.moved."""
    day = unfrozen(slot.pitch_day)
    teams = [row.team for row in day.slots.select_related("team").order_by("order")]
    here = next(place for place, team in enumerate(teams) if team.pk == slot.team_id)
    there = here + step
    if not 0 <= there < len(teams):
        return
    teams[here], teams[there] = teams[there], teams[here]
    set_order(day, teams)
    record("slot.moved", by=by, subject=slot, cohort=day.cohort, now=now, before=here + 1, after=there + 1)


@service
def assign_judges(*, pitch_day: PitchDay, each: int, seed: int, by: User, now: datetime | None = None) -> bool:
    """Each pitch has so many judges, balanced and drawn by lot, conflicts kept out; whether all pitches are linked.

    each=0 goes back to every judge seeing every pitch. Records panel.assigned.
    """
    day = unfrozen(pitch_day)
    SlotJudge.objects.filter(slot__pitch_day=day).delete()
    linked = _assign(day, each, seed) if each else True
    record("panel.assigned", by=by, subject=day, cohort=day.cohort, now=now, each=each, seed=seed, linked=linked)
    return linked


def _assign(day: PitchDay, each: int, seed: int) -> bool:
    slots = dict(PitchSlot.objects.filter(pitch_day=day).values_list("team_id", "pk"))
    seats = list(PanelSeat.objects.filter(pitch_day=day, left_at=None).values_list("pk", flat=True))
    pairs = Conflict.objects.filter(seat__in=seats).values_list("seat_id", "team_id")
    conflicts = [(seat, slots[team]) for seat, team in pairs if team in slots]
    try:
        design = assign(slots.values(), seats, conflicts, each=each, seed=seed)
    except TooFewJudges as error:
        raise Refused(
            _("A pitch has only %(free)s judges without a conflict of interest; choose fewer judges a pitch.")
            % {"free": error.free},
            field="each",
        ) from error
    rows = [SlotJudge(slot_id=slot, seat_id=seat) for slot, judges in design.judges_of.items() for seat in judges]
    SlotJudge.objects.bulk_create(rows)
    return design.is_linked
