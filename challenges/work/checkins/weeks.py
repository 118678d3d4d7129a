"""When a week's check-in is open: from its Monday until Sunday, 23:59 on the clocks of the cohort's zone."""

from datetime import date, datetime, timedelta

from cohorts.models import Cohort
from cohorts.programmes.models import WEEKS
from core import zones


def monday_of(cohort: Cohort, number: int) -> date:
    """The first day of the week."""
    return cohort.starts_on + timedelta(weeks=number - 1)


def sunday_of(cohort: Cohort, number: int) -> date:
    """The last day of the week."""
    return monday_of(cohort, number) + timedelta(days=6)


def closes_at(cohort: Cohort, number: int) -> datetime:
    """From this moment on nothing is taken for the week any more; clock changes leave it on the wall clock (D-02)."""
    return zones.last_minute(sunday_of(cohort, number), cohort.zone)


def week_at(cohort: Cohort, now: datetime) -> int:
    """The week that the moment lies in, by the cohort's own days: 0 before the first, 13 after the last."""
    return cohort.week_on(zones.today(cohort.zone, now))


def is_open(cohort: Cohort, number: int, now: datetime) -> bool:
    """Whether a check-in for the week is taken at the moment."""
    return 1 <= number <= WEEKS and week_at(cohort, now) == number and now < closes_at(cohort, number)
