"""Forming from what there is: better teams from the board as it stands, and the same teams once more."""

from datetime import datetime
from typing import Any

from cohorts.programmes.models import Cohort
from cohorts.teams.models import ProposalKind, TeamProposal
from cohorts.teams.services.board import is_stale, lock_proposal
from cohorts.teams.services.proposals import CLOSED, start_proposal
from cohorts.teams.services.publishing import broken_rules
from cohorts.teams.services.refusals import CohortClosed, NothingKept, NothingToImprove, Stale, TeamsExist
from cohorts.teams.story import published_words
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service


@service
def improve_teams(
    *, proposal: TeamProposal, expected_version: int, by: User | None, key: str = "", now: datetime | None = None
) -> TeamProposal:
    """A proposal is being formed that begins with the board as it stands; records proposal.improve_asked.

    The rules and people are the same, locked people and teams stay. Refused when people changed since (C-02).
    """
    now = zones.moment(now)

    def make() -> TeamProposal:
        cohort = Cohort.objects.select_for_update().get(pk=proposal.cohort_id)
        if cohort.teams.exists():
            raise TeamsExist(published_words(cohort) or None)
        if cohort.state in CLOSED:
            raise CohortClosed
        held = lock_proposal(proposal, expected_version)
        if is_stale(held):
            raise Stale
        if len(set(held.locked_teams)) >= len(held.names):
            raise NothingToImprove
        given = {"rules": held.rules, "seed": held.seed, "budget": held.budget, "start": _start_of(held)}
        made = start_proposal(cohort, held.snapshot, by, now, kind=ProposalKind.IMPROVED, base=held, **given)
        record("proposal.improve_asked", by=by, subject=made, cohort=cohort, now=now, base=held.number)
        return made

    return once(by=by, action="teams.improve", key=key, make=make)


def _start_of(held: TeamProposal) -> dict[str, Any]:
    """The board as it stands: who is where, who and which teams stay, what the teams are called and cost."""
    places = list(held.places.order_by("participant_id"))
    return {
        "teams": {str(place.participant_id): place.team_number for place in places},
        "locks": [place.participant_id for place in places if place.is_locked],
        "frozen": held.locked_teams,
        "names": held.names,
        "rooms": held.rooms,
        "topics": held.result.get("topics", {}),
        "points": held.result.get("points"),
        "is_broken": bool(broken_rules(held)),
    }


@service
def form_again(*, proposal: TeamProposal, by: User | None, key: str = "", now: datetime | None = None) -> TeamProposal:
    """The proposal is being formed once more, from the same people, rules, start number and beginning.

    It shows whether the answer is the same, also of what was published or thrown away; records proposal.again_asked.
    """
    now = zones.moment(now)

    def make() -> TeamProposal:
        cohort = Cohort.objects.select_for_update().get(pk=proposal.cohort_id)
        base = TeamProposal.objects.get(pk=proposal.pk)
        frozen = base.result.get("formed_from", base.snapshot)
        if not frozen.get("people"):
            raise NothingKept
        budget = base.budget or base.result.get("proposals", 0)
        given = {"rules": base.rules, "seed": base.seed, "budget": budget, "start": base.start}
        made = start_proposal(cohort, frozen, by, now, kind=ProposalKind.AGAIN, base=base, **given)
        record("proposal.again_asked", by=by, subject=made, cohort=cohort, now=now, base=base.number)
        return made

    return once(by=by, action="teams.again", key=key, make=make)
