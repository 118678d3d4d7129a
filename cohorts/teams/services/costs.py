"""What each level costs: asked for once, worked out in the background, kept with the proposal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cohorts.teams.costs import DONE, FAILED, WORKING, is_wanted
from cohorts.teams.models import TeamProposal
from cohorts.teams.workflow import ProposalState
from core import zones
from core.audit.record import record
from core.lifecycle import NotPossibleNow
from core.models import User
from core.scheduling.enqueue import enqueue
from core.service import service


@service
def ask_costs(*, proposal: TeamProposal, by: User | None, now: datetime | None = None) -> TeamProposal:
    """The costs of the teams as they stand are being worked out; records proposal.costs_asked; once for one version."""
    now = zones.moment(now)
    held = _locked(proposal.pk)
    if held.state not in (ProposalState.READY, ProposalState.ACCEPTED) or not held.places.exists():
        raise NotPossibleNow
    if is_wanted(held, now):
        _save(held, {"state": WORKING, "version": held.version, "asked_at": now.isoformat()})
        record("proposal.costs_asked", by=by, subject=held, cohort=held.cohort, now=now)
        enqueue("teams.costs", proposal=held.pk, version=held.version)
    return held


@service
def note_costs(*, proposal: int, version: int, done: int, total: int) -> bool:
    """How far the work is, for whoever looks; whether it is still wanted."""
    return _of_version(proposal, version, {"done": done, "total": total})


@service
def keep_costs(*, proposal: int, version: int, levels: Sequence[Mapping[str, Any]], best: Mapping[str, float]) -> bool:
    """The costs stand with the proposal; nothing where others were asked for meanwhile."""
    return _of_version(proposal, version, {"state": DONE, "levels": list(levels), "best": dict(best)})


@service
def fail_costs(*, proposal: int, version: int) -> bool:
    """It is known that the costs could not be worked out, so that they can be asked for again."""
    return _of_version(proposal, version, {"state": FAILED})


def _of_version(pk: int, version: int, facts: Mapping[str, Any]) -> bool:
    held = _locked(pk)
    if (held.costs.get("version"), held.costs.get("state")) != (version, WORKING):
        return False
    _save(held, {**held.costs, **facts})
    return True


def _save(held: TeamProposal, costs: Mapping[str, Any]) -> None:
    held.costs = dict(costs)
    held.save(update_fields=["costs"])


def _locked(pk: int) -> TeamProposal:
    return TeamProposal.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=pk)
