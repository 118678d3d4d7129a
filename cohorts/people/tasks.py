"""Long lists in the background: heavy imports stand inside, so that web processes never make them."""

from core.scheduling.tasks import task


@task()
def import_people(upload: int) -> str:
    """The list is imported, or given back; run again after a kill it does the whole once."""
    from cohorts.people.services.importing import run_import

    return run_import(upload)


@task()
def export_people(stored: int, places: list[int]) -> None:
    """The workbook waits for whoever asked for it; run again after a kill it is made once."""
    from cohorts.people.exporting import run_export

    run_export(stored, places)
