"""The practice pitch: scored by everybody before the day with the real rubric, and never counted."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from challenges.judges.models import PracticePitch, PracticeScore, PracticeSheet
from challenges.pitchdays.models import CriterionLevel, PanelSeat, PitchDay
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.models import User
from core.service import service


class PracticeOver(Refused):
    """Scoring is open: from now on only the real sheets are there."""

    message = _("Practice ends when scoring opens.")


class NotWhole(Refused):
    """A criterion has no level, or one that the rubric does not offer."""

    message = _("Choose one of the levels for every criterion.")


@service
def set_practice(*, pitch_day: PitchDay, title: str, text: str, by: User, now: datetime | None = None) -> PracticePitch:
    """The day has this practice pitch; another text begins the practice anew; records practice.set."""
    moment = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    if day.state != PitchDayState.PLANNED:
        raise PracticeOver
    before = PracticePitch.objects.filter(pitch_day=day).first()
    if before is not None and before.text != text:
        PracticeSheet.objects.filter(pitch=before).delete()
    facts = {"title": title, "text": text, "changed_at": moment}
    pitch, _made = PracticePitch.objects.update_or_create(pitch_day=day, defaults=facts)
    record("practice.set", by=by, subject=pitch, cohort=day.cohort, now=moment)
    return pitch


@service
def save_practice(
    *, seat: PanelSeat, values: Mapping[str, int], by: User, now: datetime | None = None
) -> PracticeSheet:
    """The judge's practice is these values (criterion key -> value); records practice.scored, without them."""
    moment = zones.moment(now)
    PanelSeat.objects.select_for_update().get(pk=seat.pk)
    if PitchDay.objects.get(pk=seat.pitch_day_id).state != PitchDayState.PLANNED:
        raise PracticeOver
    pitch = PracticePitch.objects.get(pitch_day=seat.pitch_day_id)
    levels = CriterionLevel.objects.filter(criterion__pitch_day=seat.pitch_day_id)
    offered = {(key, value): pk for pk, key, value in levels.values_list("criterion", "criterion__key", "value")}
    if not values or {key for key, _value in offered} != set(values) or not set(values.items()) <= set(offered):
        raise NotWhole
    sheet, _made = PracticeSheet.objects.update_or_create(pitch=pitch, seat=seat, defaults={"saved_at": moment})
    PracticeScore.objects.bulk_create(
        [PracticeScore(sheet=sheet, criterion_id=offered[pair], value=pair[1]) for pair in values.items()],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["value"],
    )
    record("practice.scored", by=by, subject=pitch, cohort=seat.cohort, now=moment)
    return sheet
