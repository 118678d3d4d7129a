"""More time for one team: known to it and to the organisers, to nobody else (D-07)."""

from datetime import datetime

from django.urls import reverse

from challenges.work.models import Extension, Milestone
from challenges.work.services.errors import Closed, NotLater
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import when_words


@service
def extend(
    *, milestone: Milestone, team: Team, due_at: datetime, reason: str, by: User, now: datetime | None = None
) -> Extension:
    """The team may hand in until then without being late; recorded without its reason, and told to the team alone."""
    now = zones.moment(now)
    locked = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if locked.cohort_id != team.cohort_id:
        raise Closed
    if due_at <= max(locked.due_at, now):
        raise NotLater
    values = {"due_at": due_at, "reason": reason, "given_by": by, "given_at": now}
    made, _is_new = Extension.objects.update_or_create(milestone=locked, team=team, defaults=values)
    record("extension.given", by=by, subject=made, cohort=locked.cohort, now=now, due=due_at.isoformat())
    _tell("work.extended", made, by, now, after=when_words(due_at, locked.cohort.zone, now), reason=reason)
    return made


@service
def end_extension(*, extension: Extension, by: User, now: datetime | None = None) -> None:
    """The team has the deadline of all again, and is told; what it handed in meanwhile stays as it was marked."""
    now = zones.moment(now)
    locked = Extension.objects.select_for_update().filter(pk=extension.pk).first()
    if locked is None:
        return
    cohort = locked.milestone.cohort
    record("extension.ended", by=by, subject=locked, cohort=cohort, now=now)
    _tell("work.extension_ended", locked, by, now, after=when_words(locked.milestone.due_at, cohort.zone, now))
    locked.delete()


def _tell(kind: str, extension: Extension, by: User, now: datetime, **facts: str) -> None:
    milestone, team = extension.milestone, extension.team
    cohort = milestone.cohort
    members = team.members.select_related("participant__user").order_by("pk")
    to = [member.participant.user for member in members if member.participant.user.is_active]
    if not to:
        return
    link = site_link(reverse("my:milestone", args=[cohort.slug, milestone.key]))
    known = {"milestone": milestone.title, "team": team.name, "link": link, **facts}
    key = f"{milestone.pk}:{team.pk}:{extension.due_at.isoformat()}:{now.isoformat()}"
    notify(cohort=cohort, kind=kind, to=to, facts=known, by=by, key=key, now=now)
