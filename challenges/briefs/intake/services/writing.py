"""Writing a challenge: saved field by field while others write too, then submitted."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from challenges.briefs.intake.questions import REQUIRED
from challenges.briefs.intake.services.errors import AnswersMissing, NotBeingWritten
from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.services import QuestionTaken, submit_brief
from challenges.briefs.services.briefs import lock_brief
from challenges.briefs.workflow import WRITING
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service

# Within so many seconds one person's saves of one brief are one line of the history.
TOLD_EVERY = 600


@dataclass(frozen=True)
class Saved:
    """What a save did: the brief as it is now, the fields that changed, and the texts that others wrote meanwhile."""

    brief: Brief
    changed: list[str] = field(default_factory=list)
    clashes: dict[str, str] = field(default_factory=dict)


def digest(text: str) -> str:
    """The mark by which a page says which text it showed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@service
def save_answers(
    *, brief: Brief, answers: Mapping[str, str], seen: Mapping[str, str], by: User, now: datetime | None = None
) -> Saved:
    """Each answer is merged by field: what only this person changed is written, what both changed stays as it is.

    seen has the mark of the text that the person's page showed. Records brief.written, once in ten minutes.
    """
    brief, now = lock_brief(brief), zones.moment(now)
    if brief.state not in WRITING:
        raise NotBeingWritten
    changed, clashes = _merge(brief, answers, seen)
    if changed:
        brief.revision += 1
        _write(brief, changed)
        _note(brief, by, now)
    return Saved(brief, changed, clashes)


def _merge(brief: Brief, answers: Mapping[str, str], seen: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    changed, clashes = [], {}
    for name, typed in answers.items():
        there, mark = getattr(brief, name), seen.get(name, "")
        if typed == there or digest(typed) == mark:
            # Nothing new was typed: what others wrote stays.
            continue
        if digest(there) == mark:
            setattr(brief, name, typed)
            changed.append(name)
        else:
            clashes[name] = there
    return changed, clashes


def _write(brief: Brief, changed: list[str]) -> None:
    try:
        with transaction.atomic():
            brief.save(update_fields=[*changed, "revision"])
    except IntegrityError as error:
        raise QuestionTaken from error


def _note(brief: Brief, by: User, now: datetime) -> None:
    """An autosave every few seconds would fill the history with one person's writing."""
    window = int(now.timestamp()) // TOLD_EVERY
    once(
        by=by,
        action="brief.write",
        key=f"{brief.key}.{window}",
        make=lambda: record("brief.written", by=by, subject=brief, cohort=brief.cohort, now=now),
    )


@service
def submit_whole(*, brief: Brief, by: User, key: str = "", now: datetime | None = None) -> BriefVersion:
    """The brief waits for review, its texts kept as a version; records brief.submitted.

    Refused while a required answer is empty; hints never stand in the way.
    """
    brief = lock_brief(brief)
    missing = [name for name in REQUIRED if not getattr(brief, name)]
    if missing:
        raise AnswersMissing(missing)
    version: BriefVersion = submit_brief(brief=brief, by=by, key=key, now=now)
    return version
