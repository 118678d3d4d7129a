"""What happens by the clock: warnings are looked for each day, reminders leave on Thursdays."""

from datetime import datetime

from django.db.models import Q

from challenges.work.checkins import services
from challenges.work.checkins.models import EarlyWarning
from cohorts.models import Cohort
from cohorts.programmes.workflow import CohortState


def every_day(now: datetime) -> int:
    """Every warning is as its facts are, and new ones are told; how many changed. A second run changes nothing."""
    open_ones = EarlyWarning.objects.open().values("team__cohort")
    changed = 0
    for cohort in Cohort.objects.filter(Q(state=CohortState.RUNNING) | Q(pk__in=open_ones)).order_by("pk"):
        changed += services.look_at(cohort=cohort, now=now)
        services.tell_organisers(cohort=cohort, now=now)
    return changed


def every_minute(now: datetime) -> int:
    """Reminders that are due have been written; in how many cohorts."""
    running = Cohort.objects.filter(state=CohortState.RUNNING).select_related("programme").order_by("pk")
    return sum(services.remind(cohort=cohort, now=now) is not None for cohort in running)
