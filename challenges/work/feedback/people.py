"""As what somebody speaks of a team's work, who else helps with it, and where each reads it."""

from typing import Any

from django.urls import reverse

from challenges.work.feedback.roles import work_mentor, work_organiser, work_owner
from challenges.work.feedback.workflow import DOORS, Role
from challenges.work.models import Submission
from challenges.work.services import sides_of
from cohorts.models import ProgrammeStaff
from cohorts.teams.roles import own_team_ids
from core.access import fact
from core.models import User

HATS = ((Role.MENTOR, work_mentor()), (Role.OWNER, work_owner()), (Role.ORGANISER, work_organiser()))


def role_of(user: Any, submission: Submission) -> Role | None:
    """As what the person speaks of this work now; None for whoever has nothing to do with it any more."""
    if submission.team_id in fact(user, "teams.own", own_team_ids):
        return Role.MEMBER
    return next((role for role, rule in HATS if rule.test(user, submission)), None)


def helpers_of(submission: Submission) -> list[tuple[User, Role]]:
    """Who helps the team with this work now: its mentors, the owners of its challenge, the organisers."""
    people = [(user, Role(str(side))) for user, side in sides_of(submission)]
    known = {user.pk for user, _role in people}
    if submission.milestone.is_for_organisers:
        staff = ProgrammeStaff.objects.filter(programme=submission.cohort.programme_id, ended_at=None)
        rows = staff.filter(user__is_active=True).select_related("user").order_by("pk")
        people += [(row.user, Role.ORGANISER) for row in rows if row.user_id not in known]
    return [(user, role) for user, role in people if user.is_active]


def members_of(submission: Submission) -> list[User]:
    """Who is in the team now."""
    rows = submission.team.members.filter(participant__state="ACTIVE", participant__user__is_active=True)
    return [row.participant.user for row in rows.select_related("participant__user").order_by("pk")]


def page_of_work(submission: Submission, role: str) -> str:
    """The page of the feedback, behind the door of whoever reads it."""
    return page_at(DOORS[Role(role)], submission.cohort.slug, submission.key)


def page_at(door: str, cohort: str, key: str) -> str:
    """The page of the feedback behind one door."""
    args = [key] if door == "partner" else [cohort, key]
    return reverse(f"{door}:work_feedback", args=args)
