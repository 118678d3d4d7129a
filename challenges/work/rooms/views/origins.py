"""From which meeting a note or decision comes."""

from challenges.work.rooms.models import TeamMeeting
from cohorts.models import Team
from core.access import Request


def meeting_asked_for(request: Request, team: Team) -> TeamMeeting | None:
    """The team's meeting that the address names behind its question mark; nothing where it names none of theirs."""
    key = request.GET.get("meeting", "")[:12]
    if not key.isalnum():
        return None
    found: TeamMeeting | None = TeamMeeting.objects.filter(team=team, key=key).first()
    return found
