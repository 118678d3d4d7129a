"""For messages: who has not sent their wishes, and how a reminder begins."""

from django.utils.translation import gettext as _

from cohorts.programmes.models import Cohort
from cohorts.wishes.queries import are_open, silent_of
from core import zones
from core.models import User
from core.templatetags.moments import absolute


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """While wishes are asked for, those who have not answered."""
    if cohort.wishes_until is None or not are_open(cohort, zones.now()):
        return []
    return [("no-wishes", _("Participants who have not sent their wishes"), [one.user for one in silent_of(cohort)])]


def start(cohort: Cohort, key: str) -> tuple[str, str] | None:
    """The subject and text of a reminder to send one's wishes; nothing while none are asked for."""
    if cohort.wishes_until is None or not are_open(cohort, zones.now()):
        return None
    subject = _("Your wishes for the teams")
    body = _(
        "Hello {first_name},\n\nTeams are formed soon. Tell us which topics you would like to work on. "
        "You can do so until %(when)s.\n\nYou find the page under “This week”:\n{site}\n"
    )
    return subject, body % {"when": absolute(cohort.wishes_until, cohort)}
