"""What other pages say of the review: the programme's criteria, what waits for the organisers, what somebody owes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.review.criteria import criteria_of
from challenges.briefs.review.models import Review, SensitivityCheck
from challenges.briefs.review.queries import are_open
from challenges.briefs.workflow import BriefState
from cohorts.models import Cohort, Programme
from core.access import unproved


def programme_part(programme: Programme) -> list[tuple[str, str, str, str]]:
    """The criteria by which challenges are read, and where they are changed."""
    criteria = criteria_of(programme)
    count = ngettext("%(number)s criterion", "%(number)s criteria", len(criteria)) % {"number": len(criteria)}
    words = f"{count}: {', '.join(one.name for one in criteria)}"
    address = reverse("organise:programme_criteria", args=[programme.slug])
    return [(_("Criteria for challenges"), words, address, _("Change"))]


def decisions_waiting(cohort: Cohort) -> int:
    """On how many briefs in review every review is in; one query."""
    rows = Review.objects.standing().filter(version__brief__cohort=cohort, version__brief__state=BriefState.IN_REVIEW)
    versions: dict[int, tuple[int, list[Review]]] = {}
    for review in rows.select_related("version").order_by("version__number", "pk"):
        number, known = versions.get(review.version.brief_id, (0, []))
        same = known if number == review.version.number else []
        versions[review.version.brief_id] = (review.version.number, [*same, review])
    return sum(are_open(reviews) and all(one.handed_in_at for one in reviews) for _n, reviews in versions.values())


@dataclass(frozen=True)
class Task:
    """Something that a reviewer or checker owes or has done."""

    title: str
    url: str
    note: str
    since: datetime
    zone: Cohort
    is_owed: bool


def tasks_of(user: Any) -> list[Task]:
    """The person's reviews and checks, those still owed first; two queries."""
    found = []
    reviews = Review.objects.standing().filter(reviewer=user).select_related("version__brief__cohort")
    waits = unproved(user)
    for review in reviews.exclude(version__brief__cohort__in=waits).order_by("pk"):
        url, brief = reverse("partner:review", args=[review.key]), review.version.brief
        note = _("You have handed in your review.") if review.handed_in_at else _("Read it and hand in your review.")
        is_owed = review.handed_in_at is None and brief.state == BriefState.IN_REVIEW
        found.append(Task(str(brief), url, note, review.asked_at, brief.cohort, is_owed))
    checks = SensitivityCheck.objects.filter(checker=user, done_at=None).select_related("brief__cohort")
    for check in checks.exclude(brief__cohort__in=waits).order_by("pk"):
        url, note = reverse("partner:check", args=[check.key]), _("Check whether its texts may go out.")
        found.append(Task(str(check.brief), url, note, check.asked_at, check.brief.cohort, True))
    return sorted(found, key=lambda task: not task.is_owed)
