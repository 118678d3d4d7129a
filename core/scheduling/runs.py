"""Scheduled jobs: each runs once for each time it is due, whichever of several ticks comes first."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from core import zones
from core.scheduling.models import ScheduledRun
from core.wiring import wired

logger = logging.getLogger(__name__)
Job = Callable[[datetime], object]
DAILY_AT = time(3, 15)
# A run that failed, or whose process was killed, is taken up again after this long: jobs are safe to run twice.
TAKEN_UP_AFTER = timedelta(hours=1)
ERROR_LENGTH = ScheduledRun._meta.get_field("error").max_length


def minute_due(now: datetime) -> datetime:
    """The present minute. Minutes that were missed are not made up for: jobs look at rows, not at the minute."""
    return now.replace(second=0, microsecond=0)


def day_due(now: datetime) -> datetime:
    """The latest 03:15 on the site's clocks. Of several days that were missed only the latest is made up for."""
    today = zones.wall(zones.today(settings.TIME_ZONE, now), DAILY_AT, settings.TIME_ZONE)
    if today <= now:
        return today
    return zones.wall(zones.today(settings.TIME_ZONE, now) - timedelta(days=1), DAILY_AT, settings.TIME_ZONE)


def run_due(now: datetime) -> None:
    """Every wired job that is due and that nobody else has taken has run; a failure stops no other job."""
    for job in wired("EVERY_MINUTE"):
        run_once(job, due_at=minute_due(now), now=now)
    for job in wired("EVERY_DAY"):
        run_once(job, due_at=day_due(now), now=now)


def run_once(job: Job, *, due_at: datetime, now: datetime) -> bool:
    """The job has run for that time, or somebody else has it (False); a failure is kept in the run."""
    name = f"{job.__module__}.{job.__qualname__}"[:80]
    run = claim(name, due_at=due_at, now=now)
    if run is None:
        return False
    error = ""
    try:
        job(now)
    except Exception as problem:
        logger.exception("the job %s failed", name)
        error = f"{type(problem).__name__}: {problem}"[:ERROR_LENGTH]
    ScheduledRun.objects.filter(pk=run.pk).update(ended_at=zones.now(), error=error)
    return True


def claim(name: str, *, due_at: datetime, now: datetime) -> ScheduledRun | None:
    """The run for this time is ours, or None when somebody has it; the unique constraint decides."""
    try:
        with transaction.atomic():
            return ScheduledRun.objects.create(name=name, due_at=due_at, started_at=now)
    except IntegrityError:
        return _take_up(name, due_at=due_at, now=now)


def _take_up(name: str, *, due_at: datetime, now: datetime) -> ScheduledRun | None:
    """The run, when it failed or was left lying, and nobody was quicker."""
    left = ScheduledRun.objects.filter(
        ~Q(error="") | Q(ended_at=None), name=name, due_at=due_at, started_at__lte=now - TAKEN_UP_AFTER
    )
    if not left.update(started_at=now, ended_at=None, error=""):
        return None
    return ScheduledRun.objects.get(name=name, due_at=due_at)
