"""What of challenges, work and the pitch day is still open when a cohort is moved on."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.models import published_lines
from challenges.briefs.workflow import BriefState
from challenges.models import Brief, Milestone, PitchDay
from challenges.pitchdays.workflow import PitchDayState
from challenges.work.queries import missing_work
from cohorts.models import Cohort
from core import zones

ENDS = ("complete", "cancel")


def challenges(cohort: Cohort, action: str) -> list[str]:
    """Before the weeks start, that there is nothing to choose from; before they end, that nothing was given out."""
    if action == "run" and not Brief.objects.filter(cohort=cohort, state=BriefState.PUBLISHED).exists():
        return [_("No challenge is published yet.")]
    if action == "complete" and not published_lines(cohort).exists():
        return [_("No team was given a challenge.")]
    return []


def work(cohort: Cohort, action: str) -> list[str]:
    """Milestones that are open or still to come, and those that teams owe."""
    if action not in ENDS:
        return []
    now = zones.now()
    ahead = sum(milestone.closes_at > now for milestone in Milestone.objects.filter(cohort=cohort))
    told = []
    if ahead:
        words = ngettext(
            "%(count)s milestone is still open: teams can hand in until it closes.",
            "%(count)s milestones are still open: teams can hand in until they close.",
            ahead,
        )
        told.append(words % {"count": ahead})
    if action == "complete":
        told += [_owed(row.milestone.title, len(row.teams)) for row in missing_work(cohort, now)]
    return told


def _owed(title: str, number: int) -> str:
    words = ngettext(
        "“%(title)s” is missing from %(count)s team.", "“%(title)s” is missing from %(count)s teams.", number
    )
    return words % {"title": title, "count": number}


def pitch_day(cohort: Cohort, action: str) -> list[str]:
    """Whether a cohort would be completed without a released result."""
    if action != "complete":
        return []
    day = PitchDay.objects.filter(cohort=cohort).first()
    if day is None:
        return [_("No pitch day was planned.")]
    return [] if day.state == PitchDayState.PUBLISHED else [_("The pitch day has no released result.")]
