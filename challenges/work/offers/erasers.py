"""What is removed of offered times when their time has come."""

from datetime import datetime

from challenges.work.offers.models import MeetingOffer
from cohorts.erasers import ended
from core.erasers import remove
from core.retention import Counts, erases


@erases("challenges.MeetingOffer", "challenges.TakenOffer")
def offers(now: datetime, dry_run: bool) -> Counts:
    """Three months after the cohort nobody can say who met whom where."""
    old = MeetingOffer.objects.filter(brief__cohort__in=ended(now, MeetingOffer, "place"))
    return remove("offered times", old, dry_run)
