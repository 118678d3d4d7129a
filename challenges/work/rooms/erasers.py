"""What is removed of teams' rooms when its time has come."""

from datetime import datetime

from django.db.models import Q

from challenges.work.rooms.models import ContactCard, TeamDecision, TeamLink, TeamMeeting, TeamNote
from cohorts.erasers import ended
from core.erasers import remove
from core.retention import Counts, erases
from core.tombstones import GONE


@erases(
    "challenges.TeamDecision",
    "challenges.TeamNote",
    "challenges.NoteVersion",
    "challenges.NoteClash",
    "challenges.TeamMeeting",
    "challenges.MeetingAnswer",
    "challenges.TeamLink",
)
def rooms(now: datetime, dry_run: bool) -> Counts:
    """Two years after the end a team's room is empty, as its work is gone; versions and answers go with their rows."""
    cohorts = ended(now, TeamNote, "text")
    rows = {"team__cohort__in": cohorts}
    return [
        *remove("decisions of teams", TeamDecision.objects.filter(**rows), dry_run),
        *remove("notes of teams", TeamNote.objects.filter(**rows), dry_run),
        *remove("meetings of teams", TeamMeeting.objects.filter(**rows), dry_run),
        *remove("links of teams", TeamLink.objects.filter(**rows), dry_run),
    ]


@erases("challenges.ContactCard")
def cards(now: datetime, dry_run: bool) -> Counts:
    """How to reach somebody is forgotten a month after the cohort, and at once of somebody who was erased."""
    old = Q(cohort__in=ended(now, ContactCard, "reach")) | Q(user__email__endswith=GONE)
    return remove("ways to reach people", ContactCard.objects.filter(old), dry_run)
