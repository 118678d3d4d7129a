"""What the addresses of this feature name."""

from typing import cast

from django.http import HttpRequest

from cohorts.programmes.models import Cohort
from cohorts.teams.models import Team, TeamProposal
from core.access import found
from core.models import User

cohort_at = found(Cohort, "programme", cohort="slug")
proposal_at = found(TeamProposal, "cohort__programme", cohort="cohort__slug", key="key")
team_at = found(Team, "cohort__programme", cohort="cohort__slug", key="key")


def me(request: HttpRequest) -> User:
    """Who asks: behind a guard always somebody who is signed in."""
    return cast(User, request.user)
