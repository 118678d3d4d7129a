"""What teams and their mentors did last, as far as the site knows it fairly: what a team does here, never who signs in.

A feature adds to it by one line in TEAM_ACTIVITY or MENTOR_ACTIVITY of the wiring.
"""

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from challenges.work.checkins.models import CheckIn
from challenges.work.feedback.models import WorkComment
from challenges.work.feedback.workflow import FOR_TEAM, Role
from challenges.work.models import Agreement, DraftField, Version
from challenges.work.rooms.models import NoteVersion, TeamMeeting
from challenges.work.workflow import Side
from cohorts.models import Booking, Cohort
from core.sentence import noop as _

# What it was, and the moment of the latest by the team's id.
Latest = tuple[str, dict[int, datetime]]


def drafts(cohort: Cohort) -> Latest:
    """The latest saving of a draft."""
    rows = DraftField.objects.filter(draft__team__cohort=cohort)
    return _("writing in a draft"), _latest(rows, "draft__team", "saved_at")


def versions(cohort: Cohort) -> Latest:
    """The latest handing-in."""
    rows = Version.objects.filter(submission__team__cohort=cohort)
    return _("handing in work"), _latest(rows, "submission__team", "submitted_at")


def bookings(cohort: Cohort) -> Latest:
    """The latest seat that somebody of the team asked for."""
    rows = Booking.objects.filter(visit__cohort=cohort, participant__membership__isnull=False)
    return _("booking a programme day"), _latest(rows, "participant__membership__team", "booked_at")


def check_ins(cohort: Cohort) -> Latest:
    """The latest check-in."""
    return _("a check-in"), _latest(CheckIn.objects.filter(team__cohort=cohort), "team", "saved_at")


def notes(cohort: Cohort) -> Latest:
    """The latest saving of a note in the team's room."""
    return _("writing a note"), _latest(NoteVersion.objects.filter(note__team__cohort=cohort), "note__team", "saved_at")


def meetings(cohort: Cohort) -> Latest:
    """The latest meeting that somebody of the team proposed."""
    return _("proposing a meeting"), _latest(TeamMeeting.objects.filter(team__cohort=cohort), "team", "proposed_at")


def comments(cohort: Cohort) -> Latest:
    """The latest feedback that a mentor sent for the team to read."""
    sent = WorkComment.objects.sent().filter(version__submission__team__cohort=cohort)
    rows = sent.filter(audience__in=FOR_TEAM, role=Role.MENTOR)
    return _("feedback on the team’s work"), _latest(rows, "version__submission__team", "sent_at")


def agreements(cohort: Cohort) -> Latest:
    """The latest answer of a mentor to a team's work."""
    rows = Agreement.objects.filter(version__submission__team__cohort=cohort, side=Side.MENTOR)
    return _("answering the team’s work"), _latest(rows, "version__submission__team", "said_at")


def heard(cohort: Cohort) -> Latest:
    """The latest check-in that says a mentor was in touch."""
    rows = CheckIn.objects.filter(team__cohort=cohort, heard_mentor=True)
    return _("being in touch"), _latest(rows, "team", "saved_at")


def _latest(rows: "QuerySet[Any]", team: str, at: str) -> dict[int, datetime]:
    return dict(rows.order_by().values_list(team).annotate(latest=Max(at)))
