"""The first people of a new site."""

from datetime import datetime

from cohorts.programmes.models import Programme, ProgrammeStaff
from cohorts.programmes.services.programmes import create_programme
from cohorts.programmes.services.staff import add_staff
from core import zones
from core.audit.record import record
from core.service import service


@service
def first_organiser(
    *,
    programme: str,
    email: str,
    first_name: str,
    last_name: str,
    is_administrator: bool = False,
    now: datetime | None = None,
) -> ProgrammeStaff:
    """The person runs the programme, which is made if it is not there, and is invited by a letter.

    Records what the services record, and administrator.made where the person is also the site's administrator.
    """
    now = zones.moment(now)
    found = Programme.objects.filter(name__iexact=programme).first() or create_programme(
        name=programme, by=None, now=now
    )
    staff = add_staff(programme=found, email=email, first_name=first_name, last_name=last_name, by=None, now=now)
    if is_administrator and not staff.user.is_superuser:
        staff.user.is_superuser = True
        staff.user.save(update_fields=["is_superuser"])
        record("administrator.made", by=None, subject=staff.user, now=now)
    return staff
