"""Marks by a milestone's rubric: given apart, shown all at once, advice for the team and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import PermissionDenied

from challenges.work.feedback.models import MarkRound, MarkSheet
from challenges.work.feedback.people import helpers_of
from challenges.work.feedback.services.comments import lock_work
from challenges.work.feedback.services.errors import (
    LevelsMissing,
    MarksShown,
    NobodyChosen,
    NobodyGave,
    NoRubric,
    NotAHelper,
    SayWhy,
)
from challenges.work.feedback.services.telling import tell, tell_team
from challenges.work.models import Version
from core import zones
from core.access import can
from core.audit.record import record
from core.models import User
from core.service import service


@service
def ask_marks(*, version: Version, of: Sequence[User], by: User, now: datetime | None = None) -> MarkRound:
    """Each of these is asked to mark the version by the rubric as it is now; those asked before are not told again."""
    now = zones.moment(now)
    submission = lock_work(version.submission)
    criteria = [asdict(one) for one in submission.milestone.criteria if one.levels]
    if not criteria:
        raise NoRubric
    if not of:
        raise NobodyChosen
    roles = dict(helpers_of(submission))
    if any(person not in roles for person in of):
        raise NotAHelper
    facts = {"criteria": criteria, "asked_by": by, "asked_at": now}
    found, _made = MarkRound.objects.get_or_create(version=version, defaults=facts)
    if found.shown_at is not None:
        raise MarksShown
    known = set(found.sheets.values_list("marker_id", flat=True))
    new = [person for person in of if person.pk not in known]
    MarkSheet.objects.bulk_create(MarkSheet(round=found, marker=person, role=roles[person]) for person in new)
    if new:
        record("work_marks.asked", by=by, subject=submission, cohort=submission.cohort, now=now)
    for person in new:
        key = f"marks:{found.pk}:{person.pk}"
        tell("sheet_asked", submission, [person], roles[person], by=by, who=by.name, key=key, now=now)
    return found


@service
def give_marks(
    *, sheet: MarkSheet, levels: Mapping[int, int], words: str = "", by: User, now: datetime | None = None
) -> MarkSheet:
    """The person's marks are in; with the last of those asked all are shown, and the team has one letter."""
    now = zones.moment(now)
    submission = lock_work(sheet.round.version.submission)
    locked: MarkSheet = MarkSheet.objects.select_related("round__version").get(pk=sheet.pk)
    if not can(by, "mark_sheet.write", locked):
        raise PermissionDenied
    if locked.round.shown_at is not None:
        raise MarksShown
    rubric = locked.round.rubric
    if any(not 0 <= levels.get(at, -1) < len(one.levels) for at, one in enumerate(rubric)):
        raise LevelsMissing
    is_new = locked.handed_in_at is None
    locked.levels = {str(at): levels[at] for at in range(len(rubric))}
    locked.words, locked.handed_in_at = words, now
    locked.save(update_fields=["levels", "words", "handed_in_at"])
    if is_new:
        record("work_marks.given", by=by, subject=submission, cohort=submission.cohort, now=now)
    if not locked.round.sheets.filter(handed_in_at=None).exists():
        _show(locked.round, by, now)
        record("work_marks.shown", by=by, subject=submission, cohort=submission.cohort, now=now)
    return locked


@service
def release_marks(*, round_: MarkRound, reason: str, by: User, now: datetime | None = None) -> MarkRound:
    """The marks that are in are shown although some are missing, for the reason given; the others are owed no more."""
    now = zones.moment(now)
    submission = lock_work(round_.version.submission)
    locked: MarkRound = MarkRound.objects.select_related("version").get(pk=round_.pk)
    if not can(by, "mark_round.manage", locked):
        raise PermissionDenied
    if locked.shown_at is not None:
        return locked
    if not reason.strip():
        raise SayWhy
    if not locked.sheets.filter(handed_in_at__isnull=False).exists():
        raise NobodyGave
    locked.shown_by, locked.reason = by, reason
    _show(locked, by, now)
    record("work_marks.released", by=by, subject=submission, cohort=submission.cohort, now=now, note=reason)
    return locked


def _show(round_: MarkRound, by: User, now: datetime) -> None:
    round_.shown_at = now
    round_.save(update_fields=["shown_at", "shown_by", "reason"])
    submission = round_.version.submission
    tell_team("sheets_shown", submission, by=by, who=by.name, key=f"shown:{round_.pk}", now=now)
