"""What other pages say of feedback: what a team has to read, and what somebody was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work.feedback.models import FeedbackRequest, MarkSheet
from challenges.work.feedback.people import page_of_work
from challenges.work.feedback.queries import open_number
from challenges.work.feedback.workflow import DOORS, AskedState, Role
from challenges.work.models import Submission
from cohorts.models import Cohort, Team
from core import zones
from core.access import scope
from core.templatetags.moments import day


@dataclass(frozen=True)
class Task:
    """Something that somebody was asked for and has not given yet."""

    title: str
    url: str
    note: str
    since: datetime
    zone: Cohort
    who: str
    due_on: date | None = None
    is_overdue: bool = False


def tasks_of(user: Any, now: datetime, *, roles: Iterable[str], cohort: Cohort | None = None) -> list[Task]:
    """The feedback and marks that the person was asked for as one of these, while they still help; two queries."""
    asked = FeedbackRequest.objects.filter(scope("feedback_request.answer", user), state=AskedState.ASKED)
    owed = MarkSheet.objects.filter(scope("mark_sheet.write", user), handed_in_at=None, round__shown_at=None)
    at, of_round = "version__submission__", "round__version__submission__"
    where = Q(role__in=[str(role) for role in roles])
    requests = asked.filter(where & (Q(**{f"{at}milestone__cohort": cohort}) if cohort else Q()))
    sheets = owed.filter(where & (Q(**{f"{of_round}milestone__cohort": cohort}) if cohort else Q()))
    rows = requests.select_related(f"{at}milestone__cohort", f"{at}team", "asked_by", "asked_of")
    marks = sheets.select_related(f"{of_round}milestone__cohort", f"{of_round}team", "marker")
    found = [_request(row, now) for row in rows.order_by("due_on", "pk")]
    return [*found, *(_sheet(row) for row in marks.order_by("round__asked_at", "pk"))]


def organisers_owe(cohort: Cohort, now: datetime) -> list[Task]:
    """What teams of the cohort asked its organisers, whoever of them it was."""
    at = "version__submission__"
    rows = FeedbackRequest.objects.filter(
        **{f"{at}milestone__cohort": cohort}, state=AskedState.ASKED, role=Role.ORGANISER
    )
    found = rows.select_related(f"{at}milestone__cohort", f"{at}team", "asked_by", "asked_of")
    return [_request(row, now) for row in found.order_by("due_on", "pk")]


@dataclass(frozen=True)
class OfTeam:
    """What a team's page of a milestone says of the feedback on it."""

    url: str
    open: int
    asked: list[str]


def of_team(submission: Submission, user: Any) -> OfTeam:
    """How much is open of what the team reads, and of whom it waits to hear; two queries."""
    rows = FeedbackRequest.objects.filter(version__submission=submission, state=AskedState.ASKED)
    asked = [row.asked_of.name for row in rows.select_related("asked_of").order_by("due_on", "pk")]
    return OfTeam(page_of_work(submission, Role.MEMBER), open_number([submission], user).get(submission.pk, 0), asked)


def to_read(cohort: Cohort, team: Team, user: Any) -> list[tuple[Submission, int]]:
    """The team's own work with open comments, and how many of them there are; two queries."""
    rows = Submission.objects.filter(milestone__cohort=cohort, team=team).select_related("milestone__cohort")
    found = list(rows.order_by("milestone__due_at", "pk"))
    numbers = open_number(found, user) if found else {}
    return [(row, numbers[row.pk]) for row in found if numbers.get(row.pk)]


def _request(row: FeedbackRequest, now: datetime) -> Task:
    submission = row.version.submission
    words = {"team": submission.team.name, "milestone": submission.milestone.title}
    until = {"day": day(row.due_on), "question": row.question[:160]}
    is_overdue = row.due_on < zones.today(submission.cohort.zone, now)
    note = _("It was wanted by %(day)s. “%(question)s”") if is_overdue else _("By %(day)s. “%(question)s”")
    return Task(
        title=_("%(team)s asks for your feedback: %(milestone)s") % words,
        url=page_of_work(submission, row.role),
        note=note % until,
        since=row.asked_at,
        zone=submission.cohort,
        who=row.asked_of.name,
        due_on=row.due_on,
        is_overdue=is_overdue,
    )


def _sheet(row: MarkSheet) -> Task:
    submission = row.round.version.submission
    words = {"team": submission.team.name, "milestone": submission.milestone.title}
    title = _("Mark %(milestone)s of %(team)s") % words
    note = _("Nobody sees your marks before all who were asked have given theirs.")
    return Task(title, sheet_page(row), note, row.round.asked_at, submission.cohort, row.marker.name)


def sheet_page(sheet: MarkSheet) -> str:
    """Where the person gives their marks, behind their own door."""
    door = DOORS[Role(sheet.role)]
    args = [sheet.key] if door == "partner" else [sheet.cohort.slug, sheet.key]
    return reverse(f"{door}:mark_sheet", args=args)
