"""What is removed as challenges come in: applications that were not taken, who planned, added and read."""

from datetime import datetime, timedelta

from challenges.briefs.erasers import KEPT_AFTER_COHORT, RUN
from challenges.briefs.intake.models import UNPROVED_DAYS, BriefApplication, BriefFile, BriefPlan, BriefReading
from challenges.briefs.intake.workflow import ApplicationState
from core.erasers import days, remove
from core.retention import Counts, erases


@erases("challenges.BriefApplication")
def applications(now: datetime, dry_run: bool) -> Counts:
    """Half a year after it was sent an application is removed; one whose address was never proved after a week."""
    old = BriefApplication.objects.filter(sent_at__lt=now - days(BriefApplication, "email"))
    unproved = BriefApplication.objects.filter(
        state=ApplicationState.SENT, sent_at__lt=now - timedelta(days=UNPROVED_DAYS)
    )
    return [
        *remove("applications that were never proved", unproved, dry_run),
        *remove("applications to bring a challenge", old, dry_run),
    ]


@erases("challenges.BriefFile", "challenges.BriefPlan", "challenges.BriefReading")
def people(now: datetime, dry_run: bool) -> Counts:
    """A year after the cohort nobody can tell who read a challenge, planned its release or added its files."""
    before = now.date() - KEPT_AFTER_COHORT - RUN
    files = BriefFile.objects.filter(brief__cohort__starts_on__lt=before).exclude(added_by=None)
    plans = BriefPlan.objects.filter(brief__cohort__starts_on__lt=before)
    readings = BriefReading.objects.filter(brief__cohort__starts_on__lt=before)
    number = files.count()
    if number and not dry_run:
        files.update(added_by=None)
    return [
        ("who added files of challenges", number),
        *remove("planned releases of challenges", plans, dry_run),
        *remove("who read challenges", readings, dry_run),
    ]
