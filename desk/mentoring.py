"""The teams that somebody mentors, as their week shows them: next work and its state, who comes where."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from challenges.models import Milestone, Submission
from cohorts.models import Booking, Visit
from cohorts.teams.listing import TeamRow
from core.templatetags.moments import when_words
from desk.week import MyWeek

# How many of the milestones that are still to come stand on the page.
NEXT = 2


@dataclass(frozen=True)
class Work:
    """One milestone of one team: its tag's look and words."""

    title: str
    url: str
    state: str
    words: str
    when: str


class Mentored:
    """The rows that the cards of all mentored teams are made of, each asked once."""

    def __init__(self, mine: MyWeek) -> None:
        self.mine = mine
        self.rows = [row for row in mine.rows if row is not mine.own]

    @cached_property
    def milestones(self) -> list[Milestone]:
        """All milestones of the cohort, by their deadline."""
        return list(Milestone.objects.filter(cohort=self.mine.cohort).in_order()) if self.rows else []

    @cached_property
    def handed_in(self) -> set[tuple[int, int]]:
        """Which (milestone, team) have something handed in."""
        if not self.milestones:
            return set()
        rows = Submission.objects.filter(milestone__in=self.milestones, team__in=[row.team.pk for row in self.rows])
        return set(rows.values_list("milestone_id", "team_id"))

    @cached_property
    def visit(self) -> Visit | None:
        """The next programme day that is open for booking."""
        if not self.rows:
            return None
        ahead = Visit.objects.going_ahead().filter(cohort=self.mine.cohort, is_published=True)
        found: Visit | None = ahead.filter(ends_at__gt=self.mine.now).select_related("host").in_order().first()
        return found

    @cached_property
    def seated(self) -> frozenset[int]:
        """The participants who hold a seat on it."""
        held = Booking.objects.held().filter(visit=self.visit) if self.visit else Booking.objects.none()
        return frozenset(held.values_list("participant_id", flat=True))

    def work(self, row: TeamRow) -> list[Work]:
        """What the team owes, then what comes next for it."""
        now = self.mine.now
        owed = [one for one in self.milestones if one.due_at < now and (one.pk, row.team.pk) not in self.handed_in]
        ahead = [one for one in self.milestones if one.due_at >= now]
        return [self._work(row, milestone) for milestone in [*owed, *ahead[:NEXT]]]

    def _work(self, row: TeamRow, milestone: Milestone) -> Work:
        state, words = self._standing(row, milestone)
        when = when_words(milestone.due_at, self.mine.cohort, self.mine.now)
        return Work(milestone.title, self.mine.link("milestone", milestone.key), state, words, when)

    def _standing(self, row: TeamRow, milestone: Milestone) -> tuple[str, str]:
        if (milestone.pk, row.team.pk) in self.handed_in:
            return "good", _("Handed in")
        if milestone.due_at < self.mine.now:
            return "bad", _("Late")
        if milestone.is_open(self.mine.now):
            return "info", _("Not handed in yet")
        return "plain", _("Not open yet")

    def seats(self, row: TeamRow) -> str:
        """How many of the team come to the next programme day."""
        words = {"held": sum(person.pk in self.seated for person in row.people), "all": len(row.people)}
        return _("%(held)s of %(all)s have a seat") % words

    def card(self, row: TeamRow) -> dict[str, Any]:
        """What the page shows of one team beside its people."""
        return {"work": self.work(row), "visit": self.visit, "seats": self.seats(row) if self.visit else ""}
