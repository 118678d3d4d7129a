"""What happens to accounts at sign-in: services that record it, called by allauth's adapter."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from core import zones
from core.audit.record import record
from core.people.models import User
from core.service import service


@service
def signed_in(*, user: User, session: SessionBase, now: datetime | None = None) -> None:
    """The session knows when it began; records account.signed_in."""
    session["began_at"] = zones.moment(now).isoformat()
    record("account.signed_in", by=user, subject=user, now=now, device=session.get("device", ""))


@service
def password_set(*, user: User, password: str, now: datetime | None = None) -> None:
    """The password is changed and sessions that knew the old one are over; records account.password_set."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("account.password_set", by=user, subject=user, now=now)


@service
def address_proved(*, user: User, now: datetime | None = None) -> None:
    """Records account.address_proved."""
    record("account.address_proved", by=user, subject=user, now=now)
