"""What mail about a programme day says, and to whom it goes."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.programmes.models import Cohort
from cohorts.visits.models import Visit
from core import zones
from core.models import User
from core.people.links import site_link
from core.templatetags.moments import absolute

# What those who booked are told when it changes.
TOLD = ("starts_at", "ends_at", "town", "address")


def told_of_new_dates(cohort: Cohort) -> list[User]:
    """Who gets a letter when the cohort's first day moves, and its visits ahead with it."""
    ahead = Visit.objects.ahead(zones.now()).filter(cohort=cohort, is_published=True)
    return [user for visit in ahead for user in people_to_tell(visit)]


def people_to_tell(visit: Visit, *, and_waiting: bool = False) -> list[User]:
    """Those who hold a seat, by name, then those who wait for one where asked, then those who receive the visit."""
    visitors = [booking.participant.user for booking in visit.bookings.held().with_people()]
    if and_waiting:
        visitors += [booking.participant.user for booking in visit.bookings.waiting().with_people()]
    hosts = [host.user for host in visit.hosts.select_related("user").order_by("pk")]
    return visitors + hosts


def visit_facts(
    visit: Visit, *, before: datetime | None = None, reason: str = ""
) -> Callable[[User], Mapping[str, str]]:
    """The facts of a mail, with the page on which each person sees the visit."""
    zone = visit.cohort.zone
    hosts = set(visit.hosts.values_list("user_id", flat=True))
    visitors = set(visit.bookings.held().values_list("participant__user_id", flat=True))
    shared = {
        "visit": visit.title,
        "host": visit.host.name,
        "when": absolute(visit.starts_at, zone),
        "before": absolute(before or visit.starts_at, zone),
        "place": ", ".join(filter(None, [visit.address, visit.town])) or _("the place will be told later"),
        "reason": reason or _("none given"),
    }

    def facts(user: User) -> Mapping[str, str]:
        if user.pk in hosts and user.pk not in visitors:
            path = reverse("partner:visit", args=[visit.key])
        else:
            path = reverse("my:visit", args=[visit.cohort.slug, visit.key])
        return {**shared, "link": site_link(path)}

    return facts
