"""What is removed of challenge briefs when its time has come: who answered for them, ranked them, asked."""

from datetime import datetime, timedelta

from challenges.briefs.models import Allocation, BriefOwner, Ranking
from cohorts.programmes.models import WEEKS
from core.retention import Counts, erases

KEPT_AFTER_COHORT = timedelta(days=365)
# From a cohort's first day to the Friday of its last week.
RUN = timedelta(days=7 * WEEKS - 3)


@erases("challenges.BriefOwner", "challenges.Ranking", "challenges.Allocation")
def people(now: datetime, dry_run: bool) -> Counts:
    """A year after the cohort briefs and allocations say no names any more."""
    before = now.date() - KEPT_AFTER_COHORT - RUN
    owners = BriefOwner.objects.filter(brief__cohort__starts_on__lt=before)
    rankings = Ranking.objects.filter(team__cohort__starts_on__lt=before).exclude(changed_by=None)
    allocations = Allocation.objects.filter(cohort__starts_on__lt=before).exclude(asked_by=None)
    counts = [
        ("challenge owners", owners.count()),
        ("rankings", rankings.count()),
        ("allocations", allocations.count()),
    ]
    if not dry_run:
        owners.delete()
        rankings.update(changed_by=None)
        allocations.update(asked_by=None)
    return counts
