"""Handing in: the draft becomes a version, with a receipt for the team."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from challenges.work.asked import LINKS, TEXT, links_in, problems_with
from challenges.work.cited.holding import citations_of, is_cited, said_in, said_in_draft, snapshot
from challenges.work.cited.models import DraftCitation
from challenges.work.deadlines import begun_since, times_of
from challenges.work.engine.shape import as_data
from challenges.work.engine.times import Standing, Times
from challenges.work.models import Draft, DraftFile, Milestone, Submission, SubmittedFile, Version
from challenges.work.services.drafts import open_draft
from challenges.work.services.errors import Closed, Incomplete, NothingHandedIn
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import absolute, when_words


@service
def submit(*, milestone: Milestone, team: Team, by: User, key: str = "", now: datetime | None = None) -> Version:
    """The draft is one more version; records submission.handed_in and mails the team a receipt.

    Nothing new makes no new version: the newest one stands, with its receipt.
    """
    now = zones.moment(now)
    fresh = Milestone.objects.select_related("cohort").get(pk=milestone.pk)
    draft = open_draft(fresh, team, now)

    def make() -> Version:
        values = dict(draft.parts.values_list("name", "value"))
        files = list(draft.files.select_related("stored").order_by("pk"))
        cited = citations_of(draft)
        _check(fresh, values, files, cited)
        newest = _newest(draft)
        is_same = newest is not None and said_in_draft(cited, values) == said_in(newest)
        if newest is not None and is_same and _is_same(fresh, newest, values, files):
            return newest
        times = times_of(fresh, team)
        begun_at = begun_since(files, newest, times.due_at)
        standing = times.standing(now, begun_at, begun_since(files, newest, times.cutoff_at))
        if standing in (Standing.EARLY, Standing.CLOSED):
            raise Closed(_closed_words(fresh, times, now))
        is_late = standing is Standing.LATE
        version = _write(draft, values, by, now, begun_at=begun_at, due_at=times.due_at, is_late=is_late)
        snapshot(version, cited, values)
        _attach(version, files, newest, by, now)
        return version

    return once(by=by, action=f"submission.hand_in.{milestone.pk}", key=key, make=make)


def _check(milestone: Milestone, values: dict[str, str], files: list[DraftFile], cited: list[DraftCitation]) -> None:
    if not files and not any(value.strip() for name, value in values.items() if not is_cited(name)):
        raise NothingHandedIn
    problems = problems_with(milestone, values)
    wordless = [row.part for row in cited if not values.get(row.part, "").strip()]
    problems |= dict.fromkeys(wordless, gettext_lazy("Say what you used of it, or take it away."))
    if problems:
        raise Incomplete(problems)


def _newest(draft: Draft) -> Version | None:
    versions = Version.objects.filter(submission__milestone=draft.milestone_id, submission__team=draft.team_id)
    found: Version | None = versions.order_by("-number").first()
    return found


def _content(milestone: Milestone, values: dict[str, str]) -> dict[str, Any]:
    """The parts that the milestone asks for, as a version holds them."""
    return {
        "text": values.get(TEXT, "") if milestone.has_text else "",
        "links": links_in(values.get(LINKS, "")) if milestone.has_links else [],
        "answers": {field.key: values.get(field.name, "") for field in milestone.fields},
    }


def _is_same(milestone: Milestone, version: Version, values: dict[str, str], files: list[DraftFile]) -> bool:
    held = {"text": version.text, "links": version.links, "answers": version.answers}
    if held != _content(milestone, values):
        return False
    return {file.stored_id for file in version.files.all()} == {file.stored_id for file in files}


def _closed_words(milestone: Milestone, times: Times, now: datetime) -> str:
    """Since when it is closed, or when it opens, in the cohort's zone."""
    zone = milestone.cohort.zone
    if times.opens_at is not None and now < times.opens_at:
        return gettext("Handing in opens %(when)s.") % {"when": when_words(times.opens_at, zone, now)}
    words = gettext("Handing in closed %(when)s. What was handed in before counts, and what you wrote is kept.")
    return words % {"when": when_words(times.closes_at, zone, now)}


def _write(draft: Draft, values: dict[str, str], by: User, now: datetime, **facts: Any) -> Version:
    milestone = draft.milestone
    submission, _made = Submission.objects.get_or_create(
        milestone=milestone, team=draft.team, defaults={"made_at": now}
    )
    newest = submission.versions.order_by("-number").first()
    return Version.objects.create(
        submission=submission,
        number=newest.number + 1 if newest else 1,
        form=as_data(milestone.fields),
        submitted_by=by,
        submitted_at=now,
        **_content(milestone, values),
        **facts,
    )


def _attach(version: Version, files: list[DraftFile], newest: Version | None, by: User, now: datetime) -> None:
    """The version has its files and fingerprint; what changed is recorded, and the team gets its receipt."""
    SubmittedFile.objects.bulk_create(SubmittedFile(version=version, stored=file.stored) for file in files)
    version.fingerprint = version.worked_out([file.stored for file in files])
    version.save(update_fields=["fingerprint"])
    submission = version.submission
    facts: dict[str, Any] = {"version": version.number, "receipt": version.key, "late": version.is_late}
    facts["fingerprint"] = version.fingerprint
    record("submission.handed_in", by=by, subject=submission, cohort=submission.cohort, now=now, **facts)
    _receipt(version, files, by, now)


def _receipt(version: Version, files: list[DraftFile], by: User, now: datetime) -> None:
    milestone, team = version.submission.milestone, version.submission.team
    cohort = milestone.cohort
    lines = [f"{file.stored.original_name}, {file.stored.size} B, {file.stored.sha256}" for file in files]
    facts = {
        "milestone": milestone.title,
        "team": team.name,
        "who": by.name,
        "time": absolute(now, cohort.zone) + (f" ({gettext('late')})" if version.is_late else ""),
        "receipt": version.key,
        "version": str(version.number),
        "fingerprint": version.fingerprint,
        "files": "\n".join(lines) or gettext("no files"),
        "closes": when_words(times_of(milestone, team).closes_at, cohort.zone, now),
        "link": site_link(reverse("my:version_receipt", args=[cohort.slug, version.key])),
    }
    people = [member.participant.user for member in team.members.select_related("participant__user").order_by("pk")]
    to = [person for person in people if person.is_active]
    notify(cohort=cohort, kind="work.received", to=to, facts=facts, by=by, key=f"received:{version.pk}", now=now)
