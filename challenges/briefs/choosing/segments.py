"""For messages: who has not ranked the challenges, whose team has not confirmed, and how a reminder begins."""

from django.utils.translation import gettext as _

from challenges.briefs.choosing.models import rules_of
from challenges.briefs.choosing.queries import silent_in, undecided_in
from challenges.briefs.models import Brief, published_lines
from cohorts.models import Cohort
from core import zones
from core.models import User
from core.templatetags.moments import absolute


def are_choosing(cohort: Cohort) -> bool:
    """Whether teams may still choose: there is something to choose from, nothing is given out, it is not too late."""
    if not Brief.objects.to_rank().filter(cohort=cohort).exists() or published_lines(cohort).exists():
        return False
    return not rules_of(cohort).is_over(zones.now())


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """While teams choose, who has not ranked for themselves, and whose team has not confirmed."""
    if not are_choosing(cohort):
        return []
    return [
        ("no-ranking", _("Members who have not ranked the challenges"), [one.user for one in silent_in(cohort)]),
        (
            "no-confirmation",
            _("Members of teams whose ranking is not confirmed"),
            [one.user for one in undecided_in(cohort)],
        ),
    ]


def start(cohort: Cohort, key: str) -> tuple[str, str] | None:
    """The subject and text of a reminder to choose; nothing where there is nothing to choose any more."""
    if not are_choosing(cohort):
        return None
    until = rules_of(cohort).closes_at
    when = _(" You can do so until %(when)s.") % {"when": absolute(until, cohort)} if until else ""
    body = _(
        "Hello {first_name},\n\nThe challenges are out. Rank them yourself, then put one ranking together "
        "with your team and confirm it.%(when)s\n\nYou find the page under “This week”:\n{site}\n"
    )
    return _("Choose a challenge with your team"), body % {"when": when}
