"""What is removed of the review of challenges a year after the cohort: who said what, and who stood behind it."""

from datetime import datetime

from challenges.briefs.review.models import Backing, FieldComment, Review, SensitivityCheck
from cohorts.erasers import ended
from core.erasers import remove
from core.retention import Counts, erases


@erases("challenges.Review", "challenges.FieldComment")
def reviews(now: datetime, dry_run: bool) -> Counts:
    """Reviews and comments are gone; the brief, its versions and its history stay."""
    comments = FieldComment.objects.filter(version__brief__cohort__in=ended(now, FieldComment, "text"))
    old = Review.objects.filter(version__brief__cohort__in=ended(now, Review, "levels"))
    return [*remove("comments on challenges", comments, dry_run), *remove("reviews of challenges", old, dry_run)]


@erases("challenges.SensitivityCheck", "challenges.Backing")
def papers(now: datetime, dry_run: bool) -> Counts:
    """Checks and backings are gone; that there were some stays in the history."""
    checks = SensitivityCheck.objects.filter(brief__cohort__in=ended(now, SensitivityCheck, "checker"))
    backings = Backing.objects.filter(brief__cohort__in=ended(now, Backing, "words"))
    return [*remove("checks of challenges", checks, dry_run), *remove("backings of challenges", backings, dry_run)]
