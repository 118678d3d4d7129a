"""Printing sheets, reading them twice, and what the chair decides where paper and phone both speak (R-08)."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Scorecard
from challenges.judging.paper.counting import count_on, last_words, phone_values
from challenges.judging.paper.models import PaperReading, PaperSheet
from challenges.judging.paper.workflow import OPEN, PaperState
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import Criterion, PanelSeat, PitchDay
from challenges.pitchdays.queries import plan_of, rubric_of
from challenges.pitchdays.rounds import round_of
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.audit.record import record
from core.errors import Changed, Refused
from core.idempotency import once
from core.models import User
from core.service import service

Scores = Mapping[str, int]
Reasons = Mapping[str, str]


class NotBlind(Refused):
    """The second pair of eyes is somebody else's."""

    message = _("You read this sheet before: somebody else has to read it without seeing what you entered.")


class AlreadyRead(Refused):
    """The sheet has been through both readings."""

    message = _("This sheet has been read twice already. What it says stands.")


class EarlierRound(Refused):
    """A sheet of a round that does not count."""

    message = _("This sheet was printed for an earlier round, by another rubric. Print sheets for this round.")


class NotOnTheList(Refused):
    """The judge does not score this team."""

    message = _("This judge does not score this team: a conflict of interest, or the panel has changed.")


class NotOpen(Refused):
    """Before the first pitch, or after the decision."""

    message = _("Paper sheets are entered from the opening of scoring until the result is confirmed.")


class LevelsMissing(Refused):
    """A criterion has no level that the rubric offers."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(_("Choose a level for: %(names)s.") % {"names": ", ".join(names)})


class ReasonsMissing(Refused):
    """The lowest and highest level need a reason here."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(_("The judge has to give a reason for the level of: %(names)s.") % {"names": ", ".join(names)})


class NothingToDecide(Refused):
    """Only what waits for the chair."""

    message = _("There is nothing to decide about this sheet now.")


class AfterClosing(Refused):
    """Nobody compares scores while others still give theirs."""

    message = _("Close scores first: until then nobody sees what a judge gave on the phone.")


class ReasonNeeded(Refused):
    """A decision about a judge's scores is kept with its reason."""

    message = _("Say why: the reason is kept with the result.")
    field = "reason"


@service
def make_sheets(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> int:
    """Every judge has a sheet for every team that they score in this round; how many are new; records paper.made."""
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    plan, number = plan_of(day), round_of(day)
    there = set(PaperSheet.objects.filter(slot__pitch_day=day, round=number).values_list("seat_id", "slot_id"))
    rows = [
        PaperSheet(seat=seat, slot=slot, round=number, made_at=now)
        for slot in plan.slots
        for seat in plan.judges_of(slot)
        if (seat.pk, slot.pk) not in there
    ]
    PaperSheet.objects.bulk_create(rows)
    if rows:
        record("paper.made", by=by, subject=day, cohort=day.cohort, now=now, sheets=len(rows))
    return len(rows)


@service
def read_sheet(
    *,
    sheet: PaperSheet,
    scores: Scores,
    reasons: Reasons,
    notes: str = "",
    step: int,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> PaperSheet:
    """The sheet has one reading more: the first is kept, the second compared, the third settles what differed.

    Two people who read the same make it count like a sheet from a phone. step is how many readings the page knew of.
    """
    now = zones.moment(now)
    locked, day = _locked(sheet)

    def make() -> PaperSheet:
        _refuse(locked, day)
        rubric = rubric_of(day)
        _refuse_levels(rubric, scores)
        readings = list(locked.readings.order_by("number"))
        pair = [reading for reading in readings if reading.pair == readings[-1].pair]
        _refuse_stale(locked, readings, pair, step, by)
        if len(pair) != 1:
            _refuse_reasons(rubric, scores, reasons)
        begins = len(readings) + 1 if _begins_a_pair(pair, scores) else pair[0].pair
        reading = PaperReading.objects.create(
            sheet=locked,
            number=len(readings) + 1,
            pair=begins,
            scores=dict(scores),
            reasons=dict(reasons),
            notes=notes,
            entered_by=by,
            entered_at=now,
        )
        _go_on(locked, pair, reading, by, now)
        return locked

    return once(by=by, action=f"paper.read.{sheet.pk}", key=key, make=make)


@service
def decide_sheet(
    *, sheet: PaperSheet, paper_counts: bool, reason: str, by: User, now: datetime | None = None
) -> PaperSheet:
    """The chair has said whether the paper or the phone counts, what stood there is kept; records paper.decided."""
    now = zones.moment(now)
    locked, day = _locked(sheet)
    if locked.state != PaperState.WAITS:
        raise NothingToDecide
    if day.state != PitchDayState.SCORES_CLOSED:
        raise AfterClosing
    if not reason.strip():
        raise ReasonNeeded
    locked.reason, locked.decided_by, locked.decided_at = reason, by, now
    if paper_counts:
        _refuse_void(locked, day)
        card = Scorecard.objects.select_for_update().filter(seat=locked.seat, slot=locked.slot).first()
        locked.replaced = phone_values(card)
        count_on(locked, last_words(locked), now)
    locked.state = PaperState.COUNTED if paper_counts else PaperState.SET_ASIDE
    locked.save()
    record("paper.decided", by=by, subject=locked, cohort=day.cohort, now=now, counts=paper_counts)
    return locked


def _locked(sheet: PaperSheet) -> tuple[PaperSheet, PitchDay]:
    # The seat's row is the lock, as it is for what a phone sends.
    PanelSeat.objects.select_for_update().get(pk=sheet.seat_id)
    locked = (
        PaperSheet.objects.select_for_update(of=("self",)).select_related("seat__user", "slot__team").get(pk=sheet.pk)
    )
    # Then the day's: what is on its way when scores are closed is either in before, or waits for the chair.
    day = PitchDay.objects.select_for_update().get(pk=locked.slot.pitch_day_id)
    locked.slot.pitch_day = day
    return locked, day


def _refuse(sheet: PaperSheet, day: PitchDay) -> None:
    if day.state not in (PitchDayState.SCORING, PitchDayState.SCORES_CLOSED):
        raise NotOpen
    if sheet.round != round_of(day):
        raise EarlierRound
    if sheet.state not in OPEN:
        raise AlreadyRead
    _refuse_void(sheet, day)


def _refuse_void(sheet: PaperSheet, day: PitchDay) -> None:
    is_void = Scorecard.objects.filter(seat=sheet.seat, slot=sheet.slot, state=CardState.VOID).exists()
    if is_void or sheet.seat.left_at is not None or not plan_of(day).scores(sheet.seat, sheet.slot):
        raise NotOnTheList


def _refuse_levels(rubric: list[Criterion], scores: Scores) -> None:
    offered = {row.key: {level.value for level in row.levels.all()} for row in rubric}
    wrong = [row.name for row in rubric if scores.get(row.key) not in offered[row.key]]
    if wrong or set(scores) - set(offered):
        raise LevelsMissing(wrong)


def _refuse_reasons(rubric: list[Criterion], scores: Scores, reasons: Reasons) -> None:
    lacking = [
        row.name for row in rubric if needs_reason(row, scores[row.key]) and not reasons.get(row.key, "").strip()
    ]
    if lacking:
        raise ReasonsMissing(lacking)


def needs_reason(row: Criterion, value: int) -> bool:
    """Whether this level of the criterion needs a reason."""
    values = [level.value for level in row.levels.all()]
    return row.reason_at_ends and value in (min(values), max(values))


def _refuse_stale(
    sheet: PaperSheet, readings: list[PaperReading], pair: list[PaperReading], step: int, by: User
) -> None:
    # Two people who began at the same moment read it blind, each of them: the later one is the second reading.
    if step != len(readings) and not (step == 0 and len(readings) == 1):
        raise Changed
    if len(pair) == 1 and pair[0].entered_by_id == by.pk:
        raise NotBlind


def _begins_a_pair(pair: list[PaperReading], scores: Scores) -> bool:
    """A first reading, or a third that saw a level which neither of the two before it had seen."""
    if len(pair) < 2:
        return not pair
    return any(value not in [reading.scores.get(key) for reading in pair] for key, value in scores.items())


def _go_on(sheet: PaperSheet, pair: list[PaperReading], reading: PaperReading, by: User, now: datetime) -> None:
    if reading.pair == reading.number:
        sheet.state = PaperState.ENTERED
        event = "paper.entered"
    elif len(pair) == 1 and reading.scores != pair[0].scores:
        sheet.state = PaperState.DIFFERS
        event = "paper.differs"
    else:
        sheet.state = _agreed(sheet, now)
        event = "paper.confirmed"
    sheet.save()
    record(event, by=by, subject=sheet, cohort=sheet.cohort, now=now, reading=reading.number)


def _agreed(sheet: PaperSheet, now: datetime) -> PaperState:
    """Counted at once, unless scores are closed or the judge has given scores on the phone as well."""
    card = Scorecard.objects.select_for_update().filter(seat=sheet.seat, slot=sheet.slot).first()
    is_on_phone = card is not None and card.scores.exists()
    if is_on_phone or sheet.pitch_day.state != PitchDayState.SCORING:
        return PaperState.WAITS
    count_on(sheet, last_words(sheet), now)
    return PaperState.COUNTED
