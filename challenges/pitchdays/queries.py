"""Questions about a pitch day that several pages ask, each in a constant number of queries."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.pitchdays.models import Conflict, Criterion, CriterionLevel, PanelSeat, PitchDay, PitchSlot, SlotJudge
from cohorts.models import Programme
from core.prepared import Prepared
from core.wiring import wired


def rubric_of(day: PitchDay) -> list[Criterion]:
    """The criteria in order, each with its levels from the lowest."""
    levels = Prefetch("levels", CriterionLevel.objects.order_by("value"))
    return list(day.criteria.order_by("order", "pk").prefetch_related(levels))


def panel_of(day: PitchDay) -> list[PanelSeat]:
    """Who sits on the panel now, the chair first."""
    seats = PanelSeat.objects.filter(pitch_day=day, left_at=None).select_related("user", "organisation")
    return list(seats.order_by("-is_chair", "user__last_name", "pk"))


def order_of(day: PitchDay) -> list[PitchSlot]:
    """The slots in running order, with their teams."""
    slots = list(PitchSlot.objects.filter(pitch_day=day).select_related("team").order_by("order"))
    for slot in slots:
        # Known already: not asked for again.
        slot.pitch_day = day
    return slots


@dataclass(frozen=True)
class Plan:
    """Who sees what: for each slot the seats that score it and those kept out by a conflict."""

    slots: list[PitchSlot]
    seats: list[PanelSeat]
    conflicts: dict[tuple[int, int], Conflict] = field(default_factory=dict)
    assigned: frozenset[tuple[int, int]] = frozenset()

    def scores(self, seat: PanelSeat, slot: PitchSlot) -> bool:
        """Whether this judge scores this pitch: assigned to it, or nobody is, and no conflict."""
        is_free = (seat.pk, slot.team_id) not in self.conflicts
        return is_free and (not self.assigned or (slot.pk, seat.pk) in self.assigned)

    def judges_of(self, slot: PitchSlot) -> list[PanelSeat]:
        """The judges who score the pitch."""
        return self._judges[slot.pk]

    @cached_property
    def _judges(self) -> dict[int, list[PanelSeat]]:
        """By slot, worked out once: pages of sixty teams before forty judges ask again and again."""
        return {slot.pk: [seat for seat in self.seats if self.scores(seat, slot)] for slot in self.slots}

    def slots_of(self, seat: PanelSeat) -> list[PitchSlot]:
        """The pitches that the judge scores, in running order."""
        return [slot for slot in self.slots if self.scores(seat, slot)]


def plan_of(day: PitchDay) -> Plan:
    """The whole plan in four queries."""
    conflicts = Conflict.objects.counting().filter(seat__pitch_day=day).select_related("team", "seat__user")
    assigned = SlotJudge.objects.filter(slot__pitch_day=day).values_list("slot_id", "seat_id")
    return Plan(
        order_of(day),
        panel_of(day),
        {(conflict.seat_id, conflict.team_id): conflict for conflict in conflicts.order_by("-pk")},
        frozenset(assigned),
    )


def _one_pair(day: int, seat: int, slot: int, team: int) -> QuerySet[PitchDay]:
    conflicts = Conflict.objects.counting().filter(seat=seat, team=team)
    given = SlotJudge.objects.filter(slot=slot, seat=seat)
    shared_out = SlotJudge.objects.filter(slot__pitch_day=OuterRef("pk"))
    return PitchDay.objects.filter(pk=day).values_list("state", Exists(conflicts), Exists(given), Exists(shared_out))


ONE_PAIR = Prepared(_one_pair)


def stands(seat: PanelSeat, slot: PitchSlot) -> tuple[str, bool]:
    """The day's state now, and whether this judge scores this pitch, just as the whole plan says; in one query."""
    [(state, is_kept_out, is_given, is_shared_out)] = ONE_PAIR.rows(slot.pitch_day_id, seat.pk, slot.pk, slot.team_id)
    return state, not is_kept_out and bool(is_given or not is_shared_out)


def judges_by_team(day: PitchDay, plan: Plan | None = None) -> dict[int, int]:
    """How many judges each slot has: those who score it now, and those who left and whose sheet is in (J-22)."""
    plan = plan or plan_of(day)
    counts = {slot.pk: len(plan.judges_of(slot)) for slot in plan.slots}
    present = {seat.pk for seat in plan.seats}
    for seat, slot in sheets_in(day):
        if seat not in present and slot in counts:
            counts[slot] += 1
    return counts


def sheets_in(day: PitchDay) -> set[tuple[int, int]]:
    """Every (seat, slot) whose sheet is handed in, as the feature that keeps sheets knows."""
    return {pair for known in wired("SHEETS_IN") for pair in known(day)}


def waiting_for_chair(day: PitchDay) -> int:
    """How many doubtful conflicts of present judges nobody has ruled on."""
    return Conflict.objects.asked().filter(seat__pitch_day=day, seat__left_at=None).count()


def doubts_of(day: PitchDay) -> list[tuple[str, str]]:
    """The judge and the team of every doubtful conflict that nobody has ruled on (J-03)."""
    rows = Conflict.objects.asked().filter(seat__pitch_day=day, seat__left_at=None)
    found = rows.select_related("seat__user", "team").order_by("team__number", "seat__user__last_name", "pk")
    return list(dict.fromkeys((row.seat.user.name, row.team.name) for row in found))


def programme_part(programme: Programme) -> list[tuple[str, str, str, str]]:
    """What the programme's page says of its rubric: label, words, address, words of the link."""
    template = getattr(programme, "rubric_template", None)
    number = len(template.criteria) if template else 0
    words = ngettext("%(number)s criterion", "%(number)s criteria", number) % {"number": number}
    return [
        (
            _("Rubric of new pitch days"),
            words,
            reverse("organise:pitch_rubric_default", args=[programme.slug]),
            _("Look"),
        )
    ]
