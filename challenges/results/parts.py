"""What the pages of judges and teams say of the result: who is asked to act on it, and where a team reads its own."""

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.pitchdays.models import PitchSlot
from challenges.pitchdays.workflow import PitchDayState
from challenges.results.models import Decision, Release, ReleasePlan
from cohorts.models import Cohort, Team
from core.models import User


def waits_for(user: User, only: int | None = None) -> list[tuple[str, str]]:
    """What the person is asked to do as second person: words and address; of one cohort, or of all; two queries."""
    signed = Decision.objects.filter(second=user, approved_at=None, pitch_day__state=PitchDayState.SIGNED)
    plans = ReleasePlan.objects.filter(second=user, agreed_at=None, ended_at=None)
    if only is not None:
        signed, plans = signed.filter(pitch_day__cohort=only), plans.filter(pitch_day__cohort=only)
    approve = _("%(name)s has signed the panel’s decision and named you to approve it.")
    agree = _("%(name)s plans the release of the results and needs you to agree.")
    asked = [
        (approve % {"name": one.decided_by.name}, reverse("judge:deliberation_approve", args=[one.pitch_day.key]))
        for one in signed.select_related("decided_by", "pitch_day").order_by("pk")
    ]
    return asked + [
        (agree % {"name": one.planned_by.name}, reverse("judge:release_agree", args=[one.key]))
        for one in plans.select_related("planned_by").order_by("pk")
    ]


def feedback_url(cohort: Cohort, team: Team) -> str:
    """Where the team reads what the judges made of its pitch; nothing before the release."""
    is_out = Release.objects.filter(cohort=cohort).exists() and PitchSlot.objects.filter(team=team).exists()
    return reverse("my:team_feedback", args=[cohort.slug, team.key]) if is_out else ""


def of_team(team: Team, door: str) -> list[tuple[str, str, str, str]]:
    """The team's own result, once released: label, words, address, words of the link; the same behind every door."""
    url = feedback_url(team.cohort, team)
    words = _("Their levels, notes and score; only the team and the organisers see it.")
    return [(_("From the judges"), words, url, _("Read it"))] if url else []
