"""Forming and weighing teams in the background: heavy imports stand inside, so that web processes never make them."""

import logging

from core.scheduling.tasks import task

logger = logging.getLogger(__name__)


@task()
def form(proposal: int) -> str:
    """The proposal is ready, impossible or failed; run again after a kill it starts afresh and gives the same teams."""
    from cohorts.teams.forming import run

    return run(proposal)


@task()
def costs(proposal: int, version: int) -> str:
    """What each level costs is kept with the proposal; run again after a kill it starts afresh."""
    from cohorts.teams.costing import run

    return run(proposal, version)
