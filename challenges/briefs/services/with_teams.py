"""Where challenges are given with the teams: publishing those proposes an allocation that is still to be looked at."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from challenges.briefs.models import Allocation, Brief
from challenges.briefs.services.allocations import Given, finish_allocation
from challenges.briefs.snapshot import snapshot_of
from challenges.briefs.workflow import AllocationState
from cohorts.models import Cohort, Team
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service

BUSY = (AllocationState.WORKING, AllocationState.PUBLISHED)


@service
def propose_with_teams(
    *, cohort: Cohort, teams: Sequence[tuple[Team, str]], by: User | None, now: datetime | None = None
) -> Allocation | None:
    """An allocation with each team's forecast challenge is ready to look at; records allocation.asked and .proposed.

    Nothing is published and nobody is told. None where no team has a challenge that is offered, or one is out already.
    """
    now = zones.moment(now)
    others = Allocation.objects.filter(cohort=cohort)
    briefs = Brief.objects.to_rank().filter(cohort=cohort, key__in=[key for _team, key in teams if key])
    offered = {brief.key: brief.pk for brief in briefs}
    lines = [_given(team, offered[key]) for team, key in teams if key in offered]
    if not lines or others.filter(state__in=BUSY).exists():
        return None
    number = (others.aggregate(last=Max("number"))["last"] or 0) + 1
    made: Allocation = Allocation.objects.create(cohort=cohort, number=number, asked_by=by, asked_at=now)
    record("allocation.asked", by=by, subject=made, cohort=cohort, now=now)
    return finish_allocation(allocation=made, lines=lines, digest=snapshot_of(cohort).digest, now=now)


def _given(team: Team, brief: int) -> Given:
    return Given(team.pk, brief, None, _("From what the team’s members wished for before the teams were formed."))
