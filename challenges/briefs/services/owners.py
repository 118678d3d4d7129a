"""Who answers for a brief."""

from datetime import datetime

from challenges.briefs.models import Brief, BriefOwner
from cohorts.people.services.accounts import find_or_make_user
from cohorts.visits.services import invite_partner
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def add_owner(
    *,
    brief: Brief,
    email: str,
    first_name: str = "",
    last_name: str = "",
    by: User | None,
    is_invited: bool = True,
    now: datetime | None = None,
) -> BriefOwner:
    """The person answers for the brief and is invited by e-mail unless told not to; records brief.owner_added, once."""
    now = zones.moment(now)
    user = find_or_make_user(email=email, first_name=first_name, last_name=last_name, by=by, now=now)
    owner, is_new = BriefOwner.objects.get_or_create(brief=brief, user=user, defaults={"added_at": now})
    if is_new:
        record("brief.owner_added", by=by, subject=brief, cohort=brief.cohort, now=now, person=user.name)
        if is_invited:
            place = f"{brief.title}, {brief.cohort}"
            invite_partner(user=user, role="challenge_owner", cohort=brief.cohort, place=place, by=by, now=now)
    return owner


@service
def remove_owner(*, brief: Brief, user: User, by: User | None, now: datetime | None = None) -> None:
    """The person no longer answers for the brief; records brief.owner_removed when they did."""
    gone, _rows = BriefOwner.objects.filter(brief=brief, user=user).delete()
    if gone:
        record("brief.owner_removed", by=by, subject=brief, cohort=brief.cohort, now=now, person=user.name)
