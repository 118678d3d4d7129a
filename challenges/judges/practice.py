"""How all judges scored the practice pitch: numbers by level, and never who."""

from collections import Counter
from dataclasses import dataclass

from challenges.judges.models import PracticePitch, PracticeScore, PracticeSheet
from challenges.pitchdays.models import Criterion, PanelSeat

# With fewer sheets one could tell whose is whose.
ENOUGH = 3


@dataclass(frozen=True)
class Spread:
    """One criterion: how many judges chose each level, and one's own level."""

    criterion: Criterion
    rows: list[tuple[str, int]]
    own: str


@dataclass(frozen=True)
class Practised:
    """What a judge sees after practising."""

    sheet: PracticeSheet | None
    sheets: int
    spread: list[Spread]


def own_sheet(pitch: PracticePitch, seat: PanelSeat) -> PracticeSheet | None:
    """The judge's own practice."""
    return PracticeSheet.objects.filter(pitch=pitch, seat=seat).prefetch_related("scores").first()


def practised(pitch: PracticePitch, sheet: PracticeSheet | None, rubric: list[Criterion]) -> Practised:
    """The spread, for a judge who has practised and once enough others have too; a constant number of queries."""
    sheets = PracticeSheet.objects.filter(pitch=pitch, seat__left_at=None).count()
    if sheet is None or sheets < ENOUGH:
        return Practised(sheet, sheets, [])
    rows = PracticeScore.objects.filter(sheet__pitch=pitch, sheet__seat__left_at=None)
    counts = Counter(rows.values_list("criterion", "value"))
    own = {score.criterion_id: score.value for score in sheet.scores.all()}
    return Practised(sheet, sheets, [_spread(criterion, counts, own.get(criterion.pk)) for criterion in rubric])


def _spread(criterion: Criterion, counts: Counter[tuple[int, int]], own: int | None) -> Spread:
    levels = list(criterion.levels.all())
    rows = [(f"{level.value} {level.name}", counts[criterion.pk, level.value]) for level in levels]
    chosen = next((f"{level.value} {level.name}" for level in levels if level.value == own), "")
    return Spread(criterion, rows, chosen)
