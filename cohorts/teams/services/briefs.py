"""What publishing teams means for challenges, where a cohort gives them together."""

from collections.abc import Sequence
from datetime import datetime

from cohorts.programmes.models import BriefsGiven
from cohorts.teams.models import Team, TeamProposal
from cohorts.wishes.models import Topic
from core.models import User
from core.wiring import wired


def propose_briefs(proposal: TeamProposal, teams: Sequence[Team], by: User | None, now: datetime) -> None:
    """Where challenges come with the teams, each team's forecast topic is handed to whoever gives challenges.

    Where they come after, the forecast stays with the proposal and reaches nobody.
    """
    if proposal.cohort.briefs_given != BriefsGiven.WITH:
        return
    keys = dict(Topic.objects.filter(cohort=proposal.cohort_id).values_list("key", "brief_key"))
    forecast = proposal.result.get("topics", {})
    given = [(team, keys.get(forecast.get(str(team.number), ""), "")) for team in teams]
    for propose in wired("TEAMS_PUBLISHED"):
        propose(cohort=proposal.cohort, teams=given, by=by, now=now)
