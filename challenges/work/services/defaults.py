"""The milestones that a programme gives to every new cohort: what it starts with, and how organisers change them."""

from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as translate

from challenges.work.models import MilestoneTemplate
from challenges.work.services.errors import NothingToAsk, TitleTaken
from cohorts.models import Programme
from core.audit.record import record
from core.models import User
from core.service import service
from core.workflow import gettext_noop

# title, what to hand in, week, weekday (0 is Monday), days for late work, who else: what a programme starts with.
DEFAULTS: tuple[tuple[str, str, int, int, int, tuple[str, ...]], ...] = (
    (
        gettext_noop("Problem statement"),
        gettext_noop("Whose problem it is, how you know, and what would be different if it were solved. One page."),
        3,
        4,
        3,
        ("is_for_owners", "needs_agreement"),
    ),
    (
        gettext_noop("User research"),
        gettext_noop("Whom you asked and what you heard, which ideas you kept and dropped, and what you test next."),
        6,
        4,
        3,
        (),
    ),
    (
        gettext_noop("Prototype"),
        gettext_noop("Something that people can try, what you wanted to learn from it, and what happened."),
        9,
        4,
        3,
        (),
    ),
    (
        gettext_noop("Rehearsal"),
        gettext_noop("A recording or an outline of your pitch, and what you would like to hear about it."),
        11,
        2,
        1,
        (),
    ),
    (gettext_noop("Pitch deck"), gettext_noop("Your slides, as far as they are."), 12, 0, 0, ()),
    (
        gettext_noop("Pitch"),
        gettext_noop("Your final slides and anything the judges should be able to open."),
        12,
        2,
        0,
        ("is_for_owners",),
    ),
)


@service
def default_milestones(*, programme: Programme, by: User | None, now: datetime | None = None) -> None:
    """The programme has the usual milestones; records each."""
    for title, instructions, week, weekday, late_days, names in DEFAULTS:
        ticks: dict[str, Any] = dict.fromkeys(names, True)
        save_template(
            programme=programme,
            title=translate(title),
            instructions=translate(instructions),
            week=week,
            weekday=weekday,
            clock=time(17),
            late_days=late_days,
            by=by,
            now=now,
            **ticks,
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
    title = fields.get("title", template.title)
    same = MilestoneTemplate.objects.filter(programme=programme, title__iexact=title).exclude(pk=template.pk)
    if same.exists():
        raise TitleTaken
    for name, value in fields.items():
        setattr(template, name, value)
    if not (template.has_text or template.has_links or template.has_files or template.form):
        raise NothingToAsk
    template.save()
    record("milestone_template.saved", by=by, subject=template, now=now)
    return template


@service
def remove_template(*, template: MilestoneTemplate, by: User, now: datetime | None = None) -> None:
    """New cohorts no longer get the milestone; records milestone_template.removed."""
    record("milestone_template.removed", by=by, subject=template, now=now)
    template.delete()


@service
def order_templates(*, programme: Programme, numbers: list[int], by: User, now: datetime | None = None) -> None:
    """The programme's own milestones stand in this order, in cohorts started from now on too; recorded."""
    rows = {
        row.pk: row for row in MilestoneTemplate.objects.select_for_update().filter(programme=programme).as_listed()
    }
    listed = [rows.pop(number) for number in dict.fromkeys(numbers) if number in rows]
    for position, row in enumerate([*listed, *rows.values()], start=1):
        row.position = position
        row.save(update_fields=["position"])
    record("milestone_template.ordered", by=by, subject=programme, now=now)
