"""Making, changing, ordering and removing the milestones of a cohort."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from challenges.work.models import Milestone
from challenges.work.models.milestones import COPIED
from challenges.work.services.errors import ClosesTooEarly, MilestoneInUse, NothingToAsk, TitleTaken, WrongOrder
from cohorts.messages.services import notify
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import absolute, when_words


@service
def copy_milestones(*, cohort: Cohort, by: User | None, now: datetime | None = None) -> None:
    """A started cohort has the programme's milestones, each at its wall-clock time in the cohort's zone."""
    for template in cohort.programme.milestone_templates.order_by("week", "weekday", "pk"):
        day = cohort.starts_on + timedelta(weeks=template.week - 1, days=template.weekday)
        last = day + timedelta(days=template.late_days)
        create_milestone(
            cohort=cohort,
            title=template.title,
            due_at=zones.wall(day, template.clock, cohort.zone),
            cutoff_at=zones.wall(last, template.clock, cohort.zone) if template.late_days else None,
            by=by,
            now=now,
            **{name: getattr(template, name) for name in COPIED},
        )


@service
def create_milestone(
    *,
    cohort: Cohort,
    title: str,
    due_at: datetime,
    opens_at: datetime | None = None,
    cutoff_at: datetime | None = None,
    by: User | None,
    key: str = "",
    now: datetime | None = None,
    **asked: Any,
) -> Milestone:
    """The cohort has the milestone; records milestone.created, once for each key."""
    now = zones.moment(now)

    def make() -> Milestone:
        made = Milestone(
            cohort=cohort, title=title, opens_at=opens_at, due_at=due_at, cutoff_at=cutoff_at, made_at=now, **asked
        )
        _check(made)
        made.save()
        record("milestone.created", by=by, subject=made, cohort=cohort, now=now, due=due_at.isoformat())
        return made

    return once(by=by, action="milestone.create", key=key, make=make)


@service
def edit_milestone(*, milestone: Milestone, by: User, now: datetime | None = None, **fields: Any) -> Milestone:
    """The milestone is as given; records what changed; a moved deadline is told to everybody (D-06)."""
    now = zones.moment(now)
    locked = Milestone.objects.select_for_update().get(pk=milestone.pk)
    before = (locked.due_at, locked.cutoff_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    _check(locked)
    locked.save()
    if before == (locked.due_at, locked.cutoff_at):
        record("milestone.changed", by=by, subject=locked, cohort=locked.cohort, now=now)
    else:
        _moved(locked, before[0], by, now)
    return locked


@service
def move_milestones(*, cohort: Cohort, days: int, old_zone: str, by: User | None, now: datetime | None = None) -> int:
    """Milestones ahead move with the cohort and keep their wall-clock times; recorded and told; how many."""
    now = zones.moment(now)
    moved = list(Milestone.objects.select_for_update().filter(cohort=cohort, due_at__gt=now).order_by("pk"))
    for milestone in moved:
        milestone.cohort = cohort
        before = milestone.due_at
        for name in ("due_at", "opens_at", "cutoff_at"):
            at = getattr(milestone, name)
            setattr(milestone, name, zones.shifted(at, days, old_zone, cohort.zone) if at else None)
        milestone.save(update_fields=["due_at", "opens_at", "cutoff_at"])
        _moved(milestone, before, by, now)
    return len(moved)


@service
def order_milestones(*, cohort: Cohort, keys: list[str], by: User, now: datetime | None = None) -> None:
    """The cohort's milestones stand in the order of these keys; records milestone.ordered on the cohort."""
    rows = {row.key: row for row in Milestone.objects.select_for_update().filter(cohort=cohort)}
    listed = [rows.pop(key) for key in keys if key in rows]
    for position, row in enumerate([*listed, *sorted(rows.values(), key=lambda one: one.due_at)], start=1):
        row.position = position
        row.save(update_fields=["position"])
    record("milestone.ordered", by=by, subject=cohort, cohort=cohort, now=now)


@service
def remove_milestone(*, milestone: Milestone, by: User, now: datetime | None = None) -> None:
    """The milestone is gone; refused once a team has handed in or written; records milestone.removed."""
    locked = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if locked.submissions.exists() or locked.drafts.exists():
        raise MilestoneInUse
    record("milestone.removed", by=by, subject=locked, cohort=locked.cohort, now=now)
    locked.delete()


def _check(milestone: Milestone) -> None:
    others = milestone.cohort.milestones.exclude(pk=milestone.pk)
    if others.filter(title__iexact=milestone.title).exists():
        raise TitleTaken
    if milestone.opens_at and milestone.opens_at >= milestone.due_at:
        raise WrongOrder
    if milestone.cutoff_at and milestone.cutoff_at < milestone.due_at:
        raise ClosesTooEarly
    if not (milestone.has_text or milestone.has_links or milestone.has_files or milestone.form):
        raise NothingToAsk


def told_of_deadlines(cohort: Cohort) -> list[User]:
    """Who gets a letter when a deadline moves: everybody who takes part."""
    return list(User.objects.filter(places__in=cohort.participants.filter(state="ACTIVE")).order_by("pk"))


def told_of_new_dates(cohort: Cohort) -> list[User]:
    """Who gets a letter when the cohort's first day moves, and its deadlines ahead with it."""
    return told_of_deadlines(cohort) if cohort.milestones.filter(due_at__gt=zones.now()).exists() else []


def _moved(milestone: Milestone, before: datetime, by: User | None, now: datetime) -> None:
    cohort = milestone.cohort
    facts: dict[str, Any] = {"was": absolute(before, cohort.zone), "due": absolute(milestone.due_at, cohort.zone)}
    record("milestone.moved", by=by, subject=milestone, cohort=cohort, now=now, **facts)
    people = told_of_deadlines(cohort)
    if not people:
        return
    notify(
        cohort=cohort,
        kind="work.deadline_moved",
        to=people,
        facts={
            "milestone": milestone.title,
            "before": when_words(before, cohort.zone, now),
            "after": when_words(milestone.due_at, cohort.zone, now),
            "closes": absolute(milestone.closes_at, cohort.zone),
            "link": site_link(reverse("my:milestone", args=[cohort.slug, milestone.key])),
        },
        by=by,
        key=f"deadline:{milestone.pk}:{milestone.due_at.isoformat()}:{now.isoformat()}",
        now=now,
    )
