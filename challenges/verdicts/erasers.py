"""What is removed of verdicts when its time has come: names first, then words; what was chosen stays."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from challenges.verdicts.models import FollowUp, OwnerVerdict, VerdictVersion
from cohorts.erasers import ended
from core.retention import Counts, erases


@erases("challenges.OwnerVerdict", "challenges.VerdictVersion")
def verdicts(now: datetime, dry_run: bool) -> Counts:
    """A year after the cohort who said it, who took it on and what organisers read is gone; later the words too."""
    named = {"who": "", "to_organisers": ""}
    drafts = OwnerVerdict.objects.filter(brief__cohort__in=ended(now, OwnerVerdict, "who"))
    versions = VerdictVersion.objects.filter(verdict__brief__cohort__in=ended(now, VerdictVersion, "who"))
    told = OwnerVerdict.objects.filter(brief__cohort__in=ended(now, OwnerVerdict, "to_team"))
    told_versions = VerdictVersion.objects.filter(verdict__brief__cohort__in=ended(now, VerdictVersion, "to_team"))
    return [
        *_blank("names in drafts of verdicts", drafts, dry_run, **named, saved_by=None, shown_by=None),
        *_blank("names in verdicts", versions, dry_run, **named, why="", given_by=None),
        *_blank("words in drafts of verdicts", told, dry_run, what="", to_team=""),
        *_blank("words in verdicts", told_versions, dry_run, what="", to_team=""),
    ]


@erases("challenges.FollowUp")
def follow_ups(now: datetime, dry_run: bool) -> Counts:
    """A year after the cohort who answered is gone, later the words, also those that were public."""
    named = FollowUp.objects.filter(brief__cohort__in=ended(now, FollowUp, "answered_by"))
    words = FollowUp.objects.filter(brief__cohort__in=ended(now, FollowUp, "words"))
    return [
        *_blank("who said what became of the work", named, dry_run, answered_by=None),
        *_blank("words on what became of the work", words, dry_run, words=""),
    ]


def _blank(label: str, rows: "QuerySet[Any]", dry_run: bool, **values: Any) -> Counts:
    """The fields of these rows are empty, or in a dry run counted: the rows that still hold something."""
    full = rows.exclude(**values)
    number = full.count()
    if number and not dry_run:
        full.update(**values)
    return [(label, number)]
