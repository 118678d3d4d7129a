"""Planning the day, opening and closing its scoring."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import Criterion, PitchDay
from challenges.pitchdays.queries import Plan, plan_of, rubric_of, waiting_for_chair
from challenges.pitchdays.rounds import rules_of
from challenges.pitchdays.services.order import keep_times, set_order
from challenges.pitchdays.services.panel import find_again
from challenges.pitchdays.services.rounds import freeze_rubric
from challenges.pitchdays.services.rubric import copy_rubric, unfrozen
from challenges.pitchdays.workflow import PitchDayState
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service
from core.wiring import wired


class DayExists(Refused):
    """A cohort has one pitch day."""

    message = _("This cohort has its pitch day already.")


class NotReady(Refused):
    """Something that scoring needs is missing."""


class ReasonNeeded(Refused):
    """What is undone needs a reason."""

    message = _("Say why: the reason is kept with the result.")
    field = "note"


@service
def plan_pitch_day(
    *, cohort: Cohort, starts_at: datetime, by: User, key: str = "", now: datetime | None = None, **details: Any
) -> PitchDay:
    """The cohort has its day with the programme's rubric and its teams in order; records pitchday.planned."""
    now = zones.moment(now)
    Cohort.objects.select_for_update().get(pk=cohort.pk)

    def make() -> PitchDay:
        if PitchDay.objects.filter(cohort=cohort).exists():
            raise DayExists
        day = PitchDay.objects.create(cohort=cohort, starts_at=starts_at, made_at=now, **details)
        copy_rubric(day)
        set_order(day, list(cohort.teams.order_by("number")))
        record("pitchday.planned", by=by, subject=day, cohort=cohort, now=now)
        return day

    return once(by=by, action="pitchday.plan", key=key, make=make)


@service
def edit_pitch_day(*, pitch_day: PitchDay, by: User, now: datetime | None = None, **details: Any) -> PitchDay:
    """Time, place and minutes are as given and every slot has its new time; records pitchday.changed.

    On another date, what waits for a moment of the day waits for that of the new date.
    """
    day = unfrozen(pitch_day)
    zone = day.cohort.zone
    before = zones.today(zone, day.starts_at)
    for name, value in details.items():
        setattr(day, name, value)
    day.save()
    keep_times(day)
    record("pitchday.changed", by=by, subject=day, cohort=day.cohort, now=now)
    days = (zones.today(zone, day.starts_at) - before).days
    if days:
        for move_along in wired("DAY_MOVED"):
            move_along(cohort=day.cohort, days=days, old_zone=zone, by=by, now=now)
    return day


@service
def move_pitch_day(*, cohort: Cohort, days: int, old_zone: str, by: User | None, now: datetime | None = None) -> int:
    """A day that is still planned moves with the cohort, its slots too; records pitchday.changed; how many moved."""
    day = PitchDay.objects.select_for_update().filter(cohort=cohort, state=PitchDayState.PLANNED).first()
    if day is None:
        return 0
    day.starts_at = zones.shifted(day.starts_at, days, old_zone, cohort.zone)
    day.save(update_fields=["starts_at"])
    keep_times(day)
    record("pitchday.changed", by=by, subject=day, cohort=cohort, now=now)
    return 1


class Lack(NamedTuple):
    """What has to be there before scoring can open, in words, and the organisers' page on which it is done."""

    words: str
    page: str


def missing(day: PitchDay, plan: Plan | None = None, rubric: list[Criterion] | None = None) -> list[Lack]:
    """Everything that lacks before scoring can open; with plan and rubric where somebody has them already."""
    plan = plan or plan_of(day)
    rubric = rubric_of(day) if rubric is None else rubric
    rules = rules_of(day, rubric)
    wants = [
        (rubric, _("the rubric has no criterion"), "pitch_rubric"),
        (plan.slots, _("no team is in the running order"), "pitch_order"),
        (plan.seats, _("nobody is on the panel"), "pitch_judge_add"),
        (any(seat.is_chair for seat in plan.seats), _("the panel has no chair"), "pitch_day"),
        (rules.latest, _("the rules are not published"), "rules_publish"),
        (
            not rules.latest or rules.is_current,
            _("the rubric has changed since the rules were published"),
            "rules_publish",
        ),
    ]
    return [*(Lack(str(words), page) for there, words, page in wants if not there), *_unready(day, plan)]


def _unready(day: PitchDay, plan: Plan) -> list[Lack]:
    """What of panels and conflicts has to be settled first (J-03, J-22)."""
    told = []
    doubts = waiting_for_chair(day)
    if doubts:
        words = ngettext("%(count)s conflict waits for a ruling", "%(count)s conflicts wait for a ruling", doubts)
        told.append(Lack(words % {"count": doubts}, "pitch_conflicts"))
    few = [slot.team.name for slot in plan.slots if len(plan.judges_of(slot)) < day.minimum_judges]
    if few and plan.seats:
        short = gettext("fewer than %(minimum)s judges see %(teams)s")
        told.append(Lack(short % {"minimum": day.minimum_judges, "teams": ", ".join(few)}, "panels"))
    return told


@service
def open_scoring(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> PitchDay:
    """Judges can score and the rubric is frozen; records pitchday.scoring_opened; raises NotReady."""
    now = zones.moment(now)
    # The day's row first: a change of the rubric that is on its way is either in before, or refused.
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    find_again(day, by=by, now=now)
    lacks = missing(day)
    if lacks:
        reasons = ", ".join(lack.words for lack in lacks)
        raise NotReady(_("Scoring cannot open yet: %(reasons)s.") % {"reasons": reasons})
    move(pitch_day, "open_scoring", by=by, now=now)
    freeze_rubric(day=day, by=by, now=now)
    return pitch_day


@service
def close_scores(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> PitchDay:
    """Scores stand as they are; records pitchday.scores_closed."""
    # Judges lock their own seat to save, not the day: forty save at once, and none is overtaken by the closing.
    list(pitch_day.panel.select_for_update().order_by("pk"))
    return move(pitch_day, "close_scores", by=by, now=now)


@service
def reopen_scoring(*, pitch_day: PitchDay, note: str, by: User, now: datetime | None = None) -> PitchDay:
    """Judges can score again, by the chair and with a reason; records pitchday.scoring_reopened."""
    if not note.strip():
        raise ReasonNeeded
    return move(pitch_day, "reopen_scoring", by=by, note=note, now=now)
