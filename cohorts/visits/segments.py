"""For messages: who comes to the next programme days and who has no seat, and how a letter about one begins."""

from django.utils.translation import gettext as _

from cohorts.messages.segments import as_said
from cohorts.models import Cohort, Participant, Visit
from cohorts.visits.models import Booking
from core import zones
from core.models import User
from core.templatetags.moments import absolute

# Days further off have no group of their own: people are still booking.
NEXT = 2


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """Of each of the next open days those who hold a seat and those who do not; three queries."""
    visits = list(Visit.objects.ahead(zones.now()).filter(cohort=cohort, is_published=True).in_order()[:NEXT])
    if not visits:
        return []
    people = list(Participant.objects.active().filter(cohort=cohort).select_related("user").order_by("pk"))
    held = set(Booking.objects.held().filter(visit__in=visits).values_list("visit_id", "participant_id"))
    found = []
    for visit in visits:
        words = {"visit": visit.title}
        seated = [person.user for person in people if (visit.pk, person.pk) in held]
        without = [person.user for person in people if (visit.pk, person.pk) not in held]
        found += [
            (f"seated-{visit.key}", _("Who comes to %(visit)s") % words, seated),
            (f"seatless-{visit.key}", _("Participants without a seat on %(visit)s") % words, without),
        ]
    return found


def start(cohort: Cohort, key: str) -> tuple[str, str] | None:
    """The subject and text of a letter about a seat on the day with this key; nothing where there is none."""
    visit = Visit.objects.going_ahead().filter(cohort=cohort, key=key).select_related("host").first()
    if visit is None:
        return None
    words = {
        "visit": as_said(visit.title),
        "host": as_said(visit.host.name),
        "when": absolute(visit.starts_at, cohort),
    }
    subject = _("Your seat on %(visit)s") % words
    body = _(
        "Hello {first_name},\n\n%(visit)s is at %(host)s: %(when)s. "
        "You have no seat on it yet, and there are seats left.\n\n"
        "Book one under “Programme days”:\n{site}\n"
    )
    return subject, body % words
