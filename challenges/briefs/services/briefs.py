"""Making, changing and publishing challenge briefs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from challenges.briefs.letters import briefs_facts, people_of
from challenges.briefs.models import AllocationLine, Brief
from challenges.briefs.services.errors import (
    BriefInUse,
    NoPlaces,
    NoPublicWords,
    NothingChosen,
    NotOut,
    NotWritten,
    QuestionTaken,
)
from cohorts.messages.services import notify
from cohorts.models import Cohort
from cohorts.people.services.accounts import find_or_make_organisation
from core import zones
from core.audit.record import record
from core.errors import Changed
from core.idempotency import once
from core.lifecycle import move
from core.models import Organisation, Sector, User
from core.service import service
from core.wiring import wired


@dataclass(frozen=True)
class BriefText:
    """What an organiser says of a brief; an owner given by name is found, or made as a public body."""

    owner: Organisation | str
    question: str
    short_name: str = ""
    summary: str = ""
    need: str = ""
    tried_before: str = ""
    outcome: str = ""
    resources: str = ""
    scale: str = ""
    kept_private: str = ""
    public_title: str = ""
    public_summary: str = ""
    public_learn: str = ""
    region: str = ""
    source: str = ""
    places: int = 1


def _columns(text: BriefText, by: User | None, now: datetime | None) -> dict[str, Any]:
    if text.places < 1:
        raise NoPlaces
    owner = text.owner
    if isinstance(owner, str):
        owner = find_or_make_organisation(name=owner, sector=Sector.PUBLIC, by=by, now=now)
    return {**vars(text), "owner": owner}


def _refuse_wordless(brief: Brief) -> None:
    """What everybody reads keeps its title."""
    if brief.public_at is not None and not brief.public_title:
        raise NoPublicWords


def _save(brief: Brief) -> None:
    """The row is written, or the one constraint that people can break is told in words."""
    try:
        with transaction.atomic():
            brief.save()
    except IntegrityError as error:
        raise QuestionTaken from error


@service
def create_brief(*, cohort: Cohort, by: User | None, now: datetime | None = None, key: str = "", **text: Any) -> Brief:
    """A draft brief stands in the cohort; takes the fields of BriefText; records brief.created."""
    now = zones.moment(now)

    def make() -> Brief:
        brief = Brief(cohort=cohort, made_at=now, **_columns(BriefText(**text), by, now))
        _save(brief)
        record("brief.created", by=by, subject=brief, cohort=cohort, now=now)
        return brief

    return once(by=by, action="brief.create", key=key, make=make)


@service
def edit_brief(
    *, brief: Brief, by: User | None, revision: int | None = None, now: datetime | None = None, **text: Any
) -> Brief:
    """The brief reads as given; records brief.edited with the fields that changed, when any did; sends nothing.

    A text that is not given stays as it is; refused where the page looked at an older revision.
    """
    given = _columns(BriefText(**text), by, now)
    columns = {name: value for name, value in given.items() if name in text}
    brief = lock_brief(brief)
    if revision is not None and revision != brief.revision:
        raise Changed
    changed = [name for name, value in columns.items() if value != getattr(brief, name)]
    if changed:
        for name in changed:
            setattr(brief, name, columns[name])
        brief.revision += 1
        _refuse_wordless(brief)
        _save(brief)
        record("brief.edited", by=by, subject=brief, cohort=brief.cohort, now=now, changed=changed)
    return brief


@service
def publish_briefs(
    *, cohort: Cohort, briefs: Sequence[Brief], by: User | None, now: datetime | None = None
) -> list[Brief]:
    """Teams see these briefs and can rank them; records brief.published; one mail to participants.

    Refused as a whole while one of them lacks something, which is told in words.
    """
    now = zones.moment(now)
    if not briefs:
        raise NothingChosen
    rows = [lock_brief(brief) for brief in sorted(briefs, key=lambda brief: brief.pk)]
    if not all(brief.question for brief in rows):
        raise NotWritten
    for refuse in wired("PUBLISH_NEEDS"):
        refuse(briefs=[brief for brief in rows if not brief.is_out])
    published = [move(brief, "publish", by=by, now=now) for brief in rows]
    for brief in published:
        _moved(brief, "publish", by, now)
    people = people_of(cohort)
    if people:
        facts = briefs_facts(cohort, published)
        key = f"{published[0].key}-{len(published)}-{now.timestamp():.0f}"
        notify(cohort=cohort, kind="briefs.published", to=people, facts=facts, by=by, key=key, now=now)
    return published


def publish_brief(*, brief: Brief, by: User | None, now: datetime | None = None) -> Brief:
    """Teams see the brief and can rank it; records brief.published and tells the participants."""
    published: Brief = publish_briefs(cohort=brief.cohort, briefs=[brief], by=by, now=now)[0]
    brief.state = published.state
    return published


def _moved(brief: Brief, action: str, by: User | None, now: datetime | None, note: str = "") -> None:
    """Higher features know of it: those whom it concerns are told."""
    for follow in wired("BRIEF_MOVED"):
        follow(brief=brief, action=action, note=note, by=by, now=zones.moment(now))


@service
def withdraw_brief(*, brief: Brief, by: User | None, note: str = "", now: datetime | None = None) -> Brief:
    """Nobody but organisers and its owner sees the brief; refused while a team works on it; records brief.withdrawn."""
    brief = lock_brief(brief)
    lines = AllocationLine.objects.published().filter(brief=brief).whole()
    teams = ", ".join(line.team.name for line in lines)
    if teams:
        raise BriefInUse(_("It cannot be withdrawn: %(teams)s works on it.") % {"teams": teams})
    moved = move(brief, "withdraw", by=by, note=note, now=now)
    if moved.public_at is not None:
        make_private(brief=moved, by=by, now=now)
    _moved(moved, "withdraw", by, now, note)
    return moved


@service
def restore_brief(*, brief: Brief, by: User | None, note: str = "", now: datetime | None = None) -> Brief:
    """The brief is a draft again; records brief.restored."""
    return move(brief, "restore", by=by, note=note, now=now)


@service
def close_brief(*, brief: Brief, by: User | None, note: str = "", now: datetime | None = None) -> Brief:
    """The brief stays to be seen, but no team can choose it any more; records brief.closed."""
    moved = move(lock_brief(brief), "close", by=by, note=note, now=now)
    _moved(moved, "close", by, now, note)
    return moved


@service
def make_public(*, brief: Brief, by: User | None, now: datetime | None = None) -> Brief:
    """Everybody sees the brief on the public pages; records brief.made_public, once."""
    brief, now = lock_brief(brief), zones.moment(now)
    if not brief.is_out:
        raise NotOut
    if not brief.public_title:
        raise NoPublicWords
    if brief.public_at is None:
        _set_public(brief, now)
        record("brief.made_public", by=by, subject=brief, cohort=brief.cohort, now=now)
        _moved(brief, "make_public", by, now)
    return brief


@service
def make_private(*, brief: Brief, by: User | None, now: datetime | None = None) -> Brief:
    """The public pages no longer show the brief; records brief.made_private, once."""
    brief = lock_brief(brief)
    if brief.public_at is not None:
        _set_public(brief, None)
        record("brief.made_private", by=by, subject=brief, cohort=brief.cohort, now=now)
    return brief


def _set_public(brief: Brief, at: datetime | None) -> None:
    brief.public_at = at
    brief.save(update_fields=["public_at"])


def lock_brief(brief: Brief) -> Brief:
    """The brief as it is now, held until this transaction ends."""
    locked: Brief = Brief.objects.select_for_update(of=("self",)).select_related("cohort", "owner").get(pk=brief.pk)
    return locked
