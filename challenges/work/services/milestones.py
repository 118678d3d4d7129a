"""Making, changing and removing milestones, and the programme's own that every cohort gets."""

from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from challenges.work.models import Milestone, MilestoneTemplate
from cohorts.messages.services import notify
from cohorts.models import Cohort, Programme
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import when_words
from core.workflow import gettext_noop

# title, what to hand in, week, weekday (0 is Monday), time: what a programme starts with and can change.
DEFAULTS = (
    (
        gettext_noop("Problem statement"),
        gettext_noop("Whose problem it is, how you know, and what would be different if it were solved. One page."),
        4,
        4,
        time(17),
    ),
    (
        gettext_noop("Midway review"),
        gettext_noop("What you heard, which ideas you kept and dropped, and what you will test next."),
        8,
        4,
        time(17),
    ),
    (
        gettext_noop("Pitch"),
        gettext_noop("Your slides and anything the judges should be able to open."),
        12,
        2,
        time(17),
    ),
)


class TitleTaken(Refused):
    """Another milestone of the cohort or programme has this title."""

    message = _("There is a milestone with this title already. Choose another title.")
    field = "title"


class MilestoneInUse(Refused):
    """Teams have handed in for it."""

    message = _("Teams have handed in work for this milestone, so it stays.")


class WrongOrder(Refused):
    """It would close before it opens."""

    message = _("The deadline must come after the day it opens.")
    field = "due_at"


@service
def default_milestones(*, programme: Programme, by: User | None, now: datetime | None = None) -> None:
    """The programme has the usual three milestones; records each."""
    for title, instructions, week, weekday, clock in DEFAULTS:
        save_template(
            programme=programme,
            title=translate(title),
            instructions=translate(instructions),
            week=week,
            weekday=weekday,
            clock=clock,
            by=by,
            now=now,
        )


@service
def save_template(
    *,
    programme: Programme,
    by: User | None,
    template: MilestoneTemplate | None = None,
    now: datetime | None = None,
    **fields: Any,
) -> MilestoneTemplate:
    """The programme's own milestone is as given, for cohorts started from now on; records milestone_template.saved."""
    template = template or MilestoneTemplate(programme=programme)
    same = MilestoneTemplate.objects.filter(programme=programme, title__iexact=fields["title"]).exclude(pk=template.pk)
    if same.exists():
        raise TitleTaken
    for name, value in fields.items():
        setattr(template, name, value)
    template.save()
    record("milestone_template.saved", by=by, subject=template, now=now)
    return template


@service
def remove_template(*, template: MilestoneTemplate, by: User, now: datetime | None = None) -> None:
    """New cohorts no longer get the milestone; records milestone_template.removed."""
    record("milestone_template.removed", by=by, subject=template, now=now)
    template.delete()


@service
def copy_milestones(*, cohort: Cohort, by: User | None, now: datetime | None = None) -> None:
    """A started cohort has the programme's milestones, each at its wall-clock time in the cohort's zone."""
    for template in cohort.programme.milestone_templates.order_by("week", "weekday", "pk"):
        day = cohort.starts_on + timedelta(weeks=template.week - 1, days=template.weekday)
        create_milestone(
            cohort=cohort,
            title=template.title,
            instructions=template.instructions,
            due_at=zones.wall(day, template.clock, cohort.zone),
            by=by,
            now=now,
        )


@service
def create_milestone(
    *,
    cohort: Cohort,
    title: str,
    due_at: datetime,
    instructions: str = "",
    opens_at: datetime | None = None,
    by: User | None,
    key: str = "",
    now: datetime | None = None,
) -> Milestone:
    """The cohort has the milestone; records milestone.created, once for each key."""
    now = zones.moment(now)

    def make() -> Milestone:
        _check(cohort, title, opens_at, due_at)
        made = Milestone.objects.create(
            cohort=cohort,
            title=title,
            instructions=instructions,
            opens_at=opens_at,
            due_at=due_at,
            made_at=now,
        )
        record(
            "milestone.created",
            by=by,
            subject=made,
            cohort=cohort,
            now=now,
            due=due_at.isoformat(),
        )
        return made

    return once(by=by, action="milestone.create", key=key, make=make)


@service
def edit_milestone(
    *,
    milestone: Milestone,
    title: str,
    due_at: datetime,
    instructions: str = "",
    opens_at: datetime | None = None,
    by: User,
    now: datetime | None = None,
) -> Milestone:
    """The milestone is as given; records milestone.changed; a moved deadline is told to everybody (D-06)."""
    now = zones.moment(now)
    locked = Milestone.objects.select_for_update().get(pk=milestone.pk)
    _check(locked.cohort, title, opens_at, due_at, but=locked)
    before = locked.due_at
    locked.title, locked.instructions, locked.opens_at, locked.due_at = (
        title,
        instructions,
        opens_at,
        due_at,
    )
    locked.save()
    record(
        "milestone.changed",
        by=by,
        subject=locked,
        cohort=locked.cohort,
        now=now,
        before=before.isoformat(),
    )
    if before != due_at:
        _tell_of_move(locked, before, by, now)
    return locked


@service
def move_milestones(*, cohort: Cohort, days: int, old_zone: str, by: User | None, now: datetime | None = None) -> int:
    """Milestones ahead move with the cohort and keep their wall-clock times; recorded and told; how many."""
    now = zones.moment(now)
    moved = list(Milestone.objects.select_for_update().filter(cohort=cohort, due_at__gt=now).order_by("pk"))
    for milestone in moved:
        milestone.cohort = cohort
        before, milestone.due_at = milestone.due_at, zones.shifted(milestone.due_at, days, old_zone, cohort.zone)
        if milestone.opens_at:
            milestone.opens_at = zones.shifted(milestone.opens_at, days, old_zone, cohort.zone)
        milestone.save(update_fields=["due_at", "opens_at"])
        record("milestone.changed", by=by, subject=milestone, cohort=cohort, now=now, before=before.isoformat())
        _tell_of_move(milestone, before, by, now)
    return len(moved)


@service
def remove_milestone(*, milestone: Milestone, by: User, now: datetime | None = None) -> None:
    """The milestone is gone; refused once a team has handed in; records milestone.removed."""
    locked = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if locked.submissions.exists():
        raise MilestoneInUse
    record("milestone.removed", by=by, subject=locked, cohort=locked.cohort, now=now)
    locked.delete()


def _check(
    cohort: Cohort,
    title: str,
    opens_at: datetime | None,
    due_at: datetime,
    but: Milestone | None = None,
) -> None:
    others = cohort.milestones.exclude(pk=but.pk) if but else cohort.milestones.all()
    if others.filter(title__iexact=title).exists():
        raise TitleTaken
    if opens_at and opens_at >= due_at:
        raise WrongOrder


def told_of_deadlines(cohort: Cohort) -> list[User]:
    """Who gets a letter when a deadline moves: everybody who takes part."""
    return list(User.objects.filter(places__in=cohort.participants.filter(state="ACTIVE")).order_by("pk"))


def told_of_new_dates(cohort: Cohort) -> list[User]:
    """Who gets a letter when the cohort's first day moves, and its deadlines ahead with it."""
    return told_of_deadlines(cohort) if cohort.milestones.filter(due_at__gt=zones.now()).exists() else []


def _tell_of_move(milestone: Milestone, before: datetime, by: User | None, now: datetime) -> None:
    cohort = milestone.cohort
    people = told_of_deadlines(cohort)
    facts = {
        "milestone": milestone.title,
        "before": when_words(before, cohort.zone, now),
        "after": when_words(milestone.due_at, cohort.zone, now),
        "link": site_link(reverse("my:milestone", args=[cohort.slug, milestone.key])),
    }
    if not people:
        return
    key = f"deadline:{milestone.pk}:{milestone.due_at.isoformat()}:{now.isoformat()}"
    notify(
        cohort=cohort,
        kind="work.deadline_moved",
        to=people,
        facts=facts,
        by=by,
        key=key,
        now=now,
    )
