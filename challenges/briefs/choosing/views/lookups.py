"""What the addresses of this feature name."""

from django.http import Http404, HttpRequest

from challenges.briefs.choosing.models import OwnProblem
from challenges.briefs.views.lookups import cohort_at, own_team_at, team_of
from cohorts.models import Participant, Team
from core.access import found

own_problem_at = found(
    OwnProblem, "team__cohort__programme", "proposed_by", "brief", cohort="team__cohort__slug", key="key"
)
team_at = found(Team, "cohort__programme", cohort="cohort__slug", team="key")


def own_problem_of_mine(request: HttpRequest, cohort: str) -> OwnProblem:
    """The latest problem that the reader's team proposed."""
    team = own_team_at(request, cohort)
    rows = OwnProblem.objects.filter(team=team).select_related("team__cohort__programme")
    problem = rows.order_by("-pk").first()
    if problem is None:
        raise Http404
    return problem


def my_place(request: HttpRequest, team: Team) -> Participant | None:
    """The reader's own place in the team; administrators have none."""
    place: Participant | None = Participant.objects.active().filter(membership__team=team, user=request.user.pk).first()
    return place


__all__ = ["cohort_at", "my_place", "own_problem_at", "own_problem_of_mine", "own_team_at", "team_at", "team_of"]
