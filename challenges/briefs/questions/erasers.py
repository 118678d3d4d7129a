"""What is removed of questions about challenges a year after the cohort: all of them, with their answers."""

from datetime import datetime

from challenges.briefs.questions.models import BriefQuestion
from cohorts.erasers import ended
from core.erasers import remove
from core.retention import Counts, erases


@erases("challenges.BriefQuestion", "challenges.BriefAnswer", "challenges.AnswerCorrection")
def questions(now: datetime, dry_run: bool) -> Counts:
    """Questions, answers and corrections are gone; that there were some stays in the history."""
    old = BriefQuestion.objects.filter(brief__cohort__in=ended(now, BriefQuestion, "text"))
    return remove("questions about challenges", old, dry_run)
