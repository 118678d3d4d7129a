"""Until when teams may ask about a challenge: its own date, the cohort's, or while they choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from challenges.briefs.choosing.models import rules_of
from challenges.briefs.models import Brief
from challenges.briefs.questions.models import AskingDate, asking_of
from cohorts.models import Cohort


@dataclass(frozen=True)
class Closing:
    """When questions about one challenge close; a date that was set binds everybody.

    Without one they close with the rankings, but for the teams that work on the challenge.
    """

    at: datetime | None
    is_set: bool = False
    is_own: bool = False

    def is_over(self, now: datetime, *, works_on_it: bool = False) -> bool:
        """Whether nobody of such a team may ask any more, by the server's clock."""
        if self.at is None or (works_on_it and not self.is_set):
            return False
        return now >= self.at


def closing_of(brief: Brief) -> Closing:
    """When questions about the brief close; three queries at most."""
    return closings(brief.cohort, [brief])[brief.pk]


def closings(cohort: Cohort, briefs: Iterable[Brief]) -> dict[int, Closing]:
    """The same of several briefs of one cohort, by id; three queries."""
    ids = [brief.pk for brief in briefs]
    own = dict(AskingDate.objects.filter(brief__in=ids).values_list("brief_id", "closes_at"))
    whole = asking_of(cohort).closes_at
    usual = Closing(whole, is_set=True) if whole else Closing(rules_of(cohort).closes_at)
    return {pk: Closing(own[pk], is_set=True, is_own=True) if pk in own else usual for pk in ids}
