"""What the room of challenges removes when its time has come: whose work and words they were, and files."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from challenges.judging.models import Device, Score, Scorecard
from challenges.pitchdays.models import Conflict
from challenges.results.models import ReviewedNote, TeamQuestion
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


@erases("challenges.ReviewedNote")
def reviewed_notes(now: datetime, dry_run: bool) -> Counts:
    """What teams read of judges' notes is removed."""
    old = ReviewedNote.objects.filter(card__slot__team__cohort__in=ended(now, ReviewedNote, "text"))
    return remove("judges' notes to teams", old, dry_run)


@erases("challenges.TeamQuestion")
def questions(now: datetime, dry_run: bool) -> Counts:
    """Teams' questions about their results are removed with the answers."""
    old = TeamQuestion.objects.filter(team__cohort__in=ended(now, TeamQuestion, "text"))
    return remove("teams' questions about results", old, dry_run)


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
