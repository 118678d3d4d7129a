"""Who receives a visit, and inviting partners: hosts of visits and owners of challenges."""

from datetime import datetime

from cohorts.models import Cohort
from cohorts.people.services.accounts import find_or_make_user
from cohorts.visits.models import Visit, VisitHost
from core import zones
from core.audit.record import record
from core.models import Invitation, User
from core.people.invitations import invite, send_letter
from core.service import service


@service
def invite_partner(
    *, user: User, role: str, cohort: Cohort, place: str, by: User | None, now: datetime | None = None
) -> None:
    """The letter with the link waits, unless the person has accepted an invitation to this cohort before."""
    if Invitation.objects.filter(user=user, cohort_id=cohort.pk, revoked_at=None).exclude(accepted_at=None).exists():
        return
    invitation, token = invite(user=user, role=role, cohort=cohort, place=place, by=by, now=now)
    send_letter(invitation=invitation, token=token, now=now)


@service
def add_host(
    *,
    visit: Visit,
    email: str,
    first_name: str = "",
    last_name: str = "",
    by: User | None,
    is_invited: bool = True,
    now: datetime | None = None,
) -> VisitHost:
    """The person receives the visit and is invited by e-mail unless told not to; records visit.host_added, once."""
    now = zones.moment(now)
    user = find_or_make_user(email=email, first_name=first_name, last_name=last_name, by=by, now=now)
    host, is_new = VisitHost.objects.get_or_create(visit=visit, user=user, defaults={"added_at": now})
    if is_new:
        record("visit.host_added", by=by, subject=visit, cohort=visit.cohort, now=now, person=user.name)
        if is_invited:
            place = f"{visit.title}, {visit.cohort}"
            invite_partner(user=user, role="host", cohort=visit.cohort, place=place, by=by, now=now)
    return host


@service
def remove_host(*, visit: Visit, user: User, by: User | None, now: datetime | None = None) -> None:
    """The person no longer receives the visit; records visit.host_removed when they did."""
    gone, _rows = VisitHost.objects.filter(visit=visit, user=user).delete()
    if gone:
        record("visit.host_removed", by=by, subject=visit, cohort=visit.cohort, now=now, person=user.name)
