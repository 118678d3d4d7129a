"""People who sign in, the organisations they come from, and invitations."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core import zones
from core.keys import Keyed
from core.people.addresses import is_mixed, normal_address
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal


class Sector(models.TextChoices):
    """What kind of body an organisation is; a cohort says which of its two sides each counts to."""

    PUBLIC = "PUBLIC", _("Public sector")
    PRIVATE = "PRIVATE", _("Private sector")
    THIRD = "THIRD", _("Third sector")
    ACADEMIC = "ACADEMIC", _("Academic")


class Organisation(Keyed):
    """A body that people come from, that owns challenges or hosts visits."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True, default="")
    # Bodies with one group count as one employer when teams are formed: the agencies of a department, for example.
    group = models.CharField(_("employer group"), max_length=80, blank=True, default="")
    sector = models.CharField(_("sector"), max_length=10, choices=Sector)
    region = models.CharField(_("region"), max_length=80, blank=True, default="")
    website = models.URLField(_("website"), blank=True, default="")

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(
        ("name", "short_name", "group", "region", "website"), NOT_PERSONAL
    )

    class Meta:
        app_label = "core"
        constraints = [models.UniqueConstraint(Lower("name"), name="organisation_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def brief_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def employer(self) -> str:
        """What counts as the employer: the group where there is one."""
        return self.group or self.name


def full_name(first: str, last: str, email: str) -> str:
    """The full name, or the address where none is known; both where the name mixes alphabets (I-07)."""
    name = f"{first} {last}".strip() or email
    return f"{name} ({email})" if not name.isascii() and is_mixed(name) else name


class UserManager(BaseUserManager["User"]):
    """Makes people by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who can sign in once they have proved the address."""
        user = self.model(email=normal_address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A site administrator."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with this address, however it is written."""
        return self.get(email=normal_address(username or ""))


class User(AbstractBaseUser, PermissionsMixin, Keyed):
    """One person, one account, through all roles and cohorts."""

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True, default="")
    last_name = models.CharField(_("last name"), max_length=80, blank=True, default="")
    is_active = models.BooleanField(_("can sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=zones.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    PRIVACY = {
        "email": personal(Privacy.ORGANISER, Keep.ACCOUNT, 730, purpose="to sign in and be written to"),
        "first_name": personal(Privacy.COHORT, Keep.ACCOUNT, 730, purpose="to be known by"),
        "last_name": personal(Privacy.COHORT, Keep.ACCOUNT, 730, purpose="to be known by"),
        "password": personal(Privacy.SECRET, Keep.ACCOUNT, 730, purpose="to sign in"),
        "last_login": personal(Privacy.ORGANISER, Keep.ACCOUNT, 730, purpose="to end unused accounts"),
        "joined_at": personal(Privacy.ORGANISER, Keep.ACCOUNT, 730, purpose="to end unused accounts"),
    }
    objects = UserManager()

    class Meta:
        app_label = "core"
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The full name, or the address where none is known; both where the name mixes alphabets (I-07)."""
        return full_name(self.first_name, self.last_name, self.email)

    @property
    def initials(self) -> str:
        """Two letters for the round badge."""
        return (self.first_name[:1] + self.last_name[:1]).upper() or self.email[:2].upper()

    def get_full_name(self) -> str:
        """The name, as Wagtail asks for it."""
        return self.name

    def get_short_name(self) -> str:
        """The first name, as mail greets with it."""
        return self.first_name or self.email


class Invitation(Keyed):
    """A single-use letter to one address; its token is stored hashed, its scope in the row."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=40)
    cohort_id = models.BigIntegerField(null=True)
    place = models.CharField(_("what it invites to"), max_length=200, blank=True, default="")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, Personal | str]] = {
        "role": NOT_PERSONAL,
        "place": NOT_PERSONAL,
        "email": personal(Privacy.ORGANISER, Keep.CREATED, 365, purpose="to bind the invitation to an address"),
        "token_hash": personal(Privacy.SECRET, Keep.CREATED, 365, purpose="to prove the address"),
        "user": personal(Privacy.ORGANISER, Keep.CREATED, 365, purpose="to know who was invited"),
        "invited_by": personal(Privacy.ORGANISER, Keep.CREATED, 365, purpose="to know who invited"),
    }

    class Meta:
        app_label = "core"
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True), name="invitation_one_end"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "cohort_id"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.name}, {self.place}"


class Impersonation(models.Model):
    """A time in which an administrator sees the site as somebody else, told to that person."""

    administrator = models.ForeignKey(User, models.CASCADE, related_name="+")
    person = models.ForeignKey(User, models.CASCADE, related_name="impersonations")
    reason = models.CharField(_("reason"), max_length=300)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    PRIVACY = {
        "administrator": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for it"),
        "person": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for it"),
        "reason": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for it"),
    }

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return f"{self.administrator} as {self.person}"


class RateCount(models.Model):
    """How often something happened in one window of time."""

    name = models.CharField(max_length=120)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    PRIVACY: ClassVar[dict[str, str]] = {"name": NOT_PERSONAL}

    class Meta:
        app_label = "core"
        constraints = [models.UniqueConstraint(fields=["name", "window"], name="rate_window_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.count}"


class Recovery(models.Model):
    """One administrator's wish to take away a person's lost second factors; another one has to agree (I-12)."""

    person = models.ForeignKey(User, models.CASCADE, related_name="recoveries")
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    PRIVACY = {
        "person": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for it"),
        "asked_by": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for it"),
        "agreed_by": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for it"),
        "reason": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for it"),
    }

    class Meta:
        app_label = "core"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="recovery_one_open"),
            models.CheckConstraint(condition=~Q(agreed_by=models.F("asked_by")), name="recovery_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.asked_by}"
