"""What the control desk shows: the day as it runs, and the state of every sheet, never what is on it (J-01, J-08)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from challenges.judges.queries import Matter, matters_of
from challenges.judging.devices import Unsent, unsent_of
from challenges.judging.models import LateScore, Scorecard
from challenges.judging.paper.queries import is_from_paper
from challenges.judging.sheets import Pair, Sheets
from challenges.judging.workflow import CardState, LateState
from challenges.live.queries import LivePitch, Running, running
from challenges.live.words import delay_words
from challenges.live.workflow import ON_IT, LiveState
from challenges.pitchdays.models import PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.queries import plan_of

# So many teams stand in the grid at once, around what happens now: more help nobody on one screen.
SHOWN = 12
BEFORE = 8
# A device that says nothing for so long may be off, or out of the network.
SILENT = timedelta(minutes=2)
# state of a cell -> (sign, words, class); a sheet entered from paper or come late is marked by whoever knows of it.
CELLS = {
    "": ("·", _("not begun"), "none"),
    CardState.DRAFT: ("◐", _("begun"), "begun"),
    CardState.SUBMITTED: ("✓", _("finished"), "done"),
    CardState.VOID: ("×", _("void"), "void"),
    "PAPER": ("▤", _("on paper"), "paper"),
    "LATE": ("!", _("late, waits for the chair"), "late"),
    "BARRED": ("–", _("kept out by a conflict of interest"), "barred"),
    "NOT_THEIRS": ("", _("not given to this judge"), "apart"),
}


@dataclass(frozen=True)
class Cell:
    """One judge's sheet of one team, as a state."""

    state: str

    @property
    def words(self) -> str:
        """The state in words."""
        return str(CELLS[self.state][1])

    @property
    def drawn(self) -> tuple[str, str, str]:
        """The cell's class, its mark, its words."""
        return f"c dc-{CELLS[self.state][2]}", CELLS[self.state][0], self.words


@dataclass(frozen=True)
class JudgeRow:
    """One judge on the desk: the sheets, what is owed, what the devices hold, the last word from the desk."""

    seat: PanelSeat
    cells: list[Cell]
    done: int
    owed: int
    unsent: Unsent | None
    word: Matter | None
    is_silent: bool

    @property
    def drawn(self) -> list[tuple[str, str, str]]:
        """The cells as the grid shows them: class, sign, words."""
        looks = {cell.state: cell.drawn for cell in set(self.cells)}
        return [looks[cell.state] for cell in self.cells]

    @property
    def stamp(self) -> tuple[object, ...]:
        """What of this row may change on the screen."""
        return (self.seat.pk, [cell.state for cell in self.cells], self.owed, self.unsent, self.is_silent, self.word)


@dataclass(frozen=True)
class Desk:
    """Everything on the one screen."""

    day: PitchDay
    live: Running
    columns: list[LivePitch]
    rows: list[JudgeRow]
    waiting: list[tuple[Matter, str]]
    more: int

    @property
    def delay(self) -> str:
        """How the day keeps to its plan."""
        return delay_words(self.live)

    @property
    def unsent(self) -> int:
        """How many sheets or notes wait on judges' devices in all."""
        return sum(row.unsent.waiting for row in self.rows if row.unsent)

    @property
    def owed(self) -> int:
        """How many sheets of pitches that are over are not finished."""
        return sum(row.owed for row in self.rows)

    @property
    def scored_now(self) -> tuple[int, int]:
        """How many judges have finished the sheet of the pitch on stage, and of how many."""
        slot = self.live.on_stage.slot if self.live.on_stage else None
        place = next((n for n, one in enumerate(self.columns) if slot and one.slot.pk == slot.pk), None)
        cells = [] if place is None else [row.cells[place].state for row in self.rows]
        wanted = [state for state in cells if state not in ("BARRED", "NOT_THEIRS", CardState.VOID)]
        return sum(state in (CardState.SUBMITTED, "PAPER") for state in wanted), len(wanted)

    @property
    def stamp(self) -> str:
        """Changes with anything that the screen shows, so that a screen which is up to date is sent nothing."""
        shown = (
            self.day.state,
            self.delay,
            [(one.slot.pk, one.state, one.since, one.slot.starts_at) for one in self.live.pitches],
            [row.stamp for row in self.rows],
            self.waiting,
            self.live.last_step and self.live.last_step.step,
        )
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def desk_of(day: PitchDay, now: datetime | None = None) -> Desk:
    """The whole desk, in nine queries however many judges and teams there are."""
    plan = plan_of(day)
    live = running(day, plan.slots, now)
    sheets = Sheets(plan, _states(day))
    columns = _around(live)
    unsent, matters = unsent_of(day), matters_of(day, now)
    words = {one.seat: one for one in matters if one.kind == "word"}
    names = {seat.pk: seat.user.name for seat in plan.seats}
    over = [pitch.slot for pitch in live.pitches if pitch.state == LiveState.DONE]
    rows = [
        JudgeRow(
            seat,
            [Cell(_state(sheets, seat, pitch.slot)) for pitch in columns],
            sheets.done[1][seat.pk],
            _owed(sheets, seat, over),
            unsent.get(seat.pk),
            words.get(seat.pk),
            seat.pk in unsent and live.now - unsent[seat.pk].seen_at > SILENT,
        )
        for seat in plan.seats
    ]
    waiting = [(one, names.get(one.seat, "")) for one in matters if one.kind != "word"]
    return Desk(day, live, columns, rows, waiting, len(plan.slots) - len(columns))


def _states(day: PitchDay) -> dict[Pair, str]:
    """The state of each sheet: PAPER where it was read from paper, LATE where something waits; one query."""
    # A row that only waits for its first tap is not begun.
    cards = Scorecard.objects.filter(slot__pitch_day=day).exclude(state=CardState.DRAFT, revision=0)
    known = cards.annotate(mark=Case(When(is_from_paper(), then=Value("PAPER")), default="state"))
    late = LateScore.objects.filter(slot__pitch_day=day, state=LateState.WAITING).annotate(mark=Value("LATE"))
    rows = known.values_list("seat", "slot", "mark").union(late.values_list("seat", "slot", "mark"))
    # What waits for the chair goes over the state.
    return {(seat, slot): mark for seat, slot, mark in sorted(rows, key=lambda row: row[2] == "LATE")}


def _state(sheets: Sheets, seat: PanelSeat, slot: PitchSlot) -> str:
    state = sheets.states.get((seat.pk, slot.pk), "")
    if state != CardState.VOID and (seat.pk, slot.team_id) in sheets.plan.conflicts:
        return "BARRED"
    if not state and not sheets.plan.scores(seat, slot):
        return "NOT_THEIRS"
    return state if state in CELLS else CardState.DRAFT


def _owed(sheets: Sheets, seat: PanelSeat, over: Sequence[PitchSlot]) -> int:
    states = [_state(sheets, seat, slot) for slot in over]
    return sum(state in ("", CardState.DRAFT) for state in states)


def _around(live: Running) -> list[LivePitch]:
    """The pitches around the present one: all of them on a small day."""
    if len(live.pitches) <= SHOWN:
        return live.pitches
    begun = [n for n, pitch in enumerate(live.pitches) if pitch.state in (*ON_IT, LiveState.CALLED, LiveState.DONE)]
    first = min(max((begun[-1] if begun else 0) - BEFORE, 0), len(live.pitches) - SHOWN)
    return live.pitches[first : first + SHOWN]
