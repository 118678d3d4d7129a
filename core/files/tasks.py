"""Work on stored files in the background: the scanner's verdict, and small pictures of what is in them."""

from core.scheduling.tasks import task


@task()
def scan(stored: int) -> None:
    """The file has its verdict, or waits for the job that asks again."""
    from core.files.models import Scan, StoredFile
    from core.files.services.scanning import scan as look

    found = StoredFile.objects.filter(pk=stored, scan=Scan.WAITING).first()
    if found is not None:
        look(found)


@task()
def preview(stored: int) -> None:
    """The file has its previews, once."""
    from core.files.previews import draw

    draw(stored)
