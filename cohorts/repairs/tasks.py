"""Mending teams in the background: heavy imports stand inside, so that web processes never make them."""

from core.scheduling.tasks import task


@task()
def mend(repair: int) -> str:
    """The repair is ready or failed; run again after a kill it starts afresh and finds the same ways."""
    from cohorts.repairs.mending import run

    return run(repair)
