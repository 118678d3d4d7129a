"""Who sees what: proposals applied, substitutes for judges who drop out, single scores more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.engine.allocate import allocate, judged, table_of
from challenges.pitchdays.engine.bridges import Extra, helps_most
from challenges.pitchdays.engine.design import Allocation, CannotAllocate, Mode, Pair
from challenges.pitchdays.engine.drawing import allowed_of
from challenges.pitchdays.engine.substitutes import Repair, reassign
from challenges.pitchdays.models import PanelSeat, PitchDay, PitchSlot, SlotJudge
from challenges.pitchdays.planning import Settings, digest_of, pairs_of, settings_of, task_of
from challenges.pitchdays.queries import Plan, plan_of, sheets_in
from challenges.pitchdays.services.order import keep_times
from challenges.pitchdays.services.panel import open_day, unseat_judge
from challenges.pitchdays.services.rubric import unfrozen
from core.audit.record import record
from core.errors import Changed, Refused
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Proposal:
    """A plan that nobody has applied yet, with what tells whether its ground has changed since."""

    settings: Settings
    plan: Plan
    allocation: Allocation
    digest: str

    @property
    def changes(self) -> tuple[frozenset[Pair], frozenset[Pair]]:
        """The pairs (seat, slot) that are new, and those that would no longer be."""
        before = frozenset(pairs_of(self.plan))
        return self.allocation.pairs - before, before - self.allocation.pairs


def propose(day: PitchDay, settings: Settings, plan: Plan | None = None) -> Proposal:
    """The plan that the settings and their seed give; nothing is written; raises Refused with the reason."""
    plan = plan or plan_of(day)
    task = task_of(day, settings, plan)
    try:
        return Proposal(settings, plan, allocate(task), digest_of(task))
    except CannotAllocate as impossible:
        raise Refused(impossible.sentence.translated(gettext), field=impossible.field) from impossible


def standing(day: PitchDay, plan: Plan) -> Allocation:
    """The plan as it stands, with its quality and reasons."""
    return judged(task_of(day, settings_of(day), plan), pairs_of(plan))


@service
def apply_plan(
    *, pitch_day: PitchDay, settings: Settings, expected: str = "", by: User, now: datetime | None = None
) -> Allocation:
    """Who sees what is as the settings give it, with every time of the order kept; records panel.assigned.

    expected is the digest of the proposal that was looked at: raises Changed where its ground is another now.
    """
    day = unfrozen(pitch_day)
    proposal = propose(day, settings)
    if expected and expected != proposal.digest:
        raise Changed
    _write(day, settings, proposal.allocation)
    found = proposal.allocation.quality
    told: dict[str, Any] = {
        "mode": settings.mode,
        "each": settings.each,
        "seed": settings.seed,
        "linked": found.components == 1,
    }
    told |= {"efficiency": round(found.efficiency, 3)}
    record("panel.assigned", by=by, subject=day, cohort=day.cohort, now=now, **told)
    keep_times(day)
    return proposal.allocation


def _write(day: PitchDay, settings: Settings, made: Allocation) -> None:
    SlotJudge.objects.filter(slot__pitch_day=day).delete()
    if settings.mode != Mode.ALL:
        SlotJudge.objects.bulk_create(SlotJudge(seat_id=seat, slot_id=slot) for seat, slot in sorted(made.pairs))
    for name, (seats, _slots) in made.panels.items():
        PanelSeat.objects.filter(pk__in=seats).update(panel_name=name)
    day.panel_mode, day.judges_each, day.panel_seed = settings.mode, settings.each, settings.seed
    day.bridges, day.most_pitches, day.is_both_sectors = settings.bridges, settings.most, settings.both_sectors
    day.save()


@service
def assign_judges(*, pitch_day: PitchDay, each: int, seed: int, by: User, now: datetime | None = None) -> bool:
    """Linked panels of so many judges a pitch, 0 for every judge sees every pitch; whether all pitches are linked."""
    mode = Mode.LINKED if each else Mode.ALL
    made = apply_plan(pitch_day=pitch_day, settings=Settings(mode, each, seed), by=by, now=now)
    return made.quality.components == 1


def propose_substitutes(seat: PanelSeat, plan: Plan | None = None) -> Repair | None:
    """Who would see the judge's pitches instead; None where every judge sees every pitch, so nobody can step in."""
    day = seat.pitch_day
    plan = plan or plan_of(day)
    if not plan.assigned:
        return None
    kept = [slot for owner, slot in sheets_in(day) if owner == seat.pk]
    return reassign(task_of(day, settings_of(day), plan), pairs_of(plan), seat.pk, kept)


@service
def replace_judge(
    *, seat: PanelSeat, note: str = "", expected: str = "", by: User, now: datetime | None = None
) -> list[SlotJudge]:
    """The judge has left and substitutes see just their pitches; nothing else changes; records panel.substituted.

    expected tells which substitutes were looked at: raises Changed where they would be others now.
    """
    day = open_day(seat.pitch_day)
    repair = propose_substitutes(seat)
    if expected and expected != signature(repair):
        raise Changed
    chosen = [(one.pitch, one.judge) for one in repair.substitutes if one.judge is not None] if repair else []
    rows = SlotJudge.objects.bulk_create(SlotJudge(slot_id=slot, seat_id=judge) for slot, judge in chosen)
    unseat_judge(seat=seat, note=note, by=by, now=now)
    if rows:
        record(
            "panel.substituted", by=by, subject=seat, cohort=day.cohort, now=now, pitches=len(rows), during=day.state
        )
    return rows


def signature(repair: Repair | None) -> str:
    """What tells one set of substitutes from another."""
    lines = repair.substitutes if repair else ()
    return ",".join(f"{one.pitch}:{one.judge or 0}" for one in lines) or "none"


def most_helpful(day: PitchDay, plan: Plan) -> Extra | None:
    """The one pitch and judge whose score more would make the least certain comparison surer than any other."""
    if not plan.assigned:
        return None
    task = task_of(day, settings_of(day), plan).in_order()
    return helps_most(task, table_of(task, pairs_of(plan)), allowed_of(task))


@service
def add_score(*, seat: PanelSeat, slot: PitchSlot, by: User, now: datetime | None = None) -> None:
    """The judge sees this pitch too; records panel.score_added; refused where a conflict keeps them from it."""
    day = open_day(slot.pitch_day)
    plan = plan_of(day)
    if seat.left_at or seat.pitch_day_id != day.pk or (seat.pk, slot.team_id) in plan.conflicts or not plan.assigned:
        raise Refused(_("This judge cannot be given this pitch."))
    _row, made = SlotJudge.objects.get_or_create(slot=slot, seat=seat)
    if made:
        record("panel.score_added", by=by, subject=seat, cohort=day.cohort, now=now, team=slot.team.name)


@service
def set_minimum(*, pitch_day: PitchDay, minimum: int, note: str = "", by: User, now: datetime | None = None) -> None:
    """No team is to be seen by fewer judges; once scoring is open a reason is needed; records panel.minimum_set."""
    day = open_day(pitch_day)
    if day.state != "PLANNED" and not note.strip():
        raise Refused(_("Scoring has been opened: say why the minimum changes."), field="note")
    before = day.minimum_judges
    PitchDay.objects.filter(pk=day.pk).update(minimum_judges=minimum)
    told: dict[str, Any] = {"before": before, "after": minimum} | ({"note": note} if note else {})
    record("panel.minimum_set", by=by, subject=day, cohort=day.cohort, now=now, **told)


def below_minimum(day: PitchDay, counts: dict[int, int], slots: Iterable[PitchSlot]) -> list[str]:
    """The teams that fewer judges see than was agreed."""
    return [slot.team.name for slot in slots if counts[slot.pk] < day.minimum_judges]
