"""Reminding whoever owes the next step of a brief, once a day at most."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief
from challenges.briefs.review.models import Review, SensitivityCheck
from challenges.briefs.review.services.telling import facts_for, owners_of, owners_page, reviewers_page
from challenges.briefs.workflow import BriefState
from cohorts.messages.services import notify
from core import zones
from core.models import User
from core.people.links import site_link
from core.service import service


@service
def remind(*, brief: Brief, by: User | None, now: datetime | None = None) -> list[User]:
    """Reviewers, owner and checker who owe something of the brief have a reminder, one a day; who they are."""
    now = zones.moment(now)
    owed = owed_of(brief)
    for user, (words, link) in owed.items():
        key = f"{brief.key}-{user.pk}-{now.date().isoformat()}"
        facts = facts_for(brief, link, words=words)
        notify(cohort=brief.cohort, kind="brief_review.reminder", to=[user], facts=facts, by=by, key=key, now=now)
    return list(owed)


def owed_of(brief: Brief) -> dict[User, tuple[str, str]]:
    """Who owes what: the words of the reminder and the page."""
    found: dict[User, tuple[str, str]] = {}
    if brief.state == BriefState.CHANGES:
        words = _("The organisers asked for changes. Answer the comments, change the text and submit it again.")
        found |= dict.fromkeys(owners_of(brief), (words, owners_page(brief)))
    for review in Review.objects.owed().filter(version__brief=brief).select_related("reviewer"):
        found[review.reviewer] = (
            _("Your review is not in yet. The other reviewer waits for it too."),
            reviewers_page(review),
        )
    check = SensitivityCheck.objects.filter(brief=brief, done_at=None).select_related("checker").first()
    if check and check.checker:
        link = site_link(reverse("partner:check", args=[check.key]))
        found[check.checker] = (_("The sensitivity check is not done yet. It is one page with four questions."), link)
    return found
