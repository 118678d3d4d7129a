"""What a challenge owner or host has: their briefs and visits, the next thing first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.briefs.letters import members_of
from challenges.briefs.review.parts import Task
from challenges.briefs.views.organise import STATES
from challenges.briefs.workflow import BriefState
from challenges.models import AllocationLine, Brief, PitchDay, Submission
from challenges.results.queries import Result, results_of
from challenges.work.feedback.parts import Task as Asked
from cohorts.models import Visit
from core.templatetags.moments import clock, short_day, when_words
from desk.today.items import Item

BEFORE_OUT = {
    BriefState.DRAFT: gettext_lazy("Write it in six short steps; it is saved as you write."),
    BriefState.SUBMITTED: gettext_lazy("The organisers name two people who read it. You get a mail."),
    BriefState.IN_REVIEW: gettext_lazy("Two people are reading it. You get a mail as soon as they have."),
    BriefState.CHANGES: gettext_lazy("The organisers ask for changes: answer the comments and submit it again."),
    BriefState.APPROVED: gettext_lazy("It is approved. It goes out once it is checked and your sponsor backs it."),
    BriefState.REJECTED: gettext_lazy("It is not taken this time. The reason was mailed to you."),
    BriefState.WITHDRAWN: gettext_lazy("It was withdrawn: teams do not see it."),
}


def visits_of(user: Any, now: datetime) -> tuple[list[Any], list[Any]]:
    """The visits the person receives: those ahead, the soonest first, and the others. One query."""
    rows = list(Visit.objects.with_seats().filter(hosts__user=user).select_related("host", "cohort").in_order())
    ahead = [visit for visit in rows if visit.ends_at > now and not visit.is_cancelled]
    return ahead, [visit for visit in reversed(rows) if visit not in ahead]


def visit_item(visit: Any, now: datetime) -> Item:
    """A visit as the list shows it: its day, who comes, and what to do about it."""
    comes = ngettext("%(count)s visitor", "%(count)s visitors", visit.taken) % {"count": visit.taken}
    start, end = clock(visit.starts_at, visit.cohort), clock(visit.ends_at, visit.cohort)
    hours = _("%(start)s to %(end)s") % {"start": start, "end": end}
    note = _("%(cohort)s. %(hours)s. %(comes)s, %(seats)s seats.") % {
        "cohort": visit.cohort.name,
        "hours": hours,
        "comes": comes,
        "seats": visit.capacity,
    }
    url, day = reverse("partner:visit", args=[visit.key]), short_day(visit.starts_at, visit.cohort)
    if visit.is_cancelled:
        return Item(visit.title, url, _("Look at it"), f"{visit.cohort.name}. {day}.", _("Cancelled"), "bad")
    if visit.ends_at > now:
        return Item(visit.title, url, _("See who comes"), note, day)
    marked = visit.came + visit.absent
    if visit.taken > marked:
        return Item(visit.title, url, _("Mark who came"), _not_marked(visit, marked), day)
    came = ngettext("%(count)s visitor came", "%(count)s visitors came", visit.came) % {"count": visit.came}
    words = {"cohort": visit.cohort.name, "came": came, "taken": visit.taken}
    return Item(visit.title, url, _("See who came"), _("%(cohort)s. %(came)s of %(taken)s.") % words, day)


def _not_marked(visit: Any, marked: int) -> str:
    left = visit.taken - marked
    words = ngettext(
        "%(cohort)s. Of %(count)s visitor it is not marked yet whether they came.",
        "%(cohort)s. Of %(count)s visitors it is not marked yet whether they came.",
        left,
    )
    return words % {"cohort": visit.cohort.name, "count": left}


def task_item(task: Task) -> Item:
    """A review or check as the list shows it."""
    act = _("Go on") if task.is_owed else _("Look at it")
    return Item(task.title, task.url, act, task.note, short_day(task.since, task.zone), "now" if task.is_owed else "")


def feedback_item(task: Asked) -> Item:
    """Feedback or marks that the person was asked for, as the list shows it."""
    act = _("Read it and answer") if task.due_on else _("Give your marks")
    when = short_day(task.due_on) if task.due_on else short_day(task.since, task.zone)
    return Item(task.title, task.url, act, task.note, when, "bad" if task.is_overdue else "now")


def next_words(ahead: list[Any], now: datetime) -> str:
    """The next visit in words; nothing where there is none."""
    if not ahead:
        return ""
    words = {"visit": ahead[0].title, "when": when_words(ahead[0].starts_at, ahead[0].cohort, now)}
    return _("Next: %(visit)s, %(when)s.") % words


@dataclass(frozen=True)
class Owned:
    """A challenge as its owner's home shows it: who works on it, what comes next, and the result once it is out."""

    title: str
    url: str
    cohort: str
    state: str
    tag: str
    teams: list[tuple[str, str]]
    work: list[tuple[str, str, bool]]
    next: str
    result: Result | None


def briefs_of(user: Any, now: datetime) -> list[Owned]:
    """The briefs the person answers for, the newest cohort first; six queries, none of them once a brief."""
    rows = list(
        Brief.objects.filter(owners__user=user)
        .select_related("cohort", "owner")
        .order_by("-cohort__starts_on", "question")
    )
    if not rows:
        return []
    cohorts = {brief.cohort_id: brief.cohort for brief in rows}
    lines = list(AllocationLine.objects.published().filter(brief__in=rows).whole())
    given = set(AllocationLine.objects.published().values_list("allocation__cohort", flat=True))
    ground = _Ground(
        teams=_teams(lines),
        given=given & set(cohorts),
        days={day.cohort_id: day for day in PitchDay.objects.filter(cohort__in=cohorts)},
        work=_work(lines),
        results=results_of(cohorts.values()),
        now=now,
    )
    return [_brief(brief, ground) for brief in rows]


@dataclass(frozen=True)
class _Ground:
    """What is asked once for all briefs."""

    teams: dict[int, list[tuple[str, str]]]
    given: set[int]
    work: dict[int, list[tuple[str, str, bool]]]
    days: dict[int, PitchDay]
    results: dict[int, Result]
    now: datetime


def _teams(lines: list[AllocationLine]) -> dict[int, list[tuple[str, str]]]:
    """The teams of each brief by its id, with the names of their people."""
    people = members_of(lines)
    teams: dict[int, list[tuple[str, str]]] = {}
    for line in lines:
        names = ", ".join(user.name for user in people[line.team_id])
        teams.setdefault(line.brief_id, []).append((line.team.name, names))
    return teams


def _work(lines: list[AllocationLine]) -> dict[int, list[tuple[str, str, bool]]]:
    """What the teams of each brief handed in for its owner: what it is, its address, whether all have agreed."""
    if not lines:
        return {}
    briefs = {line.team_id: line.brief_id for line in lines}
    rows = Submission.objects.filter(team__in=briefs, milestone__is_for_owners=True).select_related("milestone", "team")
    work: dict[int, list[tuple[str, str, bool]]] = {}
    for row in rows.order_by("milestone__due_at", "team__number"):
        told = (str(row), reverse("partner:submission", args=[row.key]), row.agreed_at is not None)
        work.setdefault(briefs[row.team_id], []).append(told)
    return work


def _brief(brief: Brief, ground: _Ground) -> Owned:
    state = BriefState(brief.state)
    return Owned(
        title=brief.line,
        url=reverse("partner:brief", args=[brief.key]),
        cohort=brief.cohort.name,
        state=str(state.label),
        tag=STATES[state],
        teams=ground.teams.get(brief.pk, []),
        work=ground.work.get(brief.pk, []),
        next=_next_step(brief, ground),
        result=ground.results.get(brief.cohort_id),
    )


def _next_step(brief: Brief, ground: _Ground) -> str:
    """What the owner can do or wait for; nothing once the result is out, which says it all."""
    if brief.cohort_id in ground.results:
        return ""
    if ground.teams.get(brief.pk):
        return _after_giving(brief, ground)
    if brief.state in BEFORE_OUT:
        return str(BEFORE_OUT[BriefState(brief.state)])
    if brief.cohort_id in ground.given:
        return _("The challenges were given out, and no team works on this one.")
    return _("Teams read and rank it. You get a mail when the challenges are given out.")


def _after_giving(brief: Brief, ground: _Ground) -> str:
    """The pitches ahead, or that the result is still to come."""
    meet = _("Offer the team an hour for its questions: it learns most from the people who have the problem.")
    day = ground.days.get(brief.cohort_id)
    if day is None:
        return meet
    when = when_words(day.starts_at, brief.cohort, ground.now)
    if day.starts_at > ground.now:
        return f"{meet} {_('The pitches: %(when)s.') % {'when': when}}"
    return _("The teams pitched %(when)s. You get the result as soon as it is released.") % {"when": when}
