"""The running order: by lot or by hand, with its breaks, limits and longer slots."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.engine.running_order import CannotDraw, draw, times
from challenges.pitchdays.models import DayPause, PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.planning import minute_of, moment_of, pauses_of, talks_of
from challenges.pitchdays.queries import order_of, plan_of
from challenges.pitchdays.services.rubric import unfrozen
from cohorts.models import Team
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import User
from core.service import service


class NoOrder(Refused):
    """The rules of the order contradict; `reasons` are sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


def set_order(day: PitchDay, teams: Sequence[Team]) -> None:
    """The teams pitch in just this order, each at its time; slots keep their rows."""
    day.slots.exclude(team__in=teams).delete()
    slots = {slot.team_id: slot for slot in day.slots.all()}
    new = [PitchSlot(pitch_day=day, team=team, order=2000 + team.pk, starts_at=day.starts_at) for team in teams]
    PitchSlot.objects.bulk_create(slot for slot in new if slot.team_id not in slots)
    slots = {slot.team_id: slot for slot in day.slots.all()}
    _place(day, [slots[team.pk] for team in teams])


def _place(day: PitchDay, slots: Sequence[PitchSlot]) -> None:
    """The slots stand in this order, each at the time that falls out of the minutes and breaks before it."""
    plan = plan_of(day)
    by_id = {slot.pk: slot for slot in plan.slots}
    ordered = [by_id[slot.pk] for slot in slots]
    starts = times(talks_of(day, ordered, plan), minute_of(day, day.starts_at), pauses_of(day))
    # Places are unique: move everybody out of the way first.
    for order, slot in enumerate(ordered, start=1):
        PitchSlot.objects.filter(pk=slot.pk).update(order=1000 + order)
    for order, (slot, start) in enumerate(zip(ordered, starts, strict=True), start=1):
        PitchSlot.objects.filter(pk=slot.pk).update(order=order, starts_at=moment_of(day, start))


def keep_times(day: PitchDay) -> None:
    """The order stays, and every slot has the time that minutes, breaks and judges give it now."""
    _place(day, order_of(day))


@service
def draw_order(*, pitch_day: PitchDay, seed: int, by: User, now: datetime | None = None) -> None:
    """The order of all teams is drawn by lot among those that keep every rule, repeatable by its published seed.

    Records pitchday.order_drawn; raises NoOrder, which says what contradicts, and changes nothing.
    """
    day = unfrozen(pitch_day)
    teams = list(day.cohort.teams.order_by("number"))
    if {team.pk for team in teams} != set(day.slots.values_list("team", flat=True)):
        set_order(day, teams)
    plan = plan_of(day)
    try:
        drawn = draw(
            talks_of(day, sorted(plan.slots, key=lambda slot: slot.team.number), plan),
            minute_of(day, day.starts_at),
            pauses_of(day),
            seed=seed,
        )
    except CannotDraw as impossible:
        raise NoOrder([one.translated(gettext) for one in impossible.sentences]) from impossible
    slots = {slot.pk: slot for slot in plan.slots}
    _place(day, [slots[one] for one in drawn.talks])
    PitchDay.objects.filter(pk=day.pk).update(order_seed=seed)
    record("pitchday.order_drawn", by=by, subject=day, cohort=day.cohort, now=now, seed=seed)


@service
def move_slot(*, slot: PitchSlot, step: int, by: User, now: datetime | None = None) -> None:
    """The team pitches one place earlier (-1) or later (1) if there is one; records slot.moved.

    The order is no longer the one of the lot: its seed is taken away.
    """
    day = unfrozen(slot.pitch_day)
    slots = order_of(day)
    here = next(place for place, row in enumerate(slots) if row.pk == slot.pk)
    there = here + step
    if not 0 <= there < len(slots):
        return
    slots[here], slots[there] = slots[there], slots[here]
    _place(day, slots)
    PitchDay.objects.filter(pk=day.pk).update(order_seed=None)
    record("slot.moved", by=by, subject=slot, cohort=day.cohort, now=now, before=here + 1, after=there + 1)


@service
def edit_slot(*, slot: PitchSlot, by: User, now: datetime | None = None, **details: Any) -> PitchSlot:
    """Extra minutes, limits and wanted expertise are as given and all times follow; records slot.changed."""
    day = unfrozen(slot.pitch_day)
    PitchSlot.objects.filter(pk=slot.pk).update(**details)
    keep_times(day)
    slot.refresh_from_db()
    # What was changed is said, not to what: extra minutes are a matter between the team and its organisers.
    record("slot.changed", by=by, subject=slot, cohort=day.cohort, now=now, fields=sorted(details))
    return slot


@service
def add_pause(
    *,
    pitch_day: PitchDay,
    starts: time,
    ends: time,
    title: str = "",
    seat: PanelSeat | None = None,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> DayPause:
    """Nobody pitches in these minutes, or with a seat nobody whom that judge sees; records pitchday.pause_added."""
    day = unfrozen(pitch_day)
    if ends <= starts:
        raise Refused(_("The break ends before it begins."), field="ends")

    def make() -> DayPause:
        pause = DayPause.objects.create(pitch_day=day, seat=seat, starts=starts, ends=ends, title=title)
        keep_times(day)
        record("pitchday.pause_added", by=by, subject=pause, cohort=day.cohort, now=now)
        return pause

    return once(by=by, action="pitchday.pause", key=key, make=make)


@service
def remove_pause(*, pause: DayPause, by: User, now: datetime | None = None) -> None:
    """The break is gone and all times follow; records pitchday.pause_removed."""
    day = unfrozen(pause.pitch_day)
    record("pitchday.pause_removed", by=by, subject=pause, cohort=day.cohort, now=now)
    pause.delete()
    keep_times(day)
