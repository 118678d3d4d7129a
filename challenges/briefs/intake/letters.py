"""To whom mail about a challenge's coming in goes."""

from challenges.briefs.models import Brief
from cohorts.models import Cohort, ProgrammeStaff
from core.models import User


def organisers_of(cohort: Cohort) -> list[User]:
    """Everybody who runs the cohort's programme now, by name."""
    rows = ProgrammeStaff.objects.filter(programme=cohort.programme_id, ended_at=None, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("user__last_name", "pk")]


def owners_of(brief: Brief) -> list[User]:
    """Everybody who answers for the brief."""
    rows = brief.owners.filter(user__is_active=True).select_related("user").order_by("pk")
    return [row.user for row in rows]
