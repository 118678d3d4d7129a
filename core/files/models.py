"""Uploaded and made files, those on their way, and small pictures of them."""

from datetime import datetime
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.keys import Keyed, new_key
from core.people.models import User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

WHY = "to give the file back to whoever may have it"
ON_THE_WAY = "to go on with an upload that was interrupted"


def private_storage() -> Storage:
    """The storage that no address leads to."""
    return storages["private"]


def new_name(purpose: str) -> str:
    """A name on the storage that nobody can guess."""
    return f"{purpose}/{new_key()}{new_key()}"


def generated_name(stored: "StoredFile", filename: str) -> str:
    """A name that has nothing of the uploaded one."""
    return new_name(stored.purpose)


class Scan(models.TextChoices):
    """What a scanner for malware said of a file."""

    MADE = "MADE", _("made by the site")
    UNSCANNED = "UNSCANNED", _("not scanned")
    WAITING = "WAITING", _("being checked")
    CLEAN = "CLEAN", _("checked")
    INFECTED = "INFECTED", _("harmful, kept from everybody")


SERVED = (Scan.MADE, Scan.UNSCANNED, Scan.CLEAN)


class StoredFile(Keyed):
    """One file on the private storage."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    cohort_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=40)
    context = models.CharField(max_length=120, blank=True, default="")
    pool = models.CharField(max_length=60, blank=True, default="", db_index=True)
    file = models.FileField(storage=private_storage, upload_to=generated_name, max_length=120)
    original_name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    is_single_use = models.BooleanField(default=False)
    fetched_at = models.DateTimeField(null=True)
    # Until somebody says otherwise nobody gets it.
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.WAITING)
    scanned_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=120, blank=True, default="")

    PRIVACY: ClassVar[dict[str, Personal | str]] = {
        "purpose": NOT_PERSONAL,
        "context": NOT_PERSONAL,
        "pool": NOT_PERSONAL,
        "finding": NOT_PERSONAL,
        "content_type": NOT_PERSONAL,
        "sha256": NOT_PERSONAL,
        "owner": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
        "file": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
        "original_name": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
    }

    class Meta:
        app_label = "core"
        constraints = [models.CheckConstraint(condition=Q(scan__in=Scan.values), name="stored_file_scan_known")]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_served(self) -> bool:
        """Whether whoever may have it gets it: not while it waits for the scanner, and never when it is harmful."""
        return self.scan in SERVED

    @property
    def kind(self) -> str:
        """Its kind in a few letters, as its name says it: PDF."""
        ending = self.original_name.rpartition(".")[2] if "." in self.original_name else ""
        return ending[:5].upper() or str(_("File"))

    def is_untaken(self, now: datetime) -> bool:
        """Whether it was sent in parts and waits for a form to take it, in time and not harmful."""
        in_time = self.expires_at is not None and self.expires_at > now
        return in_time and not self.is_single_use and self.scan != Scan.INFECTED

    @property
    def state(self) -> str:
        """What a list says beside its name; nothing where there is nothing to say."""
        return "" if self.scan in (Scan.MADE, Scan.CLEAN) else str(Scan(self.scan).label)


class Preview(models.Model):
    """A small picture that the site drew of a file: of a picture, or of one of its first pages."""

    stored = models.ForeignKey(StoredFile, models.CASCADE, related_name="previews")
    number = models.PositiveSmallIntegerField(_("page"))
    file = models.FileField(storage=private_storage, max_length=120)

    PRIVACY: ClassVar[dict[str, Personal | str]] = {
        "file": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
    }

    class Meta:
        app_label = "core"
        constraints = [models.UniqueConstraint(fields=["stored", "number"], name="preview_once")]

    def __str__(self) -> str:
        return f"{self.stored}, {self.number}"


class UploadState(models.TextChoices):
    """How far an upload in parts has come."""

    OPEN = "OPEN", _("being sent")
    CHECKING = "CHECKING", _("being checked")
    DONE = "DONE", _("stored")
    REFUSED = "REFUSED", _("not taken")
    CANCELLED = "CANCELLED", _("cancelled")


GOING = (UploadState.OPEN, UploadState.CHECKING)


class Upload(Keyed):
    """A file on its way, in parts; each part is a file of its own until all are there."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    cohort_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=40)
    context = models.CharField(max_length=120)
    pool = models.CharField(max_length=60, blank=True, default="")
    client_key = models.CharField(max_length=64, blank=True, default="")
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    received = models.PositiveBigIntegerField(_("received"), default=0)
    parts = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.OPEN)
    reason = models.CharField(max_length=300, blank=True, default="")
    begun_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    checking_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    stored = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="uploads")

    PRIVACY: ClassVar[dict[str, Personal | str]] = {
        **dict.fromkeys(("purpose", "context", "pool", "client_key", "parts", "reason"), NOT_PERSONAL),
        "owner": personal(Privacy.COHORT, Keep.CREATED, 2, purpose=ON_THE_WAY),
        "name": personal(Privacy.COHORT, Keep.CREATED, 2, purpose=ON_THE_WAY),
    }

    class Meta:
        app_label = "core"
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_over_its_size"),
            models.UniqueConstraint(
                fields=["owner", "purpose", "context", "client_key"],
                condition=Q(state__in=GOING) & ~Q(client_key=""),
                name="upload_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
