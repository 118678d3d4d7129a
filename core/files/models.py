"""Uploaded and made files: owner, purpose, checked type and size."""

from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.keys import Keyed, new_key
from core.people.models import User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

WHY = "to give the file back to whoever may have it"


def private_storage() -> Storage:
    """The storage that no address leads to."""
    return storages["private"]


def generated_name(stored: "StoredFile", filename: str) -> str:
    """A name that has nothing of the uploaded one."""
    return f"{stored.purpose}/{new_key()}{new_key()}"


class StoredFile(Keyed):
    """One file on the private storage."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    cohort_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=40)
    file = models.FileField(storage=private_storage, upload_to=generated_name, max_length=120)
    original_name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    is_single_use = models.BooleanField(default=False)
    fetched_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, Personal | str]] = {
        "purpose": NOT_PERSONAL,
        "content_type": NOT_PERSONAL,
        "sha256": NOT_PERSONAL,
        "owner": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
        "file": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
        "original_name": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
    }

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return self.original_name
