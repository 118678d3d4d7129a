"""Agreeing to what a team handed in, asking for a change, and opening again what was agreed."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from challenges.briefs.models import BriefOwner
from challenges.briefs.models import brief_of as challenge_of
from challenges.work.models import Agreement, StatementRequest, Submission, Version
from challenges.work.services.errors import NotAsked, NotLater, NotTheNewest, SayWhat
from challenges.work.workflow import RequestState, Side
from cohorts.messages.services import notify
from cohorts.models import ProgrammeStaff
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import absolute


def sides_of(submission: Submission) -> list[tuple[User, Side]]:
    """Whose agreement is asked for: the team's mentors and the owners of its challenge, as the milestone says."""
    milestone, team = submission.milestone, submission.team
    people: list[tuple[User, Side]] = []
    if milestone.is_for_mentors:
        rows = team.mentors.filter(mentor__left_at=None).select_related("mentor__user").order_by("pk")
        people += [(row.mentor.user, Side.MENTOR) for row in rows]
    brief = challenge_of(team) if milestone.is_for_owners else None
    if brief is not None:
        owners = BriefOwner.objects.filter(brief=brief).select_related("user").order_by("pk")
        known = {person.pk for person, _side in people}
        people += [(row.user, Side.OWNER) for row in owners if row.user_id not in known]
    return people


@service
def agree(*, version: Version, by: User, now: datetime | None = None) -> Submission:
    """The person agrees to the newest version; once all do, it is fixed. Records it, and tells the team."""
    now = zones.moment(now)
    submission = _say(version, by, now, agreed_at=now, words="")
    record("submission.agreed", by=by, subject=submission, cohort=submission.cohort, now=now)
    yes = set(version.agreements.filter(agreed_at__isnull=False).values_list("user_id", flat=True))
    if {person.pk for person, _side in sides_of(submission)} <= yes:
        submission.agreed_at, submission.reopened_until = now, None
        submission.save(update_fields=["agreed_at", "reopened_until"])
        record("submission.fixed", by=by, subject=submission, cohort=submission.cohort, now=now)
        _tell_team("work.agreed", submission, by, now, key=f"agreed:{version.pk}")
    return submission


@service
def ask_change(*, version: Version, words: str, by: User, now: datetime | None = None) -> Submission:
    """The person asks the team to change the newest version; records it, and tells the team."""
    now = zones.moment(now)
    if not words.strip():
        raise SayWhat
    submission = _say(version, by, now, agreed_at=None, words=words)
    record("submission.change_asked", by=by, subject=submission, cohort=submission.cohort, now=now)
    key = f"change:{version.pk}:{by.pk}:{now.isoformat()}"
    _tell_team("work.change_asked", submission, by, now, key=key, words=words)
    return submission


@service
def ask_reopening(
    *, submission: Submission, reason: str, by: User, key: str = "", now: datetime | None = None
) -> StatementRequest:
    """Owners and organisers are asked to open agreed work again; one question at a time. Records it."""
    now = zones.moment(now)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)

    def make() -> StatementRequest:
        waiting = locked.requests.filter(state=RequestState.ASKED).first()
        if waiting is not None:
            return waiting
        if locked.agreed_at is None:
            raise Refused
        made = StatementRequest.objects.create(submission=locked, reason=reason, asked_by=by, asked_at=now)
        record("statement_request.made", by=by, subject=made, cohort=made.cohort, now=now)
        _tell_deciders(made, by, now)
        return made

    return once(by=by, action="statement_request.make", key=key, make=make)


@service
def decide_request(
    *,
    request: StatementRequest,
    action: str,
    until: datetime | None = None,
    answer: str = "",
    by: User,
    now: datetime | None = None,
) -> StatementRequest:
    """The work may be changed until the given moment, or stays as agreed; recorded, and the team is told why."""
    now = zones.moment(now)
    if action == "grant" and (until is None or until <= now):
        raise NotLater(field="until")
    move(request, action, by=by, now=now)
    request.answer, request.decided_by, request.decided_at = answer, by, now
    request.save(update_fields=["answer", "decided_by", "decided_at"])
    submission = Submission.objects.select_for_update().get(pk=request.submission_id)
    if action == "grant":
        submission.agreed_at, submission.reopened_until = None, until
        submission.save(update_fields=["agreed_at", "reopened_until"])
    kind = "work.reopened" if action == "grant" else "work.stays_agreed"
    until_words = absolute(until, submission.cohort.zone) if until else ""
    _tell_team(kind, submission, by, now, key=f"request:{request.pk}", words=answer, until=until_words)
    return request


def _say(version: Version, by: User, now: datetime, *, agreed_at: datetime | None, words: str) -> Submission:
    submission = Submission.objects.select_for_update().get(pk=version.submission_id)
    newest = submission.versions.order_by("-number").first()
    if newest is None or newest.pk != version.pk:
        raise NotTheNewest
    sides = {person.pk: side for person, side in sides_of(submission)}
    if by.pk not in sides or not submission.milestone.needs_agreement or submission.agreed_at:
        raise NotAsked
    values = {"side": sides[by.pk], "agreed_at": agreed_at, "words": words, "said_at": now}
    Agreement.objects.update_or_create(version=version, user=by, defaults=values)
    return submission


def _tell_team(kind: str, submission: Submission, by: User, now: datetime, *, key: str, **more: str) -> None:
    cohort, milestone, team = submission.cohort, submission.milestone, submission.team
    members = team.members.select_related("participant__user").order_by("pk")
    to = [member.participant.user for member in members if member.participant.user.is_active]
    link = site_link(reverse("my:milestone", args=[cohort.slug, milestone.key]))
    facts = {"milestone": milestone.title, "team": team.name, "who": by.name, "words": "-", "until": "-", "link": link}
    facts |= {name: value or "-" for name, value in more.items()}
    _notify(kind, submission, to, facts, by, key, now)


def _tell_deciders(request: StatementRequest, by: User, now: datetime) -> None:
    submission = request.submission
    cohort, milestone = submission.cohort, submission.milestone
    staff = ProgrammeStaff.objects.filter(programme=cohort.programme_id, ended_at=None).select_related("user")
    owners = [person for person, side in sides_of(submission) if side == Side.OWNER]
    facts = {"milestone": milestone.title, "team": submission.team.name, "who": by.name, "words": request.reason}
    at_desk = site_link(reverse("organise:statement_request", args=[cohort.slug, request.key]))
    own = site_link(reverse("partner:statement_request", args=[request.key]))
    to = [row.user for row in staff.order_by("pk")]
    _notify("work.reopening_asked", submission, to, {**facts, "link": at_desk}, by, f"asked:{request.pk}", now)
    _notify("work.reopening_asked", submission, owners, {**facts, "link": own}, by, f"owners:{request.pk}", now)


def _notify(
    kind: str, submission: Submission, to: Sequence[User], facts: dict[str, str], by: User, key: str, now: datetime
) -> None:
    if to:
        notify(cohort=submission.cohort, kind=kind, to=to, facts=facts, by=by, key=key, now=now)
