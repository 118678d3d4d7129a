"""What a team decided: recorded for good, replaced by a later decision and never changed."""

from datetime import date, datetime

from challenges.work.rooms.models import TeamDecision, TeamMeeting
from challenges.work.rooms.services.errors import AlreadyReplaced, NoteIsOthers
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service


@service
def record_decision(
    *,
    team: Team,
    sentence: str,
    why: str,
    decided_on: date,
    replaces: TeamDecision | None = None,
    meeting: TeamMeeting | None = None,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> TeamDecision:
    """The decision stands in the team's list, in the place of an earlier one where it says so, which is kept.

    Records team_decision.recorded or team_decision.replaced.
    """
    now = zones.moment(now)

    def make() -> TeamDecision:
        if any(row is not None and row.team_id != team.pk for row in (replaces, meeting)):
            raise NoteIsOthers
        if replaces is not None:
            _lock_standing(replaces)
        said = {"sentence": sentence, "why": why, "decided_on": decided_on}
        links = {"replaces": replaces, "meeting": meeting}
        made = TeamDecision.objects.create(team=team, recorded_by=by, recorded_at=now, **said, **links)
        event = "team_decision.replaced" if replaces else "team_decision.recorded"
        record(event, by=by, subject=team, cohort=team.cohort, now=now)
        return made

    return once(by=by, action=f"team_decision.record.{team.pk}", key=key, make=make)


def _lock_standing(decision: TeamDecision) -> None:
    """The decision is locked and stands; refused where another has its place."""
    TeamDecision.objects.select_for_update().get(pk=decision.pk)
    if TeamDecision.objects.filter(replaces=decision).exists():
        raise AlreadyReplaced
