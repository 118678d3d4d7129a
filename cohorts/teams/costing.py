"""Working out what each level costs a proposal as it stands, with the engine; only tasks import this."""

import logging
from dataclasses import asdict, replace
from typing import Any

from cohorts.teams import services
from cohorts.teams.account import Account, account_of
from cohorts.teams.engine.bounds import bound_by_criterion
from cohorts.teams.engine.levels import cost_of_levels
from cohorts.teams.engine.problem import UNITS, Problem
from cohorts.teams.engine.result import Formation, Status
from cohorts.teams.engine.score import score
from cohorts.teams.engine.tables import model_of
from cohorts.teams.models import TeamProposal
from cohorts.teams.snapshot import problem_of

logger = logging.getLogger(__name__)


def run(pk: int, version: int) -> str:
    """The costs of this version are kept with the proposal, or that they could not be worked out; which of them."""
    proposal = TeamProposal.objects.select_related("cohort").get(pk=pk)
    if not services.note_costs(proposal=pk, version=version, done=0, total=0):
        return "old"
    try:
        found = _work_out(proposal, version)
    except Exception:
        logger.exception("working out the costs of proposal %s failed", pk)
        services.fail_costs(proposal=pk, version=version)
        return "failed"
    services.keep_costs(proposal=pk, version=version, **found)
    return "done"


def _work_out(proposal: TeamProposal, version: int) -> dict[str, Any]:
    account = account_of(proposal)
    # As many teams as there are on the board, and as even as they are there.
    rules = replace(
        problem_of(proposal.snapshot, proposal.rules, proposal.start).rules,
        team_count=len(proposal.names),
        even_sizes=account.sizes[-1] - account.sizes[0] <= 1,
    )
    problem = replace(account.problem, rules=rules)

    def tell(done: int, total: int) -> None:
        services.note_costs(proposal=proposal.pk, version=version, done=done, total=total)

    costs = cost_of_levels(problem, _as_it_stands(problem, account), tell=tell)
    best = {name: units / UNITS for name, units in bound_by_criterion(model_of(problem)).items() if units}
    return {"levels": [asdict(cost) for cost in costs], "best": best}


def _as_it_stands(problem: Problem, account: Account) -> Formation:
    assignment = {member: team.number for team in account.teams for member in team.members}
    topics = {team.number: team.topic for team in account.teams if team.topic}
    result = score(problem, assignment, topics)
    seed = account.proposal.seed
    return Formation(Status.FEASIBLE, assignment, result, seed=seed, proposals=0, topics=topics)
