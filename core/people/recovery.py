"""A lost second factor is taken away by two administrators together, never by one (I-12)."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.errors import Refused
from core.outbox.services import post
from core.people.models import Recovery, User
from core.people.sessions import Session
from core.service import service

LIFE = timedelta(days=2)


class NotTwoPeople(Refused):
    """The same person asked and agreed, or the person asks for themselves, or the wish is over."""

    message = _("Another administrator has to agree, within two days.")


def waiting_for(person: User, now: datetime | None = None) -> Recovery | None:
    """The wish that still waits for a second administrator."""
    since = zones.moment(now) - LIFE
    return Recovery.objects.filter(person=person, ended_at=None, asked_at__gt=since).select_related("asked_by").first()


@service
def ask(*, person: User, reason: str, by: User, now: datetime | None = None) -> Recovery:
    """A second administrator may now agree for two days; records account.recovery_asked and tells the person."""
    moment = zones.moment(now)
    if by == person or not by.is_superuser:
        raise NotTwoPeople
    User.objects.select_for_update().get(pk=person.pk)
    Recovery.objects.filter(person=person, ended_at=None).update(ended_at=moment)
    wish = Recovery.objects.create(person=person, asked_by=by, reason=reason, asked_at=moment)
    record("account.recovery_asked", by=by, subject=person, now=moment, reason=reason)
    _tell(wish, "asked", moment)
    return wish


@service
def agree(*, recovery: Recovery, by: User, now: datetime | None = None) -> None:
    """The person has no second factor and no session; records account.recovered and tells the person."""
    moment = zones.moment(now)
    wish = Recovery.objects.select_for_update().get(pk=recovery.pk)
    is_late = wish.ended_at is not None or wish.asked_at + LIFE <= moment
    if is_late or not by.is_superuser or by.pk in {wish.asked_by_id, wish.person_id}:
        raise NotTwoPeople
    wish.agreed_by, wish.ended_at = by, moment
    wish.save(update_fields=["agreed_by", "ended_at"])
    Authenticator.objects.filter(user=wish.person).delete()
    Session.objects.filter(user=wish.person).delete()
    record("account.recovered", by=by, subject=wish.person, now=moment, asked_by=wish.asked_by.name)
    _tell(wish, "done", moment)


def _tell(wish: Recovery, what: str, now: datetime) -> None:
    post(
        to=wish.person,
        subject=gettext("Your second step at sign-in"),
        body=render_to_string("emails/account_recovery.txt", {"wish": wish, "is_done": what == "done"}),
        key=f"recovery:{wish.pk}:{what}",
        kind="account.recovery",
        now=now,
    )
