"""What the addresses of check-ins name."""

from challenges.briefs.views.lookups import cohort_at, own_team_at
from challenges.work.checkins.models import CheckInNeed, EarlyWarning
from cohorts.models import Team
from core.access import found

team_at = found(Team, "cohort__programme", cohort="cohort__slug", team="key")
need_at = found(
    CheckInNeed,
    "check_in__team__cohort__programme",
    "check_in__participant__user",
    cohort="check_in__team__cohort__slug",
    key="key",
)
warning_at = found(EarlyWarning, "team__cohort__programme", cohort="team__cohort__slug", key="key")

__all__ = ["cohort_at", "need_at", "own_team_at", "team_at", "warning_at"]
