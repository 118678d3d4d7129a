"""Questions about paper sheets: the list, what is printed, which sheets came from paper, what the chair compares."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.judging.models import Scorecard
from challenges.judging.paper.counting import last_words, phone_values
from challenges.judging.paper.models import PaperReading, PaperSheet
from challenges.judging.paper.workflow import PaperState
from challenges.pitchdays.models import Criterion, PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.qr import Code, qr
from challenges.pitchdays.queries import Plan, rubric_of
from challenges.pitchdays.rounds import round_of
from core.people.links import site_link


def sheets_of_round(day: PitchDay, number: int) -> "QuerySet[PaperSheet]":
    """The paper sheets of that round, in running order."""
    rows = PaperSheet.objects.filter(slot__pitch_day=day, round=number).select_related(
        "seat__user", "slot__team", "card"
    )
    return rows.order_by("slot__order", "seat__user__last_name", "seat__pk")


def waiting_of(day: PitchDay) -> list[PaperSheet]:
    """The sheets of this round that two people have read and the chair decides on, in running order."""
    return list(sheets_of_round(day, round_of(day)).filter(state=PaperState.WAITS))


def with_readers(rows: "QuerySet[PaperSheet]") -> "QuerySet[PaperSheet]":
    """The same, with who read them."""
    readings = Prefetch("readings", PaperReading.objects.select_related("entered_by").order_by("number"))
    return rows.prefetch_related(readings)


def counts_of(day: PitchDay, number: int) -> dict[str, int]:
    """How many sheets of that round stand where."""
    states = PaperSheet.objects.filter(slot__pitch_day=day, round=number).values_list("state", flat=True)
    counted = Counter(states)
    return {state: counted[state] for state in PaperState.values}


def is_from_paper() -> Exists:
    """For a query of scorecards: whether the sheet counts as it was read from paper, not changed on a phone since."""
    return Exists(
        PaperSheet.objects.filter(card=OuterRef("pk"), revision=OuterRef("revision"), state=PaperState.COUNTED)
    )


@dataclass(frozen=True)
class Printed:
    """One sheet as it goes to the printer."""

    seat: PanelSeat | None
    slot: PitchSlot | None
    code: Code
    key: str = ""


def printed_of(day: PitchDay, plan: Plan, sheets: list[PaperSheet]) -> list[Printed]:
    """The sheets for the printer, judge by judge, each judge's in running order."""
    places = {seat.pk: place for place, seat in enumerate(plan.seats)}
    there = [sheet for sheet in sheets if sheet.seat_id in places and plan.scores(sheet.seat, sheet.slot)]
    there.sort(key=lambda sheet: (places[sheet.seat_id], sheet.slot.order))
    slug = day.cohort.slug
    return [
        Printed(sheet.seat, sheet.slot, qr(site_link(reverse("organise:paper", args=[slug, sheet.key]))), sheet.key)
        for sheet in there
    ]


def blank_of(day: PitchDay) -> Printed:
    """A sheet for any judge and any team; its code leads to the list of sheets."""
    return Printed(None, None, qr(site_link(reverse("organise:papers", args=[day.cohort.slug]))))


@dataclass(frozen=True)
class Line:
    """One criterion as several readings have it, in words."""

    criterion: Criterion
    values: list[int | None]
    words: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether not all of them are the same."""
        return len(set(self.values)) > 1


def lines_of(rubric: list[Criterion], sides: list[dict[str, Any]]) -> list[Line]:
    """For each criterion the level that every side gives it; a side is {criterion key: value}."""
    made = []
    for row in rubric:
        names = {level.value: f"{level.value} {level.name}" for level in row.levels.all()}
        values = [side.get(row.key) for side in sides]
        words = [_("not scored") if value is None else names.get(value, str(value)) for value in values]
        made.append(Line(row, values, words))
    return made


@dataclass(frozen=True)
class Compared:
    """What the paper says beside what the judge's phone says: for the chair, after scores are closed."""

    sheet: PaperSheet
    lines: list[Line]
    paper: PaperReading
    phone: dict[str, Any]

    @property
    def differs(self) -> bool:
        """Whether the two do not say the same."""
        return any(line.differs for line in self.lines)


def compared(sheet: PaperSheet) -> Compared:
    """The sheet on paper and on the phone."""
    reading = last_words(sheet)
    phone = phone_values(Scorecard.objects.filter(seat=sheet.seat, slot=sheet.slot).first())
    sides = [reading.scores, phone.get("scores", {})]
    return Compared(sheet, lines_of(rubric_of(sheet.slot.pitch_day), sides), reading, phone)
