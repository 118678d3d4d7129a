"""Tasks whose worker was killed stay running for ever; here they are given back, and old results thrown away."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import zones
from core.scheduling.models import ScheduledRun
from core.scheduling.tasks import TaskResultStatus

logger = logging.getLogger(__name__)
# The longest that a task may take; one that takes longer is taken for dead.
LIMIT = timedelta(minutes=15)
TRIES = 3
KEPT = timedelta(days=14)


def reap(now: datetime | None = None) -> int:
    """Tasks of killed workers wait for a worker again, or have failed after three; the number of both.

    The queue's own times are of the real clock, also where the site's clock stands still.
    """
    dead = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LIMIT)
    with transaction.atomic():
        found = list(dead.select_for_update(skip_locked=True))
        for result in found:
            _give_back(result)
    return len(found)


def _give_back(result: "DBTaskResult[..., object]") -> None:
    """One task waits again, or has failed when three workers died with it."""
    if len(result.worker_ids) < TRIES:
        result.status, result.started_at = TaskResultStatus.READY, None
    else:
        result.status, result.finished_at = TaskResultStatus.FAILED, timezone.now()
        result.exception_class_path = "core.scheduling.reaper.WorkerKilled"
        result.traceback = f"{TRIES} workers were killed while they ran it."
    result.save(update_fields=["status", "started_at", "finished_at", "exception_class_path", "traceback"])
    logger.warning("the task %s was left running and is now %s", result.task_path, result.status)


def prune(now: datetime | None = None) -> int:
    """Results of tasks that ended, and runs of jobs, are gone two weeks later; their number."""
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    tasks, _ = DBTaskResult.objects.filter(status__in=ended, finished_at__lt=timezone.now() - KEPT).delete()
    runs, _ = ScheduledRun.objects.filter(due_at__lt=zones.moment(now) - KEPT).delete()
    return tasks + runs
