"""What the room of challenges removes when its time has come: whose work and words they were, and files."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from challenges.judges.models import HandOver, Nudge, ReopenRequest, SeatCode
from challenges.judging.models import Device, Score, Scorecard
from challenges.pitchdays.models import Conflict
from challenges.work.models import SubmittedFile, Version
from cohorts.erasers import ended
from core.erasers import remove
from core.files.services import remove as remove_file
from core.models import StoredFile
from core.retention import Counts, erases


def blank(label: str, rows: "QuerySet[Any]", dry_run: bool, **values: Any) -> Counts:
    """The rows' fields are empty, or in a dry run counted."""
    number = rows.count()
    if number and not dry_run:
        rows.update(**values)
    return [(label, number)]


@erases("challenges.Version")
def versions(now: datetime, dry_run: bool) -> Counts:
    """What teams handed in is removed two years after the end; that they did, and what it earned, stays."""
    old = Version.objects.filter(submission__milestone__cohort__in=ended(now, Version, "text"))
    return remove("versions of work", old, dry_run)


@erases("challenges.Conflict")
def conflicts(now: datetime, dry_run: bool) -> Counts:
    """The reasons of conflicts are removed; that a judge stood aside stays, since the result rests on it."""
    old = Conflict.objects.filter(team__cohort__in=ended(now, Conflict, "reason")).exclude(reason="", declared_by=None)
    return blank("reasons of conflicts", old, dry_run, reason="", declared_by=None)


@erases("challenges.Scorecard")
def notes(now: datetime, dry_run: bool) -> Counts:
    """Judges' notes are removed; their scores stay."""
    old = Scorecard.objects.filter(slot__team__cohort__in=ended(now, Scorecard, "notes")).exclude(notes="")
    return blank("judges' notes", old, dry_run, notes="")


@erases("challenges.Score")
def reasons(now: datetime, dry_run: bool) -> Counts:
    """The reasons that judges gave with a score are removed; the scores stay."""
    old = Score.objects.filter(card__slot__team__cohort__in=ended(now, Score, "reason")).exclude(reason="")
    return blank("reasons of scores", old, dry_run, reason="")


@erases("challenges.Device")
def devices(now: datetime, dry_run: bool) -> Counts:
    """Judges' devices are forgotten."""
    old = Device.objects.filter(seat__pitch_day__cohort__in=ended(now, Device, "key"))
    return remove("judges' devices", old, dry_run)


@erases("challenges.Nudge", "challenges.SeatCode")
def words_from_the_desk(now: datetime, dry_run: bool) -> Counts:
    """What the desk wrote to judges, and the codes of their devices, are removed."""
    nudges = Nudge.objects.filter(seat__pitch_day__cohort__in=ended(now, Nudge, "words"))
    codes = SeatCode.objects.filter(seat__pitch_day__cohort__in=ended(now, SeatCode, "code_hash"))
    return [*remove("words from the desk", nudges, dry_run), *remove("codes of judges", codes, dry_run)]


@erases("challenges.HandOver", "challenges.ReopenRequest")
def judges_changes(now: datetime, dry_run: bool) -> Counts:
    """Who was to take over a seat, and why a sheet was to be opened again, is removed; what came of it stays."""
    asked = HandOver.objects.filter(seat__pitch_day__cohort__in=ended(now, HandOver, "email"))
    reopened = ReopenRequest.objects.filter(slot__pitch_day__cohort__in=ended(now, ReopenRequest, "reason"))
    return [*remove("hand-overs of seats", asked, dry_run), *remove("requests to reopen", reopened, dry_run)]


@erases("core.StoredFile")
def files(now: datetime, dry_run: bool) -> Counts:
    """Files of a cohort are removed a year after its end."""
    cohorts = ended(now, StoredFile, "file").values_list("pk", flat=True)
    old = StoredFile.objects.filter(cohort_id__in=list(cohorts))
    number = old.count()
    if not dry_run:
        SubmittedFile.objects.filter(stored__in=old).delete()
        for stored in old:
            remove_file(stored=stored, by=None, now=now)
    return [("files", number)]
