"""Handing in: a new version each time, with a receipt."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenges.work.models import Milestone, Submission, SubmittedFile, Version
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.files.services import store
from core.idempotency import once
from core.models import StoredFile, User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import when_words

FILES_MAX = 10
PURPOSE = "submission"


class Closed(Refused):
    """The milestone is not open."""

    message = _("Handing in is closed for this milestone.")


class NothingHandedIn(Refused):
    """Neither text nor link nor file."""

    message = _("Write something, give a link or add a file.")
    field = "text"


class TooManyFiles(Refused):
    """More files than one version may hold."""

    message = _("A version can hold %(number)s files. Take some away, or put them into one document.") % {
        "number": FILES_MAX
    }
    field = "files"


@service
def hand_in(
    *,
    milestone: Milestone,
    team: Team,
    text: str = "",
    links: Sequence[str] = (),
    uploads: Sequence[UploadedFile] = (),
    kept: Sequence[StoredFile] = (),
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> Version:
    """The team has handed in one more version; records submission.handed_in and mails the team a receipt.

    kept are files of the version before that stay part of this one; others are left behind in the earlier version.
    """
    now = zones.moment(now)
    if milestone.cohort_id != team.cohort_id:
        raise Closed
    Team.objects.select_for_update().get(pk=team.pk)

    def make() -> Version:
        _check(milestone, text, links, uploads, kept, now)
        version = _write(milestone, team, text, links, by, now)
        _attach(version, uploads, kept, by, now)
        _receipt(version, milestone, team, by, now)
        return version

    return once(by=by, action=f"submission.hand_in.{milestone.pk}", key=key, make=make)


def _check(
    milestone: Milestone,
    text: str,
    links: Sequence[str],
    uploads: Sequence[UploadedFile],
    kept: Sequence[StoredFile],
    now: datetime,
) -> None:
    fresh = Milestone.objects.select_related("cohort").get(pk=milestone.pk)
    if not fresh.is_open(now):
        raise Closed(_closed_words(fresh, now))
    if not (text or links or uploads or kept):
        raise NothingHandedIn
    if len(uploads) + len(kept) > FILES_MAX:
        raise TooManyFiles


def _closed_words(milestone: Milestone, now: datetime) -> str:
    """Since when it is closed, or when it opens, in the cohort's zone."""
    zone = milestone.cohort.zone
    if milestone.opens_at is not None and now < milestone.opens_at:
        return gettext("Handing in opens %(when)s.") % {"when": when_words(milestone.opens_at, zone, now)}
    words = gettext("Handing in closed %(when)s. What was handed in before counts.")
    return words % {"when": when_words(milestone.closes_at, zone, now)}


def _write(
    milestone: Milestone,
    team: Team,
    text: str,
    links: Sequence[str],
    by: User,
    now: datetime,
) -> Version:
    submission, _made = Submission.objects.get_or_create(milestone=milestone, team=team, defaults={"made_at": now})
    version = Version.objects.create(
        submission=submission,
        number=submission.versions.count() + 1,
        text=text,
        links=list(links),
        submitted_by=by,
        submitted_at=now,
        is_late=now > milestone.due_at,
    )
    facts: dict[str, Any] = {"version": version.number, "receipt": version.key, "late": version.is_late}
    record(
        "submission.handed_in",
        by=by,
        subject=submission,
        cohort=milestone.cohort,
        now=now,
        **facts,
    )
    return version


def _attach(
    version: Version,
    uploads: Sequence[UploadedFile],
    kept: Sequence[StoredFile],
    by: User,
    now: datetime,
) -> None:
    cohort = version.submission.milestone.cohort
    stored = [store(upload=upload, owner=by, purpose=PURPOSE, cohort=cohort, now=now) for upload in uploads]
    earlier = StoredFile.objects.filter(
        pk__in=[file.pk for file in kept],
        submitted__version__submission=version.submission,
    ).distinct()
    SubmittedFile.objects.bulk_create(SubmittedFile(version=version, stored=file) for file in [*earlier, *stored])


def _receipt(version: Version, milestone: Milestone, team: Team, by: User, now: datetime) -> None:
    zone = milestone.cohort.zone
    facts = {
        "milestone": milestone.title,
        "team": team.name,
        "who": by.name,
        "time": when_words(now, zone, now),
        "receipt": version.key,
        "version": str(version.number),
        "closes": when_words(milestone.due_at, zone, now),
        "link": site_link(reverse("my:milestone", args=[milestone.cohort.slug, milestone.key])),
    }
    people = [member.participant.user for member in team.members.select_related("participant__user").order_by("pk")]
    to = [person for person in people if person.is_active]
    notify(
        cohort=milestone.cohort,
        kind="work.received",
        to=to,
        facts=facts,
        by=by,
        key=f"received:{version.pk}",
        now=now,
    )
