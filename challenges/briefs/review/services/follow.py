"""What follows when a brief moves: those whom it concerns are told, and reviews that are owed no more end."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.review.models import Backing
from challenges.briefs.review.services.deciding import keep_if_changed
from challenges.briefs.review.services.reviews import end_reviews
from challenges.briefs.review.services.telling import (
    organisers_of,
    organisers_page,
    owners_of,
    owners_page,
    reviewers_of,
    reviewers_page,
    tell,
)
from challenges.briefs.review.workflow import SponsorAnswer
from challenges.briefs.services.versions import PUBLISHED
from core.models import User
from core.people.links import site_link


def told_of_submission(*, brief: Brief, version: BriefVersion, by: User | None, now: datetime) -> None:
    """Organisers know of the submission; whoever reviewed an earlier version knows that there is a new one."""
    owner, number = brief.owner.name, str(version.number)
    page = organisers_page(brief)
    tell(brief, "submitted", organisers_of(brief.cohort), page, by=by, now=now, owner=owner, number=number)
    reviewers = reviewers_of(brief)
    tell(brief, "resubmitted", reviewers, lambda user: reviewers_page(reviewers[user]), by=by, now=now)


def told_of_move(*, brief: Brief, action: str, note: str, by: User | None, now: datetime) -> None:
    """Owners know that the brief is out, public, closed or withdrawn; of a withdrawal also organisers and reviewers.

    What was published is kept as a version.
    """
    if action == "publish":
        keep_if_changed(brief, PUBLISHED, by, now)
    if action == "withdraw":
        reason = note or _("No reason was given.")
        end_reviews(brief, reason, by, now)
        own = owners_of(brief)
        tell(brief, "withdrawn", own, owners_page(brief), by=by, now=now, reason=reason)
        others = _without(organisers_of(brief.cohort), own)
        tell(brief, "withdrawn", others, organisers_page(brief), by=by, now=now, reason=reason)
        _tell_sponsor(brief, _("It was withdrawn: %(reason)s") % {"reason": reason}, by, now)
    elif action in ("publish", "make_public", "close"):
        kind = {"publish": "published", "make_public": "public", "close": "closed"}[action]
        page = site_link(reverse("partner:brief", args=[brief.key]))
        tell(brief, kind, owners_of(brief), page, by=by, now=now)
        if action == "publish":
            _tell_sponsor(brief, _("The teams can read it now and choose it."), by, now)


def _tell_sponsor(brief: Brief, words: str, by: User | None, now: datetime) -> None:
    """Whoever said that they back it, and has an address, reads what became of it."""
    backing = Backing.objects.filter(brief=brief).exclude(answered_at=None).order_by("answered_at", "pk").last()
    if backing is not None and backing.sponsor is not None and backing.answer == SponsorAnswer.BACKED:
        link, owner = site_link("/"), brief.owner.name
        tell(brief, "sponsor", [backing.sponsor], link, by=by, now=now, words=words, owner=owner)


def _without(people: Iterable[User], others: Iterable[User]) -> list[User]:
    gone = {user.pk for user in others}
    return [user for user in people if user.pk not in gone]
