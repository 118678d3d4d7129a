"""What follows from a scanner's verdict: served, or kept from everybody and told."""

import logging
from datetime import datetime

from django.db.models import F

from core import zones
from core.audit.record import record
from core.files.models import Preview, Scan, StoredFile
from core.files.scanners import NoVerdict, ScannerDown, Verdict, ask, is_scanning
from core.scheduling.enqueue import enqueue
from core.service import service
from core.wiring import wired

logger = logging.getLogger(__name__)
AT_ONCE = 50


def scan(stored: StoredFile, now: datetime | None = None) -> bool:
    """The file has its verdict; or, where there is none, waits on and is not served: then whether to go on asking."""
    try:
        with stored.file.open("rb") as opened:
            verdict = ask(opened)
    except (NoVerdict, OSError) as silence:
        logger.error("the scanner gave no verdict on the file %s: %s", stored.key, silence)
        StoredFile.objects.filter(pk=stored.pk, scan=Scan.WAITING).update(scanned_at=zones.moment(now))
        return not isinstance(silence, ScannerDown)
    record_verdict(stored=stored, verdict=verdict, now=now)
    return True


@service
def record_verdict(*, stored: StoredFile, verdict: Verdict, now: datetime | None = None) -> StoredFile:
    """The file is clean, or harmful and kept from everybody for good; records file.infected, once.

    Whoever is wired as FILE_INFECTED tells the owner and the organisers.
    """
    now = zones.moment(now)
    locked = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if locked.scan != Scan.WAITING:
        return locked
    locked.scan, locked.scanned_at = (Scan.CLEAN if verdict.is_clean else Scan.INFECTED), now
    locked.finding = verdict.finding[:120]
    locked.save(update_fields=["scan", "scanned_at", "finding"])
    if verdict.is_clean:
        enqueue("files.preview", stored=locked.pk)
        return locked
    Preview.objects.filter(stored=locked).delete()
    record("file.infected", by=None, subject=locked, cohort_id=locked.cohort_id, now=now, finding=locked.finding)
    for tell in wired("FILE_INFECTED"):
        tell(stored=locked, now=now)
    return locked


def look_again(now: datetime) -> int:
    """Files that wait are shown to the scanner again, those asked about longest ago first; how many had a verdict.

    Where the scanner was taken away they count as not scanned.
    """
    if not is_scanning():
        return StoredFile.objects.filter(scan=Scan.WAITING).exclude(file="").update(scan=Scan.UNSCANNED)
    asked = F("scanned_at").asc(nulls_first=True)
    waiting = StoredFile.objects.filter(scan=Scan.WAITING).exclude(file="").order_by(asked, "pk")[:AT_ONCE]
    for stored in waiting:
        if not scan(stored, now):
            break
    return StoredFile.objects.filter(scanned_at=now).exclude(scan=Scan.WAITING).count()
