"""How much one person, one team and one cohort may store, said before it is sent."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from core.files.checks import FileRefused
from core.files.models import GOING, StoredFile, Upload
from core.people.models import User

OVER_PERSON = _("You have %(left)s left of the %(most)s that one person may store. Take something away first.")
OVER_POOL = _("Your team has %(left)s left of the %(most)s that it may store. Take something away first.")
OVER_COHORT = _("This cohort has %(left)s left of the %(most)s that it may store. Ask an organiser.")


@dataclass(frozen=True)
class Room:
    """What may still be stored, and of how much."""

    left: int
    most: int


def room_of_person(owner: User) -> Room:
    """What one person may still store; exports, which go by themselves, do not count."""
    return _room(
        StoredFile.objects.filter(owner=owner, is_single_use=False),
        Upload.objects.filter(owner=owner),
        settings.FILE_PERSON_BYTES,
    )


def room_of_pool(pool: str, but: Upload | None = None) -> Room:
    """What may still be stored together, as a team's files are."""
    rows = Upload.objects.filter(pool=pool)
    return _room(
        StoredFile.objects.filter(pool=pool), rows.exclude(pk=but.pk) if but else rows, settings.FILE_TEAM_BYTES
    )


def refuse_over(*, owner: User, size: int, pool: str = "", cohort_id: int | None = None) -> None:
    """Raises FileRefused, with how much is left, when so many bytes more are over one of the limits."""
    _refuse(room_of_person(owner), size, OVER_PERSON)
    if pool:
        _refuse(room_of_pool(pool), size, OVER_POOL)
    if cohort_id:
        stored = StoredFile.objects.filter(cohort_id=cohort_id, is_single_use=False)
        coming = Upload.objects.filter(cohort_id=cohort_id)
        _refuse(_room(stored, coming, settings.FILE_COHORT_BYTES), size, OVER_COHORT)


def _room(stored: QuerySet[StoredFile], coming: QuerySet[Upload], most: int) -> Room:
    """What is on its way counts as if it were there: ten uploads at once are not a way round."""
    held = stored.aggregate(total=Sum("size"))["total"] or 0
    promised = coming.filter(state__in=GOING).aggregate(total=Sum("size"))["total"] or 0
    return Room(max(most - held - promised, 0), most)


def _refuse(room: Room, size: int, words: "object") -> None:
    if size > room.left:
        told = {"left": filesizeformat(room.left), "most": filesizeformat(room.most)}
        raise FileRefused(str(words) % told, "quota")
