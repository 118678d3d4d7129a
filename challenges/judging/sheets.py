"""Who has handed in which sheet, by team or by judge, never what is on it: made for hundreds of both."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from challenges.judging.models import Scorecard
from challenges.judging.paper.queries import is_from_paper
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of

# More names than this in one cell help nobody; the rest are a number.
NAMED = 6
Pair = tuple[int, int]


@dataclass
class Row:
    """One team or judge: how many sheets there are to be, how many are in, and the names behind the others."""

    key: str
    name: str
    wanted: int
    done: int
    begun: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    # How many of those that are in came from paper.
    paper: int = 0


@dataclass
class Sheets:
    """The state of every sheet of a day by (seat, slot), beside the plan of who scores what."""

    plan: Plan
    states: dict[Pair, str]
    papers: set[Pair] = field(default_factory=set)

    @cached_property
    def wanted(self) -> tuple[Counter[int], Counter[int]]:
        """How many sheets there are to be, by slot and by seat, without a look at every pair of them."""
        slots, seats = [slot.pk for slot in self.plan.slots], [seat.pk for seat in self.plan.seats]
        barred = set(self._barred())
        if self.plan.assigned:
            known = {(seat, slot) for slot, seat in self.plan.assigned} - barred
            pairs = [(seat, slot) for seat, slot in known if seat in set(seats)]
            return Counter(slot for _seat, slot in pairs), Counter(seat for seat, _slot in pairs)
        by_slot, by_seat = Counter(dict.fromkeys(slots, len(seats))), Counter(dict.fromkeys(seats, len(slots)))
        by_slot.subtract(slot for _seat, slot in barred)
        by_seat.subtract(seat for seat, _slot in barred)
        return by_slot, by_seat

    @cached_property
    def done(self) -> tuple[Counter[int], Counter[int]]:
        """How many of them are in, by slot and by seat."""
        slots, seats = {slot.pk: slot for slot in self.plan.slots}, {seat.pk: seat for seat in self.plan.seats}
        pairs = [
            (seat, slot)
            for (seat, slot), state in self.states.items()
            if state == CardState.SUBMITTED and seat in seats and self.plan.scores(seats[seat], slots[slot])
        ]
        return Counter(slot for _seat, slot in pairs), Counter(seat for seat, _slot in pairs)

    def _barred(self) -> Iterable[Pair]:
        slot_of = {slot.team_id: slot.pk for slot in self.plan.slots}
        seats = {seat.pk for seat in self.plan.seats}
        return ((seat, slot_of[team]) for seat, team in self.plan.conflicts if seat in seats and team in slot_of)

    def team_row(self, slot: PitchSlot) -> Row:
        """The team with its judges."""
        row = Row(slot.team.key, slot.team.name, self.wanted[0][slot.pk], self.done[0][slot.pk])
        for seat in self.plan.seats:
            self._note(row, seat, slot, seat.user.name)
        return row

    def judge_row(self, seat: PanelSeat) -> Row:
        """The judge with the teams."""
        row = Row(seat.key, seat.user.name, self.wanted[1][seat.pk], self.done[1][seat.pk])
        for slot in self.plan.slots:
            self._note(row, seat, slot, slot.team.name)
        return row

    def _note(self, row: Row, seat: PanelSeat, slot: PitchSlot, name: str) -> None:
        if (seat.pk, slot.team_id) in self.plan.conflicts:
            row.barred.append(name)
        elif self.plan.scores(seat, slot):
            state = self.states.get((seat.pk, slot.pk), "")
            row.paper += (seat.pk, slot.pk) in self.papers
            if state == CardState.DRAFT:
                row.begun.append(name)
            elif state != CardState.SUBMITTED:
                row.missing.append(name)

    def open_slots(self) -> list[PitchSlot]:
        """The slots of teams that some sheet is missing of, in running order."""
        return [slot for slot in self.plan.slots if self.done[0][slot.pk] < self.wanted[0][slot.pk]]

    def open_seats(self) -> list[PanelSeat]:
        """The seats of judges who have not handed in everything, the chair first."""
        return [seat for seat in self.plan.seats if self.done[1][seat.pk] < self.wanted[1][seat.pk]]


def sheets_of(day: PitchDay) -> Sheets:
    """Every sheet of the day, in five queries."""
    cards = Scorecard.objects.filter(slot__pitch_day=day).annotate(from_paper=is_from_paper())
    rows = list(cards.values_list("seat_id", "slot_id", "state", "from_paper"))
    return Sheets(
        plan_of(day),
        {(seat, slot): state for seat, slot, state, _paper in rows},
        {(seat, slot) for seat, slot, _state, is_paper in rows if is_paper},
    )


def handed_in(day: PitchDay) -> set[Pair]:
    """Every sheet that is handed in, also of judges who left since, by (seat, slot)."""
    cards = Scorecard.objects.filter(slot__pitch_day=day, state=CardState.SUBMITTED)
    return set(cards.values_list("seat_id", "slot_id"))


def names_of(names: Sequence[str]) -> tuple[str, int]:
    """The first of the names, and how many more there are."""
    return ", ".join(names[:NAMED]), max(len(names) - NAMED, 0)
