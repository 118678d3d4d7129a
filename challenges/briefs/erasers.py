"""What is removed of challenge briefs when its time has come: who answered for them, ranked them, asked."""

from datetime import datetime, timedelta

from challenges.briefs.models import CONTACT, Allocation, Brief, BriefOwner, BriefVersion, Ranking
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


@erases("challenges.Brief", "challenges.BriefVersion")
def contacts(now: datetime, dry_run: bool) -> Counts:
    """A year after the cohort briefs name no contact, sponsor and writer any more; the texts stay."""
    before = now.date() - KEPT_AFTER_COHORT - RUN
    empty = dict.fromkeys(CONTACT, "")
    briefs = Brief.objects.filter(cohort__starts_on__lt=before).exclude(**empty)
    versions = BriefVersion.objects.filter(brief__cohort__starts_on__lt=before).exclude(made_by=None)
    counts = [("contacts of challenges", briefs.count()), ("writers of challenges", versions.count())]
    if not dry_run:
        briefs.update(**empty)
        versions.update(made_by=None)
    return counts
