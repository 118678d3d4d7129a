"""Whether the database holds what was acknowledged, all of it and once: sheets, revisions, audit, keys, seals."""

from collections import Counter
from collections.abc import Iterable

from benchmarks.pitchday.phones import Taken
from challenges.models import PitchDay, Score, ScorecardRevision
from core.idempotency import Effect
from core.invariants import audit_chain
from core.models import Event

Sheet = tuple[int, int]


def problems(day: PitchDay, taken: Iterable[Taken], before: int = 0) -> list[str]:
    """Every way in which the database differs from what judges were told, in sentences; `before` sheets were there."""
    known = list(taken)
    return [
        *_revisions(day, known, before),
        *_sheets(day, known),
        *_audit(day, known),
        *_keys(known),
        *audit_chain(),
    ]


def _revisions(day: PitchDay, taken: list[Taken], before: int) -> list[str]:
    """Each acknowledged change is the revision that was told, with its scores, and there is no other."""
    rows = ScorecardRevision.objects.filter(card__slot__pitch_day=day)
    held = {
        (seat, slot, revision): scores
        for seat, slot, revision, scores in rows.values_list("card__seat", "card__slot", "revision", "scores")
    }
    told = [(one.seat, one.change.slot, one.revision) for one in taken]
    lost = [one for one, place in zip(taken, told, strict=True) if held.get(place) != one.change.scores]
    found = [f"{len(lost)} acknowledged changes are not among the revisions."] if lost else []
    doubled = [place for place, count in Counter(told).items() if count > 1]
    found += [f"{len(doubled)} revisions were acknowledged for two changes."] if doubled else []
    extra = len(held) - before - len(taken)
    return [*found, *([f"There are {extra} revisions more than were acknowledged."] if extra else [])]


def _sheets(day: PitchDay, taken: list[Taken]) -> list[str]:
    """Each sheet holds its last acknowledged change."""
    last: dict[Sheet, Taken] = {}
    for one in taken:
        place = (one.seat, one.change.slot)
        last[place] = max(last.get(place, one), one, key=lambda change: change.revision)
    held: dict[Sheet, dict[str, int]] = {}
    scores = Score.objects.filter(card__slot__pitch_day=day)
    for seat, slot, key, value in scores.values_list("card__seat", "card__slot", "criterion__key", "value"):
        held.setdefault((seat, slot), {})[key] = value
    wrong = [place for place, one in last.items() if held.get(place) != one.change.scores]
    return [f"{len(wrong)} sheets do not hold their last acknowledged scores."] if wrong else []


def _audit(day: PitchDay, taken: list[Taken]) -> list[str]:
    """The audit has each saving once."""
    events = Event.objects.filter(event="scorecard.saved", cohort_id=day.cohort_id)
    told = Counter((subject, data.get("revision")) for subject, data in events.values_list("subject_id", "data"))
    found = [f"{sum(told.values())} savings in the audit for {len(taken)}."] if sum(told.values()) != len(taken) else []
    return [*found, *(["The audit has a saving twice."] if any(count > 1 for count in told.values()) else [])]


def _keys(taken: list[Taken]) -> list[str]:
    """Each key made just one thing, and no key stands for nothing."""
    kept = Effect.objects.filter(action="scorecard.receive")
    keys = set(kept.values_list("key", flat=True))
    missing = {one.change.key for one in taken} - keys
    found = [f"{len(missing)} keys of acknowledged changes are not kept."] if missing else []
    empty = kept.filter(result_id=None).count()
    return [*found, *([f"{empty} keys stand for nothing."] if empty else [])]
