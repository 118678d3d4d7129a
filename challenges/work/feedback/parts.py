"""What other pages say of feedback: what a team has to read, and what somebody was asked for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work.feedback.models import FeedbackRequest, MarkSheet
from challenges.work.feedback.people import page_of_work
from challenges.work.feedback.queries import open_for_team
from challenges.work.feedback.roles import work_mentor, work_owner
from challenges.work.feedback.workflow import DOORS, AskedState, Role
from challenges.work.models import Submission
from cohorts.models import Cohort, Team
from core import zones
from core.access import unproved
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


HELPS = {Role.MENTOR: work_mentor, Role.OWNER: work_owner}


def tasks_of(user: Any, now: datetime, role: Role, cohort: Cohort | None = None) -> list[Task]:
    """The feedback and marks that a mentor or owner was asked for, while they still help; two queries.

    Over all cohorts, those whose invitation the person has not accepted are left out.
    """
    at, of_round = "version__submission", "round__version__submission"
    here: dict[str, Any] = {"milestone__cohort": cohort} if cohort else {}
    asked = FeedbackRequest.objects.filter(
        HELPS[role](at).scope(user), asked_of=user, role=role, state=AskedState.ASKED, **_on(at, here)
    )
    owed = MarkSheet.objects.filter(
        HELPS[role](of_round).scope(user),
        marker=user,
        role=role,
        handed_in_at=None,
        round__shown_at=None,
        **_on(of_round, here),
    )
    waits = unproved(user) if cohort is None else frozenset()
    asked = asked.exclude(**_on(at, {"milestone__cohort__in": waits}))
    owed = owed.exclude(**_on(of_round, {"milestone__cohort__in": waits}))
    rows = asked.select_related(f"{at}__milestone__cohort", f"{at}__team", "asked_by", "asked_of")
    marks = owed.select_related(f"{of_round}__milestone__cohort", f"{of_round}__team", "marker")
    found = [_request(row, now) for row in rows.order_by("due_on", "pk")]
    return [*found, *(_sheet(row) for row in marks.order_by("round__asked_at", "pk"))]


def _on(path: str, values: dict[str, Any]) -> dict[str, Any]:
    return {f"{path}__{name}": value for name, value in values.items()}


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


def of_team(submission: Submission) -> OfTeam:
    """How much is open of what the team reads, and of whom it waits to hear; two queries."""
    rows = FeedbackRequest.objects.filter(version__submission=submission, state=AskedState.ASKED)
    asked = [row.asked_of.name for row in rows.select_related("asked_of").order_by("due_on", "pk")]
    found = open_for_team(submission.team, version__submission=submission)
    return OfTeam(page_of_work(submission, Role.MEMBER), sum(number for _key, _title, number in found), asked)


def to_read(cohort: Cohort, team: Team) -> list[tuple[str, str, int]]:
    """The team's own work with open comments: key, milestone, how many; one query."""
    return open_for_team(team, version__submission__milestone__cohort=cohort)


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
