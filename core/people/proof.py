"""Roles that were given but not yet accepted: until the address is proved, they do nothing (I-09)."""

from typing import Any

from core.people.models import Invitation

# What everybody signed in may do for themselves, whatever is open.
ALWAYS = {"public", "account.use", "person.edit", "export.fetch", "site.administer", "person.impersonate"}


def unproved_places(user: Any) -> frozenset[int]:
    """The cohorts to which the person was invited and has accepted no invitation yet; 0 stands for all of the site."""
    rows = Invitation.objects.filter(user=user, revoked_at=None).values_list("cohort_id", "place", "accepted_at")
    places = {(cohort_id or 0, "" if cohort_id else place): False for cohort_id, place, _accepted_at in rows}
    places |= {(cohort_id or 0, "" if cohort_id else place): True for cohort_id, place, at in rows if at}
    return frozenset(cohort_id for (cohort_id, _place), is_proved in places.items() if not is_proved)


def must_prove(places: frozenset[int], cohort: Any) -> bool:
    """Whether a role in this cohort waits until the person has accepted the invitation that gave it."""
    return bool(places) and (0 in places or getattr(cohort, "pk", 0) in places)
