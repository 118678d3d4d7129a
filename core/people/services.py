"""What is done to accounts: names, addresses, proof, closing, sessions."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.files.services import take_back_exports
from core.people.addresses import AddressRefused, checked_address
from core.people.models import Invitation, User
from core.people.sessions import Session
from core.service import service


class AddressTaken(AddressRefused):
    """Somebody has this address already."""

    message = _("Another person has this address.")


def mark_proved(user: User) -> None:
    """The person's address counts as proved to allauth."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@service
def prove(*, user: User, by: User | None, now: datetime | None = None) -> None:
    """The address is taken as proved and every open invitation as accepted; records account.vouched_for.

    For people somebody vouches for: the first organiser, and the demo's cast.
    """
    moment = zones.moment(now)
    mark_proved(user)
    waiting = Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None)
    accepted = waiting.update(accepted_at=moment)
    record("account.vouched_for", by=by, subject=user, now=moment, invitations=accepted)


@service
def rename(*, user: User, first_name: str, last_name: str, by: User, now: datetime | None = None) -> User:
    """The person is known by another name; records person.renamed with the one before."""
    before = user.name
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    if user.name != before:
        record("person.renamed", by=by, subject=user, now=now, before=before)
    return user


@service
def end_sessions(*, user: User, by: User | None, keep: str = "", now: datetime | None = None) -> int:
    """The person is signed out everywhere, but for the session kept; records account.sessions_ended."""
    ended, _rows = Session.objects.filter(user=user).exclude(session_key=keep).delete()
    record("account.sessions_ended", by=by, subject=user, now=now, count=ended)
    return ended


@service
def end_session(*, user: User, key: str, by: User, now: datetime | None = None) -> None:
    """One session of the person's own is over; records account.sessions_ended."""
    ended, _rows = Session.objects.filter(user=user, session_key=key).delete()
    if ended:
        record("account.sessions_ended", by=by, subject=user, now=now, count=ended)


@service
def close_account(*, user: User, by: User | None, reason: str = "", now: datetime | None = None) -> None:
    """Nobody signs in as the person: sessions, open invitations and waiting exports are gone; records account.closed
    (I-13)."""
    moment = zones.moment(now)
    user.is_active = False
    user.save(update_fields=["is_active"])
    Session.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=moment)
    take_back_exports(owner=user, now=moment)
    record("account.closed", by=by, subject=user, now=moment, reason=reason)


@service
def open_account(*, user: User, by: User | None, now: datetime | None = None) -> None:
    """The person may sign in again; records account.opened."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("account.opened", by=by, subject=user, now=now)


@service
def change_address(*, user: User, email: str, by: User, now: datetime | None = None) -> User:
    """The person has another address, still to be proved; old sessions and open invitations are gone (I-09).

    Records account.address_changed.
    """
    moment = zones.moment(now)
    address = checked_address(email)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if User.objects.filter(email=address).exclude(pk=user.pk).exists():
        raise AddressTaken
    locked.email = address
    locked.save(update_fields=["email"])
    EmailAddress.objects.filter(user=locked).delete()
    EmailAddress.objects.create(user=locked, email=address, primary=True, verified=False)
    Session.objects.filter(user=locked).delete()
    Invitation.objects.filter(user=locked, accepted_at=None, revoked_at=None).update(revoked_at=moment)
    record("account.address_changed", by=by, subject=locked, now=moment)
    return locked
