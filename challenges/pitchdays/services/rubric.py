"""The rubric: a programme's default, and each day's own until scoring opens."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.digest import content_of
from challenges.pitchdays.library import ready_rubric
from challenges.pitchdays.models import Criterion, CriterionLevel, PitchDay, RubricTemplate
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.workflow import PitchDayState
from cohorts.models import Programme
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import User
from core.service import service


class RubricFrozen(Refused):
    """Scoring has been opened."""

    message = _(
        "Scoring has been opened, so the rubric stays as it is: every team is judged by the same words. "
        "Another rubric means a new round, which the chair agrees to."
    )


class NameTaken(Refused):
    """Another criterion has this name."""

    message = _("There is a criterion with this name already.")
    field = "name"


class TooFewLevels(Refused):
    """A criterion must offer a choice."""

    message = _("A criterion needs at least two levels.")
    field = "levels"


class LevelsHaveGaps(Refused):
    """A range is every whole number from its lowest level to its highest."""

    message = _("The levels of a criterion are every whole number from the lowest to the highest.")
    field = "high"


class TooManyCriteria(Refused):
    """Nobody scores so much in a few minutes."""

    message = _("A rubric has at most twelve criteria.")


MOST = 12


@service
def default_rubric(*, programme: Programme, by: User | None, now: datetime | None = None) -> None:
    """The programme's pitch days start from the usual five criteria; records rubric_template.saved."""
    criteria = ready_rubric("pilot").criteria()
    template, _made = RubricTemplate.objects.get_or_create(programme=programme, defaults={"criteria": criteria})
    record("rubric_template.saved", by=by, subject=template, now=now)


def copy_rubric(day: PitchDay) -> None:
    """The day has the criteria of its programme's template, as rows of its own."""
    template = RubricTemplate.objects.filter(programme=day.cohort.programme).first()
    write_criteria(day, template.criteria if template else [])


def write_criteria(day: PitchDay, criteria: Sequence[dict[str, Any]]) -> None:
    """The criteria stand behind those that the day has, as rows of its own."""
    first = day.criteria.count()
    for order, row in enumerate(criteria, start=first):
        _write(Criterion(pitch_day=day, order=order), **row)


@service
def save_criterion(
    *,
    pitch_day: PitchDay,
    criterion: Criterion | None = None,
    name: str,
    weight: int,
    question: str,
    levels: Sequence[dict[str, Any]],
    reason_at_ends: bool = False,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> Criterion:
    """The criterion is as given, its levels [{value, name, wording}] replaced; records criterion.saved."""
    day = unfrozen(pitch_day)
    fields = {"name": name, "weight": weight, "question": question, "reason_at_ends": reason_at_ends}

    def make() -> Criterion:
        others = day.criteria.exclude(pk=criterion.pk) if criterion else day.criteria.all()
        if others.filter(name__iexact=name).exists():
            raise NameTaken
        _refuse_levels(levels)
        saved = _write(criterion or _last(day), levels=levels, **fields)
        record("criterion.saved", by=by, subject=saved, cohort=day.cohort, now=now, weight=weight)
        return saved

    return once(by=by, action="criterion.save", key=key, make=make)


@service
def duplicate_criterion(*, criterion: Criterion, by: User, key: str = "", now: datetime | None = None) -> Criterion:
    """A copy of the criterion stands last, under a name of its own; records criterion.saved."""
    day = unfrozen(criterion.pitch_day)

    def make() -> Criterion:
        copy = content_of([criterion])[0] | {"name": _free_name(day, criterion.name)}
        saved = _write(_last(day), **copy)
        record("criterion.saved", by=by, subject=saved, cohort=day.cohort, now=now, weight=saved.weight)
        return saved

    return once(by=by, action="criterion.duplicate", key=key, make=make)


@service
def move_criterion(*, criterion: Criterion, step: int, by: User, now: datetime | None = None) -> None:
    """The criterion stands one place earlier (-1) or later (1) if there is one; records criterion.moved."""
    day = unfrozen(criterion.pitch_day)
    rows = list(day.criteria.order_by("order", "pk"))
    here = next(place for place, row in enumerate(rows) if row.pk == criterion.pk)
    there = here + step
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows):
        row.order = order
    Criterion.objects.bulk_update(rows, ["order"])
    record("criterion.moved", by=by, subject=criterion, cohort=day.cohort, now=now, place=there + 1)


@service
def remove_criterion(*, criterion: Criterion, by: User, now: datetime | None = None) -> None:
    """The criterion is gone; records criterion.removed."""
    day = unfrozen(criterion.pitch_day)
    record("criterion.removed", by=by, subject=criterion, cohort=day.cohort, now=now)
    criterion.delete()


@service
def replace_rubric(
    *, pitch_day: PitchDay, criteria: Sequence[dict[str, Any]], source: str, by: User, now: datetime | None = None
) -> None:
    """The day has just these criteria, from wherever source says; records rubric.replaced."""
    day = unfrozen(pitch_day)
    if len(criteria) > MOST:
        raise TooManyCriteria
    if len({row["name"].casefold() for row in criteria}) < len(criteria):
        raise NameTaken
    for row in criteria:
        _refuse_levels(row["levels"])
    day.criteria.all().delete()
    write_criteria(day, criteria)
    record("rubric.replaced", by=by, subject=day, cohort=day.cohort, now=now, source=source, criteria=len(criteria))


@service
def save_rubric_as_default(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> None:
    """Pitch days of the programme planned from now on start from this day's rubric; records rubric_template.saved."""
    template, _made = RubricTemplate.objects.update_or_create(
        programme=pitch_day.cohort.programme, defaults={"criteria": content_of(rubric_of(pitch_day))}
    )
    record("rubric_template.saved", by=by, subject=template, cohort=pitch_day.cohort, now=now)


def unfrozen(pitch_day: PitchDay) -> PitchDay:
    """The day, locked, while it may still be planned; raises RubricFrozen."""
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    if day.state != PitchDayState.PLANNED:
        raise RubricFrozen
    return day


def _write(criterion: Criterion, *, levels: Sequence[dict[str, Any]], **fields: Any) -> Criterion:
    for name, value in fields.items():
        setattr(criterion, name, value)
    criterion.save()
    criterion.levels.all().delete()
    CriterionLevel.objects.bulk_create(CriterionLevel(criterion=criterion, **level) for level in levels)
    return criterion


def _last(day: PitchDay) -> Criterion:
    orders = list(day.criteria.values_list("order", flat=True))
    if len(orders) >= MOST:
        raise TooManyCriteria
    return Criterion(pitch_day=day, order=max(orders, default=-1) + 1)


def _free_name(day: PitchDay, name: str) -> str:
    taken = {other.casefold() for other in day.criteria.values_list("name", flat=True)}
    for number in range(2, MOST + 2):
        made = f"{name[:55]} {number}"
        if made.casefold() not in taken:
            break
    return made


def _refuse_levels(levels: Sequence[dict[str, Any]]) -> None:
    values = sorted(level["value"] for level in levels)
    if len(values) < 2:
        raise TooFewLevels
    if values != list(range(values[0], values[0] + len(values))):
        raise LevelsHaveGaps
