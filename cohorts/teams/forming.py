"""Running the engine on one proposal, from its frozen people to places on a board; only tasks import this."""

import logging
import time
from collections import Counter
from dataclasses import asdict, replace

from cohorts.teams import services
from cohorts.teams.engine.problem import Problem
from cohorts.teams.engine.result import Formation, Status, formation_as_json
from cohorts.teams.engine.sizes import team_count
from cohorts.teams.engine.solve import Progress, Start, form_teams
from cohorts.teams.models import TeamProposal
from cohorts.teams.snapshot import problem_of
from cohorts.teams.workflow import ProposalState
from core.errors import Refused

logger = logging.getLogger(__name__)
# The budget is counted in exchanges looked at, not in seconds: the same everywhere, so that teams can be made again.
LOOKS_A_PERSON, MOST_LOOKS = 20_000, 30_000_000
SAVE_EVERY = 0.5


def budget(people: int) -> int:
    """How many exchanges the engine may look at."""
    return max(1, min(LOOKS_A_PERSON * people, MOST_LOOKS))


class Watch:
    """Saves how far the engine is, now and then, and hears whether it shall stop."""

    def __init__(self, proposal: int) -> None:
        self.proposal, self.is_over, self.saved = proposal, False, 0.0

    def tell(self, progress: Progress) -> None:
        """The proposal's row shows the progress; at most twice a second."""
        if time.monotonic() - self.saved < SAVE_EVERY:
            return
        self.saved = time.monotonic()
        percent = 100 * progress.done // max(progress.proposals, 1)
        self.is_over = not services.note_progress(proposal=self.proposal, percent=percent, live=asdict(progress))

    def should_stop(self) -> bool:
        """Whether somebody asked to stop, or threw the proposal away."""
        return self.is_over


def run(pk: int) -> str:
    """The proposal is out of FORMING, with all its places or with none (C-03); the state it came to."""
    proposal = TeamProposal.objects.select_related("cohort").get(pk=pk)
    if proposal.state != ProposalState.FORMING:
        return str(proposal.state)
    try:
        formation = _form(proposal)
    except Exception as fault:
        logger.exception("forming proposal %s failed", pk)
        return _end(proposal, None, f"{type(fault).__name__}: {fault}")
    return _end(proposal, formation)


def _form(proposal: TeamProposal) -> Formation:
    """Even sizes, as the set-up page said they would be; any sizes the rules allow only where even ones cannot be."""
    problem = problem_of(proposal.snapshot, proposal.rules, proposal.start)
    if proposal.start.get("teams"):
        return _formed(proposal, _as_it_stands(problem, proposal), _start_of(proposal))
    even = replace(problem, rules=replace(problem.rules, team_count=team_count(problem)))
    formation = _formed(proposal, even)
    return _formed(proposal, problem) if formation.status == Status.INFEASIBLE else formation


def _as_it_stands(problem: Problem, proposal: TeamProposal) -> Problem:
    """The problem with as many teams as the board that it began with, as even as can be, or as uneven as those were."""
    count = len(proposal.start["names"])
    small, more = divmod(len(problem.people), count)
    sizes = {small, small + bool(more), *Counter(proposal.start["teams"].values()).values()}
    rules = problem.rules
    low, high = max(rules.size_min, min(sizes)), min(rules.size_max, max(sizes))
    return replace(problem, rules=replace(rules, team_count=count, even_sizes=False, size_min=low, size_max=high))


def _start_of(proposal: TeamProposal) -> Start:
    topics = {int(number): topic for number, topic in proposal.start.get("topics", {}).items()}
    return Start(dict(proposal.start["teams"]), topics)


def _formed(proposal: TeamProposal, problem: Problem, start: Start | None = None) -> Formation:
    watch = Watch(proposal.pk)
    return form_teams(
        problem,
        seed=proposal.seed,
        proposals=proposal.budget or budget(len(problem.people)),
        progress=watch.tell,
        should_stop=watch.should_stop,
        start=start,
    )


def _end(proposal: TeamProposal, formation: Formation | None, fault: str = "") -> str:
    """The proposal has ended; nothing where it was thrown away meanwhile."""
    try:
        if formation is None:
            ended = services.fail_forming(proposal=proposal, reason=fault[:300])
        elif formation.status == Status.INFEASIBLE:
            ended = services.give_up_forming(proposal=proposal, result=formation_as_json(formation))
        else:
            ended = services.finish_forming(
                proposal=proposal,
                teams=_teams(formation),
                result=formation_as_json(formation),
                points=formation.score.points,
            )
    except Refused:
        return str(TeamProposal.objects.values_list("state", flat=True).get(pk=proposal.pk))
    return str(ended.state)


def _teams(formation: Formation) -> list[list[int]]:
    """The participants' ids by team, in the order of the teams' numbers."""
    teams: dict[int, list[int]] = {}
    for person, number in formation.assignment.items():
        teams.setdefault(number, []).append(int(person))
    return [teams.get(number, []) for number in range(1, max(teams, default=0) + 1)]
