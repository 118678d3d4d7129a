"""The rows that addresses of teams' rooms name, looked up through their parents."""

from challenges.work.rooms.models import NoteClash, TeamLink, TeamMeeting, TeamNote
from cohorts.models import Cohort, Team
from core.access import found

OF_TEAM = {"cohort": "team__cohort__slug", "key": "key"}

cohort_in_address = found(Cohort, "programme", cohort="slug")
team_in_address = found(Team, "cohort__programme", cohort="cohort__slug", key="key")
note_in_address = found(TeamNote, "team__cohort__programme", "saved_by", **OF_TEAM)
clash_in_address = found(NoteClash, "note__team__cohort", "written_by", cohort="note__team__cohort__slug", key="key")
meeting_in_address = found(TeamMeeting, "team__cohort__programme", "proposed_by", "fixed_by", **OF_TEAM)
link_in_address = found(TeamLink, "team__cohort__programme", **OF_TEAM)
