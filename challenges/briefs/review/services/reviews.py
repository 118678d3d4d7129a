"""Two reviewers read a brief without knowing of each other; a third may be asked once both have handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief, BriefOwner, BriefVersion
from challenges.briefs.review.criteria import criteria_of, from_json
from challenges.briefs.review.engine import FIRST, is_open, lacking_levels, lacking_notes
from challenges.briefs.review.models import Review
from challenges.briefs.review.services.errors import (
    AdviceLacking,
    AlreadyReviewer,
    EmployerConflict,
    LevelsLacking,
    NotesLacking,
    NothingToReview,
    ReviewOver,
    ReviewsOwn,
)
from challenges.briefs.review.services.telling import (
    latest_version,
    organisers_of,
    organisers_page,
    owners_of,
    owners_page,
    reviewers_page,
    tell,
)
from challenges.briefs.review.workflow import Advice
from challenges.briefs.services import lock_brief
from challenges.briefs.workflow import BriefState
from cohorts.models import Participant
from cohorts.people.services.accounts import find_or_make_user
from cohorts.programmes.roles import organised_ids
from cohorts.visits.services import invite_partner
from core import zones
from core.access import can
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Named:
    """Somebody who shall review; for whom they work where they say so, and why a conflict does not matter."""

    email: str
    first_name: str = ""
    last_name: str = ""
    works_for: str = ""
    conflict: str = ""


@service
def ask_reviewer(*, brief: Brief, named: Named, by: User | None, now: datetime | None = None, key: str = "") -> Review:
    """The person is asked to review the latest version, which begins the review; records brief_review.asked.

    Whoever works for the owner is refused without a reason; after two, a further reviewer is an extra one.
    """
    now = zones.moment(now)

    def make() -> Review:
        locked = lock_brief(brief)
        version = latest_version(locked)
        if version is None or locked.state not in (BriefState.SUBMITTED, BriefState.IN_REVIEW):
            raise NothingToReview
        if locked.state == BriefState.SUBMITTED:
            move(locked, "start_review", by=by, now=now)
            tell(locked, "started", owners_of(locked), owners_page(locked), by=by, now=now)
        return _ask(locked, version, named, by, now)

    return once(by=by, action=f"brief.review.{brief.pk}", key=key, make=make)


@service
def start_review(
    *, brief: Brief, reviewers: Sequence[Named], by: User | None, now: datetime | None = None
) -> list[Review]:
    """The brief is in review and each of these is asked to read it."""
    return [ask_reviewer(brief=brief, named=named, by=by, now=now) for named in reviewers]


def _ask(brief: Brief, version: BriefVersion, named: Named, by: User | None, now: datetime) -> Review:
    user = find_or_make_user(email=named.email, first_name=named.first_name, last_name=named.last_name, by=by, now=now)
    standing = Review.objects.standing().filter(version=version)
    if standing.filter(reviewer=user).exists():
        raise AlreadyReviewer
    _refuse_conflict(brief, user, named)
    review: Review = Review.objects.create(
        version=version,
        reviewer=user,
        works_for=named.works_for,
        conflict=named.conflict,
        is_extra=standing.filter(is_extra=False).count() >= FIRST,
        criteria=[one.as_json() for one in criteria_of(brief.cohort.programme)],
        asked_by=by,
        asked_at=now,
    )
    told: dict[str, Any] = {"conflict": named.conflict} if named.conflict else {}
    record("brief_review.asked", by=by, subject=brief, cohort=brief.cohort, now=now, person=user.name, **told)
    if brief.cohort_id not in organised_ids(user):
        place = f"{brief.title}, {brief.cohort}"
        invite_partner(user=user, role="brief_reviewer", cohort=brief.cohort, place=place, by=by, now=now)
    tell(brief, "asked", [user], reviewers_page(review), by=by, now=now)
    return review


def _refuse_conflict(brief: Brief, user: User, named: Named) -> None:
    if BriefOwner.objects.filter(brief=brief, user=user).exists():
        raise ReviewsOwn
    if not named.conflict.strip() and works_for_owner(brief, user, named.works_for):
        raise EmployerConflict


def works_for_owner(brief: Brief, user: User, works_for: str = "") -> bool:
    """Whether anything says that the person belongs to the organisation that owns the brief, or its employer group."""
    owner = brief.owner
    said = works_for.strip().casefold()
    if said and said in (owner.name.casefold(), owner.short_name.casefold(), owner.employer.casefold()):
        return True
    places = Participant.objects.filter(user=user).select_related("organisation")
    if any(place.organisation.employer == owner.employer for place in places):
        return True
    return BriefOwner.objects.filter(user=user, brief__owner=owner).exists()


@service
def call_off_review(*, review: Review, reason: str, by: User | None, now: datetime | None = None) -> Review:
    """The person owes no review any more and is told why; records brief_review.called_off."""
    now = zones.moment(now)
    brief = lock_brief(review.version.brief)
    locked: Review = Review.objects.select_for_update().get(pk=review.pk)
    if locked.handed_in_at or locked.called_off_at:
        raise ReviewOver
    _end(brief, [locked], reason, by, now)
    first = Review.objects.standing().filter(version=locked.version_id, is_extra=False).count()
    extra = Review.objects.standing().filter(version=locked.version_id, is_extra=True).order_by("pk")
    for stand_in in extra[: max(FIRST - first, 0)]:
        stand_in.is_extra = False
        stand_in.save(update_fields=["is_extra"])
    return locked


def end_reviews(brief: Brief, reason: str, by: User | None, now: datetime) -> None:
    """What nobody has handed in is owed no more, since the brief has left the review."""
    owed = Review.objects.owed().select_for_update(of=("self",)).filter(version__brief=brief)
    _end(brief, list(owed.select_related("reviewer", "version")), reason, by, now)


def _end(brief: Brief, reviews: Sequence[Review], reason: str, by: User | None, now: datetime) -> None:
    for review in reviews:
        review.called_off_at = now
        review.save(update_fields=["called_off_at"])
        person = review.reviewer
        record("brief_review.called_off", by=by, subject=brief, cohort=brief.cohort, now=now, person=person.name)
        tell(brief, "ended", [person], reviewers_page(review), by=by, now=now, reason=reason)


@dataclass(frozen=True)
class Opinion:
    """What a reviewer gives: a level and perhaps a note for each criterion, an advice and a few words."""

    levels: Mapping[str, int]
    notes: Mapping[str, str]
    advice: str = ""
    summary: str = ""


@service
def save_review(*, review: Review, opinion: Opinion, by: User | None, now: datetime | None = None) -> Review:
    """What is given so far is kept, seen by nobody else; nothing is recorded."""
    return _write(_own(review, by), opinion)


@service
def hand_in_review(*, review: Review, opinion: Opinion, by: User | None, now: datetime | None = None) -> Review:
    """The review is handed in and never changes; records brief_review.handed_in; organisers hear when all are in."""
    now = zones.moment(now)
    locked = _own(review, by)
    _refuse_lacking(locked, opinion)
    locked.handed_in_at = now
    _write(locked, opinion)
    brief = locked.version.brief
    record("brief_review.handed_in", by=by, subject=brief, cohort=brief.cohort, now=now)
    standing = Review.objects.standing().filter(version=locked.version_id)
    if is_open([one.slip for one in standing]) and all(one.handed_in_at for one in standing):
        tell(brief, "all_in", organisers_of(brief.cohort), organisers_page(brief), by=None, now=now)
    return locked


def _own(review: Review, by: User | None) -> Review:
    """The review as it is now, held with its brief; raises ReviewOver once nothing may change."""
    brief = lock_brief(review.version.brief)
    locked: Review = Review.objects.select_for_update(of=("self",)).select_related("version").get(pk=review.pk)
    if by is not None and not can(by, "review.write", locked):
        raise PermissionDenied
    locked.version.brief = brief
    if locked.handed_in_at or locked.called_off_at or brief.state != BriefState.IN_REVIEW:
        raise ReviewOver
    return locked


def _write(review: Review, opinion: Opinion) -> Review:
    keys = [one.key for one in from_json(review.criteria)]
    review.levels = {key: opinion.levels[key] for key in keys if key in opinion.levels}
    review.notes = {key: opinion.notes[key] for key in keys if opinion.notes.get(key)}
    review.advice, review.summary = opinion.advice, opinion.summary
    review.save()
    return review


def _refuse_lacking(review: Review, opinion: Opinion) -> None:
    names = {one.key: one.name for one in from_json(review.criteria)}
    if missing := lacking_levels(names, opinion.levels):
        raise LevelsLacking([names[key] for key in missing])
    if missing := lacking_notes(names, opinion.levels, opinion.notes):
        raise NotesLacking([names[key] for key in missing])
    if opinion.advice not in Advice.values:
        raise AdviceLacking(_("Choose what you would do."))
