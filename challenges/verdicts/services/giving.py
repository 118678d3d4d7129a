"""Writing a verdict, giving it, changing what was given, and releasing it to the team."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from challenges.briefs.models import AllocationLine, Brief
from challenges.verdicts.models import SAID, OwnerVerdict, VerdictRules, VerdictVersion
from challenges.verdicts.services.errors import (
    DraftChanged,
    NotGiven,
    NotOnIt,
    NotOpenYet,
    SayBoth,
    SayForward,
    SayWhyChanged,
)
from challenges.verdicts.services.telling import tell_team
from challenges.verdicts.times import are_open
from cohorts.models import Cohort, Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Words:
    """What a verdict says."""

    useful: str = ""
    forward: str = ""
    what: str = ""
    who: str = ""
    by_on: date | None = None
    to_team: str = ""
    to_organisers: str = ""


@service
def save_verdict(
    *, brief: Brief, team: Team, words: Words, by: User, seen: str | None = None, now: datetime | None = None
) -> OwnerVerdict:
    """The draft holds these words; nobody but the owners reads them; records verdict.drafted the first time.

    `seen` is the stamp of the draft that the person read, "" where there was none; another one raises DraftChanged.
    """
    now = zones.moment(now)
    verdict, is_new = _locked(brief, team, by, now)
    if is_new:
        record("verdict.drafted", by=by, subject=verdict, cohort=brief.cohort, now=now)
    else:
        _refuse_changed(verdict, words, seen)
    return _keep(verdict, words, by, now)


def _refuse_changed(verdict: OwnerVerdict, words: Words, seen: str | None) -> None:
    """Nobody's words are replaced by somebody who has not read them; the same words replace nothing."""
    if seen is not None and seen != verdict.stamp and not verdict.says(words):
        raise DraftChanged


@service
def give_verdict(
    *,
    brief: Brief,
    team: Team,
    words: Words,
    why: str = "",
    by: User,
    seen: str | None = None,
    key: str = "",
    now: datetime | None = None,
) -> VerdictVersion:
    """The verdict is given as a version that never changes; given again it needs its reason.

    Records verdict.given or verdict.changed; the same words again make no version, and the draft holds them.
    `seen` is the stamp of the draft that the person read; another one raises DraftChanged.
    """
    now = zones.moment(now)
    if not words.useful:
        raise SayBoth
    if not words.forward:
        raise SayForward
    verdict, is_new = _locked(brief, team, by, now)

    def make() -> VerdictVersion:
        if not is_new:
            _refuse_changed(verdict, words, seen)
        newest = verdict.versions.filter(number=verdict.given_number).first()
        if newest is not None and all(getattr(newest, name) == getattr(words, name) for name in SAID):
            if not verdict.says(words):
                _keep(verdict, words, by, now)
            return newest
        if newest is not None and not why.strip():
            raise SayWhyChanged
        return _give(verdict, words, why, by, now)

    return once(by=by, action=f"verdict.give.{verdict.pk}", key=key, make=make)


def _give(verdict: OwnerVerdict, words: Words, why: str, by: User, now: datetime) -> VerdictVersion:
    number = verdict.given_number + 1
    made = VerdictVersion.objects.create(
        verdict=verdict, number=number, why=why if number > 1 else "", given_by=by, given_at=now, **vars(words)
    )
    verdict.given_number = number
    verdict.save(update_fields=["given_number"])
    _keep(verdict, words, by, now)
    event = "verdict.given" if number == 1 else "verdict.changed"
    record(event, by=by, subject=verdict, cohort=verdict.cohort, now=now, version=number)
    tell_team(verdict, by, now)
    return made


@service
def show_verdict(*, verdict: OwnerVerdict, by: User, now: datetime | None = None) -> OwnerVerdict:
    """The team reads its part as soon as the result is released, and is told then; records verdict.shown, once."""
    now = zones.moment(now)
    verdict = lock_verdict(verdict)
    if not verdict.is_given:
        raise NotGiven
    if verdict.shown_at is None:
        verdict.shown_at, verdict.shown_by = now, by
        verdict.save(update_fields=["shown_at", "shown_by"])
        record("verdict.shown", by=by, subject=verdict, cohort=verdict.cohort, now=now)
        tell_team(verdict, by, now)
    return verdict


@service
def set_verdict_rules(*, cohort: Cohort, shows_teams: bool, by: User, now: datetime | None = None) -> VerdictRules:
    """Teams read a given verdict without waiting for its owner, or do; records verdict_rules.changed."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    rules, is_new = VerdictRules.objects.get_or_create(cohort=cohort, defaults={"shows_teams": shows_teams})
    if is_new or rules.shows_teams != shows_teams:
        rules.shows_teams = shows_teams
        rules.save(update_fields=["shows_teams"])
        record("verdict_rules.changed", by=by, subject=cohort, cohort=cohort, now=zones.moment(now), shows=shows_teams)
    return rules


def lock_verdict(verdict: OwnerVerdict) -> OwnerVerdict:
    """The verdict as it is now, held until this transaction ends."""
    rows = OwnerVerdict.objects.select_for_update(of=("self",)).select_related("brief__cohort__programme", "team")
    locked: OwnerVerdict = rows.get(pk=verdict.pk)
    return locked


def _locked(brief: Brief, team: Team, by: User, now: datetime) -> tuple[OwnerVerdict, bool]:
    """The one row of this challenge and team, held; the challenge is locked first, so that two make one."""
    if not are_open(brief.cohort, now):
        raise NotOpenYet
    Brief.objects.select_for_update().get(pk=brief.pk)
    if not AllocationLine.objects.published().filter(brief=brief, team=team).exists():
        raise NotOnIt
    verdict, is_new = OwnerVerdict.objects.get_or_create(
        brief=brief, team=team, defaults={"saved_by": by, "saved_at": now}
    )
    return (verdict if is_new else lock_verdict(verdict)), is_new


def _keep(verdict: OwnerVerdict, words: Words, by: User, now: datetime) -> OwnerVerdict:
    values: dict[str, Any] = {**vars(words), "saved_by": by, "saved_at": now}
    for name, value in values.items():
        setattr(verdict, name, value)
    verdict.save(update_fields=list(values))
    return verdict
