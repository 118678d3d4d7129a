"""Working out allocations in the background: heavy imports stand inside, so that web processes never make them."""

from core.scheduling.tasks import task


@task()
def allocate(allocation: int) -> str:
    """The allocation is ready or failed; run again after a kill it starts afresh and gives the same lines."""
    from challenges.briefs.allocating import run

    return run(allocation)
