"""Which unseen releases the answer that is being made shows: pages say so here, the middleware reads it."""

from contextvars import ContextVar

SHOWN: ContextVar[set[int] | None] = ContextVar("results_shown", default=None)


def note_shown(cohort_id: int) -> None:
    """The answer that is being made shows the unseen release of this cohort."""
    shown = SHOWN.get()
    if shown is not None:
        shown.add(cohort_id)
