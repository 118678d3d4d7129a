"""Who runs a programme: adding an organiser, ending the role."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Programme, ProgrammeStaff
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.files.services import take_back_exports
from core.models import Session, User
from core.outbox.services import post
from core.people.addresses import normal_address
from core.people.invitations import invite, send_letter
from core.people.links import site_link
from core.service import service


class LastOrganiser(Refused):
    """Without this person nobody would run the programme."""

    message = _("A programme always has an organiser. Add another one first.")


@service
def add_staff(
    *,
    programme: Programme,
    email: str,
    first_name: str = "",
    last_name: str = "",
    by: User | None,
    now: datetime | None = None,
) -> ProgrammeStaff:
    """The person is an organiser once the address is proved; records staff.added and sends a letter. Twice is once."""
    moment = zones.moment(now)
    Programme.objects.select_for_update().get(pk=programme.pk)
    user = _person(email, first_name, last_name, by, moment)
    row, is_new = ProgrammeStaff.objects.get_or_create(
        programme=programme, user=user, ended_at=None, defaults={"granted_by": by, "granted_at": moment}
    )
    if is_new:
        record("staff.added", by=by, subject=row, now=moment, programme=programme.pk)
        _begin_anew(row, by)
        _tell(row, by, moment)
    return row


def _person(email: str, first_name: str, last_name: str, by: User | None, now: datetime) -> User:
    address = normal_address(email)
    found = User.objects.filter(email=address).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            user = User.objects.create_user(address, first_name=first_name, last_name=last_name, joined_at=now)
    except IntegrityError:
        # Made by somebody else in this very moment.
        return User.objects.get(email=address)
    record("person.added", by=by, subject=user, now=now)
    return user


def _begin_anew(row: ProgrammeStaff, by: User | None) -> None:
    """Who becomes an organiser for the first time signs in again: an old session gains no power (I-11)."""
    others = ProgrammeStaff.objects.filter(user=row.user_id, ended_at=None).exclude(pk=row.pk)
    if row.user != by and not others.exists():
        Session.objects.filter(user=row.user_id).delete()


def _tell(row: ProgrammeStaff, by: User | None, now: datetime) -> None:
    """An invitation to somebody new; somebody who has proved the address already is only told."""
    programme = row.programme
    if EmailAddress.objects.filter(user=row.user, verified=True).exists():
        post(
            to=row.user,
            subject=gettext("You now run %(programme)s") % {"programme": programme.name},
            body=gettext("Hello %(name)s,\n\nYou are now an organiser of %(programme)s:\n%(link)s\n")
            % {
                "name": row.user.get_short_name(),
                "programme": programme.name,
                "link": site_link(reverse("organise:programme", kwargs={"slug": programme.slug})),
            },
            key=f"staff:{row.pk}",
            kind="programmes.staff",
            now=now,
        )
        return
    invitation, token = invite(user=row.user, role="organiser", place=programme.name, by=by, now=now)
    send_letter(invitation=invitation, token=token, now=now)


@service
def end_staff(*, staff: ProgrammeStaff, by: User | None, now: datetime | None = None) -> ProgrammeStaff:
    """From the next request on the person runs the programme no more, and exports made before are not given out;
    records staff.ended. Never the last one."""
    Programme.objects.select_for_update().get(pk=staff.programme_id)
    staff = ProgrammeStaff.objects.select_for_update().get(pk=staff.pk)
    if staff.ended_at is not None:
        return staff
    running = ProgrammeStaff.objects.filter(programme_id=staff.programme_id, ended_at=None, user__is_active=True)
    if not running.exclude(pk=staff.pk).exists():
        raise LastOrganiser
    staff.ended_at = zones.moment(now)
    staff.save(update_fields=["ended_at"])
    take_back_exports(owner=staff.user, now=staff.ended_at)
    record("staff.ended", by=by, subject=staff, now=staff.ended_at, programme=staff.programme_id)
    return staff
