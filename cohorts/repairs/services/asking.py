"""Repairs asked for, worked out in the background, or given up; never half a curve."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cohorts.programmes.models import Cohort
from cohorts.repairs.models import OPEN, TeamRepair
from cohorts.repairs.services.refusals import (
    AllFrozen,
    BeingWorkedOut,
    CohortClosed,
    NoTeams,
    Unknown,
    WaitsForDecision,
)
from cohorts.repairs.standing import CLOSED, Standing, basis_of, home_of, teams_of, teams_print
from cohorts.repairs.workflow import RepairState
from cohorts.teams.snapshot import fingerprint, freeze
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.scheduling.enqueue import enqueue
from core.service import service


@service
def ask_repair(
    *,
    cohort: Cohort,
    frozen: Sequence[int] = (),
    stay: Sequence[int] = (),
    replaces: str = "",
    by: User | None,
    key: str = "",
    now: datetime | None = None,
) -> TeamRepair:
    """Ways to mend the teams as they are now are worked out in the background; records repair.asked_for.

    Frozen are the numbers of teams that nobody leaves or joins, stay the ids of people who are not moved. Ways that
    wait for a decision are thrown away only when whoever asks has seen them and names their key.
    """
    now = zones.moment(now)

    def make() -> TeamRepair:
        locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
        rules, topics = basis_of(locked)
        teams = teams_of(locked, topics)
        _refuse_impossible(locked, teams, frozen, stay)
        _make_room(locked, replaces, by, now)
        people = freeze(locked)
        numbers = TeamRepair.objects.filter(cohort=locked).aggregate(last=Max("number"))
        repair = TeamRepair.objects.create(
            cohort=locked,
            number=(numbers["last"] or 0) + 1,
            rules=rules,
            frozen_teams=sorted(set(frozen)),
            locked=sorted(set(stay)),
            snapshot=people,
            snapshot_hash=fingerprint(people),
            teams=teams,
            teams_hash=teams_print(teams),
            asked_by=by,
            asked_at=now,
        )
        record("repair.asked_for", by=by, subject=repair, cohort=locked, now=now, people=len(people["people"]))
        enqueue("repairs.mend", repair=repair.pk)
        return repair

    return once(by=by, action="repairs.ask", key=key, make=make)


def _refuse_impossible(cohort: Cohort, teams: Sequence[Standing], frozen: Sequence[int], stay: Sequence[int]) -> None:
    if cohort.state in CLOSED:
        raise CohortClosed
    occupied = {team["number"] for team in teams if team["people"]}
    if not occupied:
        raise NoTeams
    if not set(frozen) <= {team["number"] for team in teams} or not set(stay) <= home_of(teams).keys():
        raise Unknown
    if occupied <= set(frozen):
        raise AllFrozen


def _make_room(cohort: Cohort, replaces: str, by: User | None, now: datetime) -> None:
    """No repair of the cohort is open any more: the one that was seen is thrown away."""
    held = TeamRepair.objects.filter(cohort=cohort, state__in=OPEN).first()
    if held is None:
        return
    if held.state == RepairState.WORKING:
        raise BeingWorkedOut
    if held.key != replaces:
        raise WaitsForDecision
    discard_repair(repair=held, by=by, now=now)


@service
def finish_repair(*, repair: TeamRepair, curve: Mapping[str, Any], now: datetime | None = None) -> TeamRepair:
    """The ways are there to look at; records repair.worked_out."""
    move(repair, "finish", by=None, now=now)
    return _ended(repair, zones.moment(now), curve=dict(curve))


@service
def fail_repair(*, repair: TeamRepair, reason: str, now: datetime | None = None) -> TeamRepair:
    """The work stopped by a fault, and the teams are as they were; records repair.failed."""
    move(repair, "fail", by=None, note=reason, now=now)
    return _ended(repair, zones.moment(now), fault=reason)


@service
def discard_repair(*, repair: TeamRepair, by: User | None, now: datetime | None = None) -> TeamRepair:
    """The ways are thrown away and stay readable, the teams are as they were; records repair.discarded."""
    move(repair, "discard", by=by, now=now)
    return _ended(repair, zones.moment(now), ended_by=by)


def _ended(repair: TeamRepair, now: datetime, **fields: Any) -> TeamRepair:
    values = {"ended_at": now, **fields}
    for name, value in values.items():
        setattr(repair, name, value)
    repair.save(update_fields=list(values))
    return repair


def fail_forgotten(*, now: datetime, before: datetime) -> int:
    """Repairs whose work never ended are marked failed, so that they can be asked for again; their number."""
    found = TeamRepair.objects.filter(state=RepairState.WORKING, asked_at__lt=before)
    for repair in found:
        fail_repair(repair=repair, reason=_("The work was interrupted and did not end."), now=now)
    return len(found)
