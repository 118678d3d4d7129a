"""Who is told of a meeting, and what the letter says."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from challenges.work.rooms.models import TeamMeeting
from challenges.work.rooms.people import invited_to
from cohorts.messages.services import notify
from core.models import User
from core.people.links import site_link
from core.templatetags.moments import absolute, when_words


def tell(
    meeting: TeamMeeting, kind: str, *, by: User, now: datetime, was: datetime | None = None, reason: str = ""
) -> None:
    """Everybody whom the meeting asks, but who did it, gets one letter of this change."""
    cohort = meeting.cohort
    facts = {
        "team": meeting.team.name,
        "subject": meeting.subject,
        "who": by.name,
        "when": when_words(meeting.starts_at, cohort.zone, now) if meeting.starts_at else "",
        "was": absolute(was, cohort.zone) if was else "",
        "times": "\n".join(absolute(slot.starts_at, cohort.zone) for slot in meeting.slots.order_by("starts_at")),
        "length": gettext("%(minutes)s minutes") % {"minutes": meeting.minutes},
        "where": " ".join(filter(None, [meeting.place, meeting.link])) or gettext("not said yet"),
        "reason": reason or gettext("none given"),
        "link": site_link(reverse("my:meeting", args=[cohort.slug, meeting.key])),
    }
    to = [user for user in invited_to(meeting) if user != by and user.is_active]
    if to:
        notify(cohort=cohort, kind=kind, to=to, facts=facts, by=by, key=f"{meeting.key}-{meeting.turn}", now=now)
