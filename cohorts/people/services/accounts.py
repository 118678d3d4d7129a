"""Finding or making the one account of a person, and the one row of an organisation."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.errors import Refused
from core.models import Organisation, Sector, User
from core.people.addresses import normal_address
from core.service import service


class NotAnAddress(Refused):
    """What was given is no e-mail address."""

    message = _("Write the e-mail address like name@example.com.")
    field = "email"


class SectorMissing(Refused):
    """A new organisation must say what kind of body it is."""

    message = _("This organisation is new here: choose its sector.")
    field = "sector"


class NameIsTheirs(Refused):
    """Somebody who has signed in is called what they say themselves."""

    message = _("This person has signed in and keeps their own name. Ask them to correct it in their profile.")
    field = "first_name"


@service
def find_or_make_user(
    *, email: str, first_name: str = "", last_name: str = "", by: User | None, now: datetime | None = None
) -> User:
    """The account with this address; a new one records person.added, an earlier one keeps the name it has."""
    address = normal_address(email)
    found = User.objects.filter(email=address).first()
    if found is not None:
        return found
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotAnAddress from error
    try:
        with transaction.atomic():
            names = {"first_name": first_name, "last_name": last_name}
            user = User.objects.create_user(address, joined_at=zones.moment(now), **names)
    except IntegrityError:
        # Made by somebody else in this very moment.
        return User.objects.get(email=address)
    record("person.added", by=by, subject=user, now=now)
    return user


@service
def find_or_make_organisation(
    *, name: str, sector: str = "", by: User | None = None, now: datetime | None = None
) -> Organisation:
    """The organisation of this name, which keeps the sector it has; a new one records organisation.added."""
    found = Organisation.objects.filter(name__iexact=name).first()
    found = found or Organisation.objects.filter(short_name__iexact=name).exclude(short_name="").first()
    if found is not None:
        return found
    if sector not in Sector.values:
        raise SectorMissing
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(name=name, sector=sector)
    except IntegrityError:
        return Organisation.objects.get(name__iexact=name)
    record("organisation.added", by=by, subject=organisation, now=now, sector=sector)
    return organisation


def may_rename(user: User, by: User | None) -> bool:
    """Whether the name may be put right: by the person, or by others until the person has signed in."""
    return by is None or by.pk == user.pk or user.last_login is None


@service
def rename_person(*, user: User, first_name: str, last_name: str, by: User | None, now: datetime | None = None) -> User:
    """The person has this name in every cohort; records person.renamed when it changed."""
    if (user.first_name, user.last_name) == (first_name, last_name):
        return user
    if not may_rename(user, by):
        raise NameIsTheirs
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.first_name, locked.last_name = first_name, last_name
    locked.save(update_fields=["first_name", "last_name"])
    user.first_name, user.last_name = first_name, last_name
    record("person.renamed", by=by, subject=locked, now=now)
    return user
