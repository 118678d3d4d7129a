"""Telling those whom a step concerns: owners, reviewers, organisers."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.review.models import Review
from cohorts.messages.services import notify
from cohorts.models import Cohort, ProgrammeStaff
from core.models import User
from core.people.links import site_link

Link = Callable[[User], str]


def organisers_of(cohort: Cohort) -> list[User]:
    """Who runs the cohort now."""
    staff = ProgrammeStaff.objects.filter(programme_id=cohort.programme_id, ended_at=None, user__is_active=True)
    return [one.user for one in staff.select_related("user").order_by("pk")]


def owners_of(brief: Brief) -> list[User]:
    """Who answers for the brief."""
    owners = brief.owners.filter(user__is_active=True).select_related("user").order_by("pk")
    return [owner.user for owner in owners]


def reviewers_of(brief: Brief) -> dict[User, Review]:
    """Everybody who has reviewed any version of it, each with the latest review."""
    rows = Review.objects.standing().filter(version__brief=brief).select_related("reviewer").order_by("pk")
    return {row.reviewer: row for row in rows}


def organisers_page(brief: Brief) -> str:
    """Where organisers decide about it."""
    return site_link(reverse("organise:brief_review", args=[brief.cohort.slug, brief.key]))


def owners_page(brief: Brief) -> str:
    """Where its owner reads what was said of it."""
    return site_link(reverse("partner:brief_comments", args=[brief.key]))


def reviewers_page(review: Review) -> str:
    """Where the reviewer works."""
    return site_link(reverse("partner:review", args=[review.key]))


def facts_for(brief: Brief, link: str | Link, **more: str) -> Callable[[User], Mapping[str, str]]:
    """What every letter about the brief says, with the page of whoever reads it."""

    def facts(user: User) -> Mapping[str, str]:
        return {"question": str(brief), "link": link if isinstance(link, str) else link(user), **more}

    return facts


def tell(
    brief: Brief, kind: str, to: Iterable[User], link: str | Link, *, by: User | None, now: datetime, **more: str
) -> None:
    """Each of them has a letter of this kind, but whoever did it; nobody is no failure."""
    people: Sequence[User] = [user for user in to if by is None or user.pk != by.pk]
    if people:
        whom = ",".join(str(user.pk) for user in people)
        about = (brief.key, whom, now.isoformat(), link if isinstance(link, str) else "", sorted(more.items()))
        key = hashlib.sha256(repr(about).encode()).hexdigest()[:32]
        facts = facts_for(brief, link, **more)
        notify(cohort=brief.cohort, kind=f"brief_review.{kind}", to=people, facts=facts, by=by, key=key, now=now)


def latest_version(brief: Brief) -> BriefVersion | None:
    """The newest kept version."""
    found: BriefVersion | None = brief.versions.order_by("-number").first()
    return found
