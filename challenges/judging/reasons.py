"""What a sheet still lacks before it can be handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import FilteredRelation, Max, Min, Q

from challenges.judging.models import Scorecard
from challenges.pitchdays.models import Criterion


@dataclass(frozen=True)
class Lacking:
    """The names of the criteria without a score, and of those without the reason that their level asks for."""

    criteria: list[str]
    reasons: list[str]

    @property
    def names(self) -> list[str]:
        """All that is left to do."""
        return [*self.criteria, *self.reasons]


def lacking_of(card: Scorecard) -> Lacking:
    """What the sheet lacks before it can be handed in, in the rubric's order; in one query."""
    given = FilteredRelation("scores", condition=Q(scores__card=card.pk))
    rows = Criterion.objects.filter(pitch_day=card.slot.pitch_day_id).annotate(given=given)
    rows = rows.annotate(low=Min("levels__value"), high=Max("levels__value")).order_by("order", "pk")
    found = list(rows.values_list("name", "reason_at_ends", "given__value", "given__reason", "low", "high"))
    at_ends = [row for row in found if row[2] is not None and row[2] in row[4:]]
    return Lacking(
        [name for name, _asks, value, *_more in found if value is None],
        [name for name, asks, _value, reason, *_ends in at_ends if asks and not reason],
    )


def is_end(row: Criterion, value: int) -> bool:
    """Whether the value is the criterion's lowest or highest; its levels are at hand."""
    values = [level.value for level in row.levels.all()]
    return bool(values) and value in (min(values), max(values))


def without_reason(rubric: Iterable[Criterion], scores: Mapping[str, int], reasons: Mapping[str, str]) -> list[str]:
    """Whose lowest or highest level was given without its reason, of what is not saved yet."""
    return [
        row.name
        for row in rubric
        if row.reason_at_ends and row.key in scores and is_end(row, scores[row.key]) and not reasons.get(row.key)
    ]
