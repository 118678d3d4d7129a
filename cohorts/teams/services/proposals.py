"""Proposals: asked for, formed in the background, stopped, thrown away; never half a split."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cohorts.programmes.models import Cohort
from cohorts.programmes.workflow import CohortState
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.names import default_names
from cohorts.teams.services.refusals import BeingFormed, CohortClosed, NobodyToPlace, TeamsExist, TooFewPeople
from cohorts.teams.snapshot import Frozen, fingerprint, freeze
from cohorts.teams.workflow import ProposalState
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.scheduling.enqueue import enqueue
from core.service import service

CLOSED = (CohortState.COMPLETED, CohortState.CANCELLED)


@service
def propose_teams(
    *,
    cohort: Cohort,
    rules: Mapping[str, Any],
    seed: int = 1,
    budget: int = 0,
    by: User | None,
    key: str = "",
    now: datetime | None = None,
) -> TeamProposal:
    """A proposal is being formed in the background from the people as they are now; records proposal.asked_for."""
    now = zones.moment(now)

    def make() -> TeamProposal:
        locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
        frozen = freeze(locked)
        _refuse_impossible(locked, rules, len(frozen["people"]))
        proposal = start_proposal(locked, frozen, by, now, rules=dict(rules), seed=seed, budget=budget)
        people = len(frozen["people"])
        record("proposal.asked_for", by=by, subject=proposal, cohort=locked, now=now, people=people, seed=seed)
        return proposal

    return once(by=by, action="teams.propose", key=key, make=make)


def start_proposal(cohort: Cohort, frozen: Frozen, by: User | None, now: datetime, **fields: Any) -> TeamProposal:
    """The cohort's next proposal, which is being formed in the background from these people; the cohort is locked."""
    if cohort.proposals.filter(state=ProposalState.FORMING).exists():
        raise BeingFormed
    numbers = TeamProposal.objects.filter(cohort=cohort).aggregate(last=Max("number"))
    proposal = TeamProposal.objects.create(
        cohort=cohort,
        number=(numbers["last"] or 0) + 1,
        snapshot=frozen,
        snapshot_hash=fingerprint(frozen),
        asked_by=by,
        asked_at=now,
        **fields,
    )
    enqueue("teams.form", proposal=proposal.pk)
    return proposal


def _refuse_impossible(cohort: Cohort, rules: Mapping[str, Any], people: int) -> None:
    if cohort.state in CLOSED:
        raise CohortClosed
    if cohort.teams.exists():
        raise TeamsExist
    if not people:
        raise NobodyToPlace
    if people < rules["size_min"]:
        raise TooFewPeople


@service
def finish_forming(
    *,
    proposal: TeamProposal,
    teams: Sequence[Sequence[int]],
    result: Mapping[str, Any],
    points: float,
    now: datetime | None = None,
) -> TeamProposal:
    """Everybody has a place and the proposal is ready to look at; records proposal.formed.

    Where it began with another's teams, their names, rooms and locks are its own.
    """
    now = zones.moment(now)
    move(proposal, "finish", by=None, now=now)
    start = proposal.start
    locked = set(start.get("locks", []))
    ProposedPlace.objects.bulk_create(
        ProposedPlace(proposal=proposal, participant_id=pk, team_number=number, is_locked=pk in locked)
        for number, people in enumerate(teams, start=1)
        for pk in people
    )
    whole = {**result, "points": round(points, 4)}
    kept = {
        "names": start.get("names") or default_names(len(teams)),
        "rooms": start.get("rooms", []),
        "locked_teams": start.get("frozen", []),
        "live": {name: result.get(name) for name in ("bound", "proved", "stopped")},
    }
    return _ended(proposal, whole, now, **kept, progress=100)


@service
def give_up_forming(*, proposal: TeamProposal, result: Mapping[str, Any], now: datetime | None = None) -> TeamProposal:
    """No split keeps the rules, and the result says which rules are in conflict; records proposal.found_impossible."""
    now = zones.moment(now)
    move(proposal, "give_up", by=None, now=now)
    return _ended(proposal, result, now)


@service
def fail_forming(*, proposal: TeamProposal, reason: str, now: datetime | None = None) -> TeamProposal:
    """The proposal stopped by a fault and has no places; its seed and people are kept; records proposal.failed."""
    now = zones.moment(now)
    move(proposal, "fail", by=None, note=reason, now=now)
    return _ended(proposal, {"fault": reason}, now)


def _ended(proposal: TeamProposal, result: Mapping[str, Any], now: datetime, **fields: Any) -> TeamProposal:
    values = {"result": dict(result), "ended_at": now, **fields}
    for name, value in values.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(values))
    return proposal


@service
def stop_forming(*, proposal: TeamProposal, by: User | None, now: datetime | None = None) -> TeamProposal:
    """The work ends soon with the best split so far; records proposal.stopped; nothing when it has ended already."""
    proposal = TeamProposal.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=proposal.pk)
    if proposal.state == ProposalState.FORMING and not proposal.is_stopping:
        proposal.is_stopping = True
        proposal.save(update_fields=["is_stopping"])
        record("proposal.stopped", by=by, subject=proposal, cohort=proposal.cohort, now=zones.moment(now))
    return proposal


@service
def discard_proposal(*, proposal: TeamProposal, by: User | None, now: datetime | None = None) -> TeamProposal:
    """The proposal is thrown away, and stays readable; records proposal.discarded."""
    return move(proposal, "discard", by=by, now=now)


def note_progress(*, proposal: int, percent: int, live: Mapping[str, Any] | None = None) -> bool:
    """How far and how good the work is, for whoever looks; whether to go on: not when stopped or thrown away."""
    running = TeamProposal.objects.filter(pk=proposal, state=ProposalState.FORMING)
    running.update(progress=max(0, min(percent, 99)), live=dict(live or {}))
    return running.filter(is_stopping=False).exists()


def fail_forgotten(*, now: datetime, before: datetime) -> int:
    """Proposals whose work never ended are marked failed, so that they can be asked for again; their number."""
    found = TeamProposal.objects.filter(state=ProposalState.FORMING, asked_at__lt=before)
    for proposal in found:
        fail_forming(proposal=proposal, reason=_("The work was interrupted and did not end."), now=now)
    return len(found)
