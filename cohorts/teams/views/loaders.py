"""What the addresses of this feature name."""

from typing import cast

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.programmes.models import Cohort
from cohorts.teams.models import Team, TeamProposal
from core.access import found
from core.models import User

cohort_at = found(Cohort, "programme", cohort="slug")
team_at = found(Team, "cohort__programme", cohort="cohort__slug", key="key")


def proposal_at(request: HttpRequest, cohort: str, key: str) -> TeamProposal:
    """The proposal that the address names, which knows whether its cohort has teams already; or 404."""
    teams = Team.objects.filter(cohort=OuterRef("cohort"))
    rows = TeamProposal.objects.select_related("cohort__programme", "asked_by").annotate(has_teams=Exists(teams))
    proposal: TeamProposal = get_object_or_404(rows, cohort__slug=cohort, key=key)
    return proposal


def me(request: HttpRequest) -> User:
    """Who asks: behind a guard always somebody who is signed in."""
    return cast(User, request.user)
