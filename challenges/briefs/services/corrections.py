"""Correcting a published allocation: a new one stands in its place, the earlier one stays to be read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from challenges.briefs.choices import summary_words
from challenges.briefs.corrections import Correction, correction_of
from challenges.briefs.letters import correction_mail
from challenges.briefs.models import Allocation, AllocationLine, Brief
from challenges.briefs.services.errors import (
    BriefNotOffered,
    NothingCorrected,
    NotPublished,
    ReasonMissing,
    TooManyTeams,
)
from challenges.briefs.workflow import AllocationState, BriefState
from cohorts.messages.services import notify
from cohorts.models import Cohort
from core import zones
from core.audit.models import Event
from core.audit.record import record
from core.errors import Changed
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service


@service
def correct_allocation(
    *,
    allocation: Allocation,
    wanted: Mapping[int, Brief],
    why: str,
    version: int,
    by: User | None,
    now: datetime | None = None,
    key: str = "",
) -> Allocation:
    """These teams (by id) work on these briefs; records allocation.corrected, tells all concerned; of two one wins.

    The allocation that was published stays as it was, REPLACED by the one that is given back (C-01).
    """
    now = zones.moment(now)

    def make() -> Allocation:
        Cohort.objects.select_for_update().get(pk=allocation.cohort_id)
        locked = _lock(allocation, version)
        correction = correction_of(locked, wanted)
        refuse_correction(locked, correction, why)
        made = _replace(locked, correction, why, by, now)
        changes = "; ".join(change.words for change in correction.changes)
        record("allocation.corrected", by=by, subject=made, cohort=made.cohort, now=now, changes=changes, note=why)
        people, facts = correction_mail(made.cohort, correction, why)
        mail: Any = {"kind": "briefs.corrected", "to": people, "facts": facts, "always_held": True}
        if people:
            notify(cohort=made.cohort, by=by, key=made.key, now=now, **mail)
        return made

    return once(by=by, action="allocation.correct", key=key, make=make)


def _lock(allocation: Allocation, version: int) -> Allocation:
    """The published allocation as the person saw it, held; what somebody changed in between is told."""
    rows = Allocation.objects.select_for_update(of=("self",)).select_related("cohort")
    locked: Allocation = rows.get(pk=allocation.pk)
    if locked.state == AllocationState.REPLACED:
        raise Changed(_meanwhile(locked))
    if locked.state != AllocationState.PUBLISHED:
        raise NotPublished
    if locked.version != version:
        raise Changed
    return locked


def _meanwhile(allocation: Allocation) -> str:
    """Who corrected it since, and how."""
    event = Event.objects.about(allocation.correction).filter(event="allocation.corrected").first()
    data = event.data if event else {}
    return _("%(name)s corrected the allocation meanwhile: %(changes)s. Look at it as it is now, then try again.") % {
        "name": (event.actor_label if event else "") or _("Somebody"),
        "changes": data.get("changes", ""),
    }


def refuse_correction(allocation: Allocation, correction: Correction, why: str) -> None:
    """Raises what stands against it: nothing changes, no reason, a brief that is not offered or takes fewer teams."""
    if not correction.changes:
        raise NothingCorrected
    if not why.strip():
        raise ReasonMissing
    for change in correction.changes:
        if change.brief.state != BriefState.PUBLISHED or change.brief.cohort_id != allocation.cohort_id:
            raise BriefNotOffered
    for brief in correction.too_full:
        words = _("“%(brief)s” takes %(places)s, but would have %(count)s. Give another of its teams a different one.")
        count = correction.counts[brief.pk]
        raise TooManyTeams(words % {"brief": brief.title, "places": brief.places, "count": count})


def _replace(earlier: Allocation, correction: Correction, why: str, by: User | None, now: datetime) -> Allocation:
    move(earlier, "replace", by=by, note=why, now=now)
    numbers = Allocation.objects.filter(cohort=earlier.cohort_id).aggregate(last=Max("number"))
    made: Allocation = Allocation.objects.create(
        cohort=earlier.cohort,
        number=numbers["last"] + 1,
        state=AllocationState.PUBLISHED,
        summary=summary_words(correction.choices)[:300],
        snapshot_hash=earlier.snapshot_hash,
        asked_by=by,
        asked_at=now,
        corrects=earlier,
        why=why,
    )
    AllocationLine.objects.bulk_create(_lines(made, correction, why))
    return made


def _lines(made: Allocation, correction: Correction, why: str) -> list[AllocationLine]:
    changed = {change.team.pk for change in correction.changes}
    kept = [line for line in correction.lines if line.team_id not in changed]
    for line in kept:
        line.pk, line.allocation = None, made
    reason = _("Corrected: %(why)s") % {"why": why}
    new = [
        AllocationLine(
            allocation=made, team=change.team, brief=change.brief, choice=change.choice, reason=reason, is_by_hand=True
        )
        for change in correction.changes
    ]
    return [*kept, *new]
