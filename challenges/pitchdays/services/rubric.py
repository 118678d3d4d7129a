"""The rubric: a programme's default, and each day's own until its first score."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import Criterion, CriterionLevel, PitchDay, RubricTemplate
from challenges.pitchdays.rubric import DEFAULT, LEVELS
from challenges.pitchdays.workflow import PitchDayState
from cohorts.models import Programme
from core.audit.record import record
from core.errors import Refused
from core.models import User
from core.service import service


class RubricFrozen(Refused):
    """Scoring has been opened."""

    message = _("Scoring has been opened, so the rubric stays as it is: every team is judged by the same words.")


class NameTaken(Refused):
    """Another criterion has this name."""

    message = _("There is a criterion with this name already.")
    field = "name"


class TooFewLevels(Refused):
    """A criterion must offer a choice."""

    message = _("A criterion needs at least two levels.")
    field = "levels"


@service
def default_rubric(*, programme: Programme, by: User | None, now: datetime | None = None) -> None:
    """The programme's pitch days start from the usual five criteria; records rubric_template.saved."""
    criteria = [
        {
            "name": gettext(name),
            "weight": weight,
            "question": gettext(question),
            "levels": [
                {"value": value, "name": gettext(level), "wording": gettext(wording)}
                for value, (level, wording) in enumerate(zip(LEVELS, wordings, strict=True), start=1)
            ],
        }
        for name, weight, question, wordings in DEFAULT
    ]
    template, _made = RubricTemplate.objects.get_or_create(programme=programme, defaults={"criteria": criteria})
    record("rubric_template.saved", by=by, subject=template, now=now)


def copy_rubric(day: PitchDay) -> None:
    """The day has the criteria of its programme's template, as rows of its own."""
    template = RubricTemplate.objects.filter(programme=day.cohort.programme).first()
    for order, criterion in enumerate(template.criteria if template else []):
        _write(Criterion(pitch_day=day, order=order), **criterion)


@service
def save_criterion(
    *,
    pitch_day: PitchDay,
    criterion: Criterion | None = None,
    name: str,
    weight: int,
    question: str,
    levels: Sequence[dict[str, Any]],
    by: User,
    now: datetime | None = None,
) -> Criterion:
    """The criterion is as given, its levels [{value, name, wording}] replaced; records criterion.saved."""
    day = unfrozen(pitch_day)
    others = day.criteria.exclude(pk=criterion.pk) if criterion else day.criteria.all()
    if others.filter(name__iexact=name).exists():
        raise NameTaken
    if len(levels) < 2:
        raise TooFewLevels
    saved = _write(
        criterion or Criterion(pitch_day=day, order=others.count()),
        name=name,
        weight=weight,
        question=question,
        levels=levels,
    )
    record("criterion.saved", by=by, subject=saved, cohort=day.cohort, now=now, weight=weight)
    return saved


@service
def remove_criterion(*, criterion: Criterion, by: User, now: datetime | None = None) -> None:
    """The criterion is gone; records criterion.removed."""
    day = unfrozen(criterion.pitch_day)
    record("criterion.removed", by=by, subject=criterion, cohort=day.cohort, now=now)
    criterion.delete()


@service
def save_rubric_as_default(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> None:
    """Pitch days of the programme planned from now on start from this day's rubric; records rubric_template.saved."""
    criteria = [
        {
            "name": criterion.name,
            "weight": criterion.weight,
            "question": criterion.question,
            "levels": [
                {"value": level.value, "name": level.name, "wording": level.wording} for level in criterion.levels.all()
            ],
        }
        for criterion in pitch_day.criteria.prefetch_related("levels").order_by("order", "pk")
    ]
    template, _made = RubricTemplate.objects.update_or_create(
        programme=pitch_day.cohort.programme, defaults={"criteria": criteria}
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
