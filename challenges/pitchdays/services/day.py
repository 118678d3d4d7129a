"""Planning the day, opening and closing its scoring."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.services.order import set_order
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
    """Time, place and minutes are as given and every slot has its new time; records pitchday.changed."""
    day = unfrozen(pitch_day)
    for name, value in details.items():
        setattr(day, name, value)
    day.save()
    set_order(day, [slot.team for slot in day.slots.select_related("team").order_by("order")])
    record("pitchday.changed", by=by, subject=day, cohort=day.cohort, now=now)
    return day


@service
def move_pitch_day(*, cohort: Cohort, days: int, old_zone: str, by: User | None, now: datetime | None = None) -> int:
    """A day that is still planned moves with the cohort, its slots too; records pitchday.changed; how many moved."""
    day = PitchDay.objects.select_for_update().filter(cohort=cohort, state=PitchDayState.PLANNED).first()
    if day is None:
        return 0
    day.starts_at = zones.shifted(day.starts_at, days, old_zone, cohort.zone)
    day.save(update_fields=["starts_at"])
    set_order(day, [slot.team for slot in day.slots.select_related("team").order_by("order")])
    record("pitchday.changed", by=by, subject=day, cohort=cohort, now=now)
    return 1


def missing(day: PitchDay) -> list[str]:
    """What has to be there before scoring can open, in words."""
    wants = [
        (day.criteria.exists(), _("the rubric has no criterion")),
        (day.slots.exists(), _("no team is in the running order")),
        (day.panel.filter(left_at=None).exists(), _("nobody is on the panel")),
        (day.panel.filter(left_at=None, is_chair=True).exists(), _("the panel has no chair")),
    ]
    return [str(words) for there, words in wants if not there]


@service
def open_scoring(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> PitchDay:
    """Judges can score and the rubric is frozen; records pitchday.scoring_opened; raises NotReady."""
    lacks = missing(pitch_day)
    if lacks:
        raise NotReady(_("Scoring cannot open yet: %(reasons)s.") % {"reasons": ", ".join(lacks)})
    return move(pitch_day, "open_scoring", by=by, now=now)


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
