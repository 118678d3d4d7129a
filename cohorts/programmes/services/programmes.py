"""Making and editing a programme and its twelve weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.defaults import DEFAULT_WEEKS
from cohorts.programmes.models import WEEKS, CohortWeek, Programme, ProgrammeStaff, ProgrammeWeek, WithWhom
from cohorts.programmes.slugs import free_slug
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import User
from core.service import service
from core.wiring import wired

AnyWeek = TypeVar("AnyWeek", ProgrammeWeek, CohortWeek)


class ProgrammeNameTaken(Refused):
    """Another programme has this name."""

    message = _("Another programme has this name.")
    field = "name"


class WeeksIncomplete(Refused):
    """A programme has twelve weeks, each with a theme."""

    message = _("Each of the twelve weeks needs a theme.")


@dataclass(frozen=True)
class WeekPlan:
    """What one week is about."""

    title: str
    summary: str = ""
    with_whom: str = WithWhom.TEAM.value


@service
def create_programme(
    *, name: str, summary: str = "", sponsor: str = "", by: User | None, key: str = "", now: datetime | None = None
) -> Programme:
    """The programme has twelve weeks, each feature's defaults and its maker as organiser; records programme.created."""
    moment = zones.moment(now)
    return once(
        by=by,
        action="programme.create",
        key=key,
        make=lambda: _create(name=name, summary=summary, sponsor=sponsor, by=by, now=moment),
    )


def _create(*, name: str, summary: str, sponsor: str, by: User | None, now: datetime) -> Programme:
    _refuse_taken(name)
    try:
        with transaction.atomic():
            programme = Programme.objects.create(
                name=name, slug=free_slug(Programme, name), summary=summary, sponsor=sponsor, made_at=now
            )
    except IntegrityError as error:
        raise ProgrammeNameTaken from error
    ProgrammeWeek.objects.bulk_create(
        ProgrammeWeek(
            programme=programme, number=number, title=gettext(title), summary=gettext(words), with_whom=with_whom
        )
        for number, (title, words, with_whom) in enumerate(DEFAULT_WEEKS, start=1)
    )
    if by is not None:
        ProgrammeStaff.objects.create(programme=programme, user=by, granted_by=by, granted_at=now)
    record("programme.created", by=by, subject=programme, now=now)
    for hook in wired("NEW_PROGRAMME"):
        hook(programme=programme, by=by, now=now)
    return programme


def _refuse_taken(name: str, but: int = 0) -> None:
    if Programme.objects.filter(name__iexact=name).exclude(pk=but).exists():
        raise ProgrammeNameTaken


@service
def edit_programme(
    *, programme: Programme, name: str, summary: str, sponsor: str, by: User | None, now: datetime | None = None
) -> Programme:
    """The programme says this of itself, at the same address; records programme.edited where something changed."""
    _refuse_taken(name, but=programme.pk)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if (programme.name, programme.summary, programme.sponsor) == (name, summary, sponsor):
        return programme
    programme.name, programme.summary, programme.sponsor = name, summary, sponsor
    try:
        with transaction.atomic():
            programme.save(update_fields=["name", "summary", "sponsor"])
    except IntegrityError as error:
        raise ProgrammeNameTaken from error
    record("programme.edited", by=by, subject=programme, now=zones.moment(now))
    return programme


@service
def edit_weeks(
    *, programme: Programme, weeks: Sequence[WeekPlan], by: User | None, now: datetime | None = None
) -> list[int]:
    """Cohorts started from now on have these weeks; records programme.weeks_edited with the numbers that changed."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    rows = list(ProgrammeWeek.objects.filter(programme=programme).order_by("number"))
    changed = change_weeks(rows, weeks)
    if changed:
        ProgrammeWeek.objects.bulk_update(rows, ["title", "summary", "with_whom"])
        record("programme.weeks_edited", by=by, subject=programme, now=zones.moment(now), weeks=changed)
    return changed


def change_weeks(rows: Sequence[AnyWeek], plans: Sequence[WeekPlan]) -> list[int]:
    """The rows say what the plans say, unsaved; returns the numbers of the weeks that changed."""
    if len(plans) != WEEKS or len(rows) != WEEKS or not all(plan.title for plan in plans):
        raise WeeksIncomplete
    changed = []
    for row, plan in zip(rows, plans, strict=True):
        if (row.title, row.summary, row.with_whom) != (plan.title, plan.summary, plan.with_whom):
            row.title, row.summary, row.with_whom = plan.title, plan.summary, plan.with_whom
            changed.append(row.number)
    return changed
