"""What a challenge owner or host has: their briefs and visits, the next thing first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.intake.workflow import ApplicationState
from challenges.briefs.letters import members_of
from challenges.briefs.owners_page import BEFORE_OUT, Line
from challenges.briefs.review.parts import Task
from challenges.briefs.views.organise import STATES
from challenges.briefs.workflow import BriefState
from challenges.models import AllocationLine, Brief, BriefApplication, BriefQuestion, PitchDay, Submission
from challenges.results.queries import Result, results_of
from challenges.verdicts.parts import waiting_for
from challenges.work.cited.tally import Told, told_to_hosts
from challenges.work.feedback.parts import Task as Asked
from challenges.work.offers.parts import short_words
from challenges.work.offers.queries import offers_of
from cohorts.models import Visit
from cohorts.programmes.workflow import CohortState
from core import zones
from core.access import unproved
from core.templatetags.moments import clock, short_day, when_words
from desk.today.items import Item

APPLIED = {
    ApplicationState.WAITING: "info",
    ApplicationState.ACCEPTED: "good",
    ApplicationState.DECLINED: "plain",
}


def visits_of(user: Any, now: datetime) -> tuple[list[Any], list[Any]]:
    """The visits the person receives: those ahead, the soonest first, and the others. One query."""
    hosted = Visit.objects.with_seats().filter(hosts__user=user).exclude(cohort__in=unproved(user))
    rows = list(hosted.select_related("host", "cohort").in_order())
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


def used_of(visits: list[Any]) -> list[Item]:
    """The days that teams cite in what they handed in, with how many teams do and what hosts may read; one query."""
    told = told_to_hosts(visits)
    return [_used(visit, told[visit.pk]) for visit in visits if visit.pk in told]


def _used(visit: Any, told: Told) -> Item:
    teams = ngettext("%(count)s team cites it.", "%(count)s teams cite it.", told.teams) % {"count": told.teams}
    first = f" “{told.sentences[0].words}”" if told.sentences else ""
    url, day = reverse("partner:visit_used", args=[visit.key]), short_day(visit.starts_at, visit.cohort)
    return Item(visit.title, url, _("Read what they used"), f"{teams}{first}", day)


def task_item(task: Task) -> Item:
    """A review or check as the list shows it."""
    act = _("Go on") if task.is_owed else _("Look at it")
    return Item(task.title, task.url, act, task.note, short_day(task.since, task.zone), "now" if task.is_owed else "")


def asked_item(row: BriefQuestion, now: datetime) -> Item:
    """A question that waits for the owner: what is asked, by which team, since when."""
    words = {"team": row.team.name, "challenge": row.brief.title}
    when = short_day(row.owed_since, row.brief.cohort)
    state = "bad" if row.is_overdue(now) else "now"
    url = reverse("partner:brief_question", args=[row.key])
    asks = _("%(team)s asks about “%(challenge)s”.") % words
    note = _("%(asks)s The answer is overdue.") % {"asks": asks} if state == "bad" else asks
    return Item(Truncator(row.text).chars(120), url, _("Answer"), note, when, state)


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
    meetings: str
    result: Result | None


@dataclass(frozen=True)
class Owner:
    """What an owner's home holds: their challenges, and what they are waited for."""

    briefs: list[Owned]
    waiting: list[Line]


def owner_of(user: Any, now: datetime) -> Owner:
    """The briefs the person answers for, the newest cohort first, and what waits; never a query once a brief."""
    rows = list(
        Brief.objects.filter(owners__user=user)
        .exclude(cohort__in=unproved(user))
        .select_related("cohort__pitch_day", "owner")
        .order_by("-cohort__starts_on", "question")
    )
    if not rows:
        return Owner([], [])
    cohorts = {brief.cohort_id: brief.cohort for brief in rows}
    lines = list(AllocationLine.objects.published().filter(brief__in=rows).whole())
    published = AllocationLine.objects.published().filter(allocation__cohort__in=cohorts).order_by()
    given = set(published.values_list("allocation__cohort", flat=True).distinct())
    ground = _Ground(
        teams=_teams(lines),
        given=given,
        days={pk: day for pk, cohort in cohorts.items() if (day := getattr(cohort, "pitch_day", None))},
        work=_work(lines),
        meetings=_meetings(rows, now),
        results=results_of(cohorts.values()),
        now=now,
    )
    held = [line for line in lines if cohorts[line.brief.cohort_id].state != CohortState.CANCELLED]
    return Owner([_brief(brief, ground) for brief in rows], waiting_for(held, cohorts, now))


def _meetings(briefs: list[Brief], now: datetime) -> dict[int, str]:
    """How many of the times that the owner offers are taken and free, by the brief's id."""
    ahead = {
        brief: short_words([row for row in rows if row.offer.withdrawn_at is None and row.offer.starts_at > now])
        for brief, rows in offers_of(briefs).items()
    }
    return {brief: words for brief, words in ahead.items() if words}


def applications_of(user: Any, now: datetime) -> list[Item]:
    """What the person proposed on the public pages and what became of it, the newest first; one query."""
    rows = BriefApplication.objects.filter(person=user, state__in=APPLIED).select_related("cohort", "brief")
    return [_application(row) for row in rows.order_by("-sent_at", "pk")]


def _application(row: BriefApplication) -> Item:
    state = ApplicationState(row.state)
    sent = _("%(cohort)s. Sent %(day)s.") % {"cohort": row.cohort.name, "day": short_day(row.sent_at, row.cohort)}
    url = reverse("partner:brief", args=[row.brief.key]) if row.brief else ""
    said = {
        ApplicationState.WAITING: _("The organisers read it. You get a mail with their answer."),
        ApplicationState.DECLINED: row.answer,
    }.get(state, "")
    act = _("Look at it") if url else ""
    return Item(row.problem, url, act, f"{sent} {said}".strip(), str(state.label), APPLIED[state])


@dataclass(frozen=True)
class _Ground:
    """What is asked once for all briefs."""

    teams: dict[int, list[tuple[str, str]]]
    given: set[int]
    work: dict[int, list[tuple[str, str, bool]]]
    days: dict[int, PitchDay]
    meetings: dict[int, str]
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
        meetings=ground.meetings.get(brief.pk, ""),
        result=ground.results.get(brief.cohort_id),
    )


def _next_step(brief: Brief, ground: _Ground) -> str:
    """What the owner can do or wait for; nothing once the result is out, which says it all."""
    if brief.cohort_id in ground.results:
        return ""
    if brief.cohort.state == CohortState.CANCELLED:
        return _("The cohort was cancelled: nothing more comes of it.")
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
    is_over = zones.today(brief.cohort.zone, ground.now) > brief.cohort.ends_on
    if is_over or brief.pk in ground.meetings:
        meet = ""
    day = ground.days.get(brief.cohort_id)
    if day is None:
        return meet
    when = when_words(day.starts_at, brief.cohort, ground.now)
    if day.starts_at > ground.now:
        return f"{meet} {_('The pitches: %(when)s.') % {'when': when}}".strip()
    return _("The teams pitched %(when)s. You get the result as soon as it is released.") % {"when": when}
