"""By when an answer is expected: so many working days later, at the same time by the cohort's clocks."""

from datetime import datetime, timedelta

from challenges.briefs.questions.engine import working_days_after
from cohorts.models import Cohort
from core import zones


def due_after(at: datetime, days: int, cohort: Cohort) -> datetime:
    """The same time of day so many working days later; an hour that clocks leave out is the next one."""
    here = zones.local(at, cohort.zone)
    day = working_days_after(here.date(), days)
    try:
        return zones.wall(day, here.time(), cohort.zone)
    except ValueError:
        return zones.wall(day, (here + timedelta(hours=1)).time(), cohort.zone)
