"""When verdicts can be given, when a team may read its own, and when it is asked what became of the work."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from challenges.pitchdays.models import PitchDay
from challenges.results.queries import results_of
from cohorts.programmes.models import WEEKS
from core import zones
from core.templatetags.moments import day as day_words

if TYPE_CHECKING:
    from cohorts.models import Cohort

REMINDED_AFTER = timedelta(days=14)


def pitch_day_of(cohort: "Cohort") -> PitchDay | None:
    """The pitch day, where there is one."""
    found: PitchDay | None = getattr(cohort, "pitch_day", None)
    return found


def last_day(cohort: "Cohort") -> date:
    """The day of the pitches; where none is planned, the last day of the twelve weeks."""
    pitches = pitch_day_of(cohort)
    return zones.today(cohort.zone, pitches.starts_at) if pitches else cohort.ends_on


def opens_on(cohort: "Cohort") -> date:
    """The first day on which verdicts are given: the one after the pitches; without them Monday of the last week."""
    if pitch_day_of(cohort):
        return last_day(cohort) + timedelta(days=1)
    return cohort.starts_on + timedelta(weeks=WEEKS - 1)


def are_open(cohort: "Cohort", now: datetime) -> bool:
    """Whether verdicts can be given now."""
    return zones.today(cohort.zone, now) >= opens_on(cohort)


def rule_words(cohort: "Cohort") -> str:
    """The same rule as the pages say it."""
    words = {"day": day_words(opens_on(cohort))}
    if pitch_day_of(cohort):
        return _("Verdicts can be given from the day after the pitches on: %(day)s.") % words
    return _("Verdicts can be given from Monday of the last week on: %(day)s.") % words


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_on(cohort: "Cohort", months: int) -> date:
    """When it is asked what became of the work: so many months after the pitches, or after the last day."""
    return months_after(last_day(cohort), months)


def is_out(cohort: "Cohort", now: datetime) -> bool:
    """Whether teams may read a verdict at all: the result is released; without a pitch day, the weeks are over."""
    if pitch_day_of(cohort):
        return cohort.pk in results_of([cohort])
    return zones.today(cohort.zone, now) > cohort.ends_on
