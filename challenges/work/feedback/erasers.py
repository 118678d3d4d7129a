"""What is removed of feedback on teams' work two years after the cohort: all of it, with the work."""

from datetime import datetime

from challenges.work.feedback.models import FeedbackRequest, MarkRound, WorkComment
from cohorts.erasers import ended
from core.erasers import remove
from core.retention import Counts, erases


@erases("challenges.WorkComment", "challenges.FeedbackRequest", "challenges.MarkRound", "challenges.MarkSheet")
def feedback(now: datetime, dry_run: bool) -> Counts:
    """Comments, requests and marks are gone; that there were some stays in the history."""
    of_old = {"version__submission__milestone__cohort__in": ended(now, WorkComment, "text")}
    return [
        *remove("comments on work", WorkComment.objects.filter(**of_old), dry_run),
        *remove("requests for feedback", FeedbackRequest.objects.filter(**of_old), dry_run),
        *remove("marks on work", MarkRound.objects.filter(**of_old), dry_run),
    ]
