"""A certificate: what it says, fixed when it was given, and the code by which anybody can check it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort
from core.access import ScopedQuerySet
from core.keys import new_key
from core.models import Keyed, User
from core.privacy import Keep, Privacy, personal


class CertificateKind(models.TextChoices):
    """What somebody is thanked for."""

    PARTICIPANT = "participant", _("Participant")
    WINNER = "winner", _("Winner")
    MENTOR = "mentor", _("Mentor")
    HOST = "host", _("Host")
    JUDGE = "judge", _("Judge")


class CertificateQuerySet(ScopedQuerySet):
    """Questions about certificates."""

    def valid(self) -> "CertificateQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Certificate(Keyed):
    """One person's certificate; the words stay as they were given, whatever is renamed later."""

    VISIBLE = "certificate.view"
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="certificates")
    user = models.ForeignKey(User, models.PROTECT, related_name="certificates")
    kind = models.CharField(_("for"), max_length=12, choices=CertificateKind)
    name = models.CharField(_("name"), max_length=160)
    words = models.CharField(_("what it says"), max_length=600)
    # Random like the key, and apart from it: the code is printed, the key is the address of its owner.
    code = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(_("why it was withdrawn"), max_length=300, blank=True, default="")

    PRIVACY: dict[str, Any] = {
        "user": personal(Privacy.ORGANISER, Keep.COHORT, 3650, purpose="whose certificate it is"),
        "name": personal(Privacy.PUBLIC, Keep.COHORT, 3650, purpose="who has the code can check the certificate"),
        "words": personal(Privacy.PUBLIC, Keep.COHORT, 3650, purpose="who has the code can check the certificate"),
        "code": personal(Privacy.SECRET, Keep.COHORT, 3650, purpose="to check a certificate one has in hand"),
        "withdrawn_why": personal(Privacy.ORGANISER, Keep.COHORT, 3650, purpose="to account for a withdrawal"),
    }
    objects = CertificateQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user", "kind"],
                condition=Q(withdrawn_at=None),
                name="certificate_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.name}"
