"""What the ground floor removes when its time has come: mail, invitations, sessions, accounts that nobody uses."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model, Q, QuerySet

from core.files.services import abandoned, forget_files
from core.models import Impersonation, Invitation, OutboxMessage, Recovery, Session, Upload, User
from core.privacy import Personal, declared
from core.retention import Counts, erases
from core.tombstones import GONE, lay


def days(model: type[Model], field: str) -> timedelta:
    """How long the model declares that the field is kept."""
    rule = declared(model)[field]
    assert isinstance(rule, Personal)
    return timedelta(days=rule.days)


def remove(label: str, rows: "QuerySet[Model]", dry_run: bool) -> Counts:
    """The rows are gone, or in a dry run counted."""
    number = rows.count()
    if number and not dry_run:
        rows.delete()
    return [(label, number)]


@erases("core.OutboxMessage")
def mail(now: datetime, dry_run: bool) -> Counts:
    """Messages are removed a year after they were written."""
    old = OutboxMessage.objects.filter(created_at__lt=now - days(OutboxMessage, "body"))
    return remove("messages", old, dry_run)


@erases("core.Invitation")
def invitations(now: datetime, dry_run: bool) -> Counts:
    """Invitations are removed a year after they were written."""
    return remove("invitations", Invitation.objects.filter(invited_at__lt=now - days(Invitation, "email")), dry_run)


@erases("core.Impersonation")
def impersonations(now: datetime, dry_run: bool) -> Counts:
    """The list of impersonations goes back two years; the audit keeps the fact."""
    old = Impersonation.objects.filter(started_at__lt=now - days(Impersonation, "reason"))
    return remove("impersonations", old, dry_run)


@erases("core.Recovery")
def recoveries(now: datetime, dry_run: bool) -> Counts:
    """The list of second factors taken away goes back two years; the audit keeps the fact."""
    return remove("recoveries", Recovery.objects.filter(asked_at__lt=now - days(Recovery, "reason")), dry_run)


@erases("core.Session")
def sessions(now: datetime, dry_run: bool) -> Counts:
    """Sessions past their time are removed."""
    return remove("sessions", Session.objects.filter(expire_date__lt=now), dry_run)


@erases("core.Upload")
def uploads(now: datetime, dry_run: bool) -> Counts:
    """Uploads are forgotten once they are over: a day without a part, a week without a form that takes the file."""
    number = Upload.objects.filter(expires_at__lt=now).count()
    if not dry_run:
        abandoned(now)
    return [("uploads", number)]


@erases("core.User")
def accounts(now: datetime, dry_run: bool) -> Counts:
    """Accounts that nobody used for two years are closed, and nothing in them says whose they were."""
    before = now - days(User, "email")
    unused = Q(last_login__lt=before) | Q(last_login=None, joined_at__lt=before)
    found = User.objects.filter(unused).exclude(email__endswith=GONE)
    number = found.count()
    if not dry_run:
        for person in found:
            forget(person, now)
    return [("unused accounts", number)]


def forget(person: User, now: datetime | None = None) -> None:
    """The account is closed and nameless, and stays so after a restore; the row stays, for what hangs on it.

    Files that only the person had are gone; those that a team handed in are the team's.
    """
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    Session.objects.filter(user=person).delete()
    forget_files(owner=person, now=now)
    person.email, person.first_name, person.last_name = f"{person.key}{GONE}", "", ""
    person.is_active, person.is_superuser = False, False
    person.set_unusable_password()
    person.save()
    lay(person, now)
