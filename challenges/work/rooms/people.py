"""Who is in a team's room: its members, the mentors who advise it, and whom a meeting asks."""

from challenges.work.rooms.models import TeamMeeting
from cohorts.models import Mentor, MentorAssignment, Team, TeamMember
from cohorts.people.workflow import PlaceState
from core.models import User


def members_of(team: Team) -> list[TeamMember]:
    """The team's members who still take part, by name, with their places and organisations."""
    rows = TeamMember.objects.filter(team=team, participant__state=PlaceState.ACTIVE)
    rows = rows.select_related("participant__user", "participant__organisation")
    return list(rows.order_by("participant__user__last_name", "participant__user__first_name", "pk"))


def mentors_of(team: Team) -> list[Mentor]:
    """The mentors who advise the team now."""
    rows = MentorAssignment.objects.filter(team=team, mentor__left_at=None)
    return [row.mentor for row in rows.select_related("mentor__user", "mentor__organisation").order_by("pk")]


def invited_to(meeting: TeamMeeting) -> list[User]:
    """Whom the meeting asks now: the members, then those of its mentors who still advise the team."""
    return invited_among(meeting, members_of(meeting.team), mentors_of(meeting.team))


def invited_among(meeting: TeamMeeting, members: list[TeamMember], mentors: list[Mentor]) -> list[User]:
    """The same of people who were looked up already."""
    asked = {mentor.pk for mentor in meeting.mentors.all()}
    people = [member.participant.user for member in members]
    return [*people, *(mentor.user for mentor in mentors if mentor.pk in asked and mentor.user not in people)]
