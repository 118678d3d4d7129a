"""What is removed of how teams chose when its time has come: who ranked, agreed, wrote and proposed."""

from datetime import datetime, timedelta

from django.db.models import Q

from challenges.briefs.choosing.models import Bid, EmployerPass, MemberRanking, OwnProblem, RankingAgreement
from cohorts.programmes.models import WEEKS
from core.retention import Counts, erases

KEPT_AFTER_COHORT = timedelta(days=365)
# From a cohort's first day to the Friday of its last week.
RUN = timedelta(days=7 * WEEKS - 3)


@erases(
    "challenges.MemberRanking",
    "challenges.RankingAgreement",
    "challenges.Bid",
    "challenges.OwnProblem",
    "challenges.EmployerPass",
)
def choosing(now: datetime, dry_run: bool) -> Counts:
    """A year after the cohort members' rankings and reasons are gone, and teams' own problems say no names."""
    old = {"team__cohort__starts_on__lt": now.date() - KEPT_AFTER_COHORT - RUN}
    members, bids = MemberRanking.objects.filter(**old), Bid.objects.filter(**old)
    begun_before = old["team__cohort__starts_on__lt"]
    agreements = RankingAgreement.objects.filter(ranking__team__cohort__starts_on__lt=begun_before)
    named = ~Q(proposed_by=None) | ~Q(why_us="") | ~Q(owner_idea="")
    own = OwnProblem.objects.filter(**old).filter(named)
    passes = EmployerPass.objects.filter(**old).exclude(given_by=None)
    counts = [
        ("members’ rankings", members.count()),
        ("agreements", agreements.count()),
        ("reasons of teams", bids.count()),
        ("teams’ own problems", own.count()),
        ("leave for a member’s employer", passes.count()),
    ]
    if not dry_run:
        for rows in (members, agreements, bids):
            rows.delete()
        own.update(proposed_by=None, why_us="", owner_idea="")
        passes.update(given_by=None)
    return counts
