"""What a sheet still lacks before it can be handed in."""

from collections.abc import Iterable, Mapping

from django.db.models import Max, Min

from challenges.judging.models import Scorecard
from challenges.pitchdays.models import Criterion


def lacking_criteria(card: Scorecard) -> list[str]:
    """The names of the criteria without a score, in the rubric's order."""
    scored = card.scores.values("criterion")
    rest = Criterion.objects.filter(pitch_day=card.slot.pitch_day_id).exclude(pk__in=scored)
    return list(rest.order_by("order", "pk").values_list("name", flat=True))


def lacking_reasons(card: Scorecard) -> list[str]:
    """The names of the criteria whose lowest or highest level was given without the reason they ask for."""
    asking = card.scores.filter(criterion__reason_at_ends=True, reason="").order_by("criterion__order", "criterion")
    ends = asking.annotate(low=Min("criterion__levels__value"), high=Max("criterion__levels__value"))
    rows = ends.values_list("criterion__name", "value", "low", "high")
    return [name for name, value, low, high in rows if value in (low, high)]


def is_end(row: Criterion, value: int) -> bool:
    """Whether the value is the criterion's lowest or highest; its levels are at hand."""
    values = [level.value for level in row.levels.all()]
    return bool(values) and value in (min(values), max(values))


def without_reason(rubric: Iterable[Criterion], scores: Mapping[str, int], reasons: Mapping[str, str]) -> list[str]:
    """The same as lacking_reasons for what is not saved yet."""
    return [
        row.name
        for row in rubric
        if row.reason_at_ends and row.key in scores and is_end(row, scores[row.key]) and not reasons.get(row.key)
    ]
