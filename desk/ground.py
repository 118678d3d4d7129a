"""The rows of one cohort that its home is made of: each asked at most once, in a constant number of queries."""

from datetime import datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from challenges.briefs.models import published_lines
from challenges.briefs.workflow import AllocationState, BriefState
from challenges.judging.queries import handed_in
from challenges.judging.workflow import CardState
from challenges.models import Allocation, AllocationLine, Brief, Milestone, PanelSeat, PitchDay, Ranking, Submission
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.workflow import PitchDayState
from cohorts.models import (
    Booking,
    Cohort,
    CohortWeek,
    Mailing,
    Mentor,
    Participant,
    ParticipantSkill,
    TeamProposal,
    Visit,
)
from cohorts.people.services.invitations import MENTOR, PARTICIPANT, sent
from cohorts.programmes.models import Side
from cohorts.teams.listing import TeamRow, team_rows
from cohorts.teams.workflow import ProposalState
from core import zones
from core.models import Invitation, MessageState, OutboxMessage

TROUBLE = (MessageState.FAILED, MessageState.UNCERTAIN)


class Ground:
    """One cohort at one moment, as its organisers' home reads it."""

    def __init__(self, cohort: Cohort, now: datetime | None = None) -> None:
        self.cohort = cohort
        self.now = zones.moment(now)
        self.today = zones.today(cohort.zone, self.now)
        self.week = cohort.week_on(self.today)

    @cached_property
    def tally(self) -> Any:
        """Every number of people, mentors and briefs that Today speaks of, in one query."""
        numbers = {name: _number(rows) for name, rows in (_people() | _mentors() | _briefs()).items()}
        return SimpleNamespace(**Cohort.objects.filter(pk=self.cohort.pk).values(**numbers).get())

    @cached_property
    def weeks(self) -> list[CohortWeek]:
        """The twelve weeks in order."""
        return list(self.cohort.weeks.order_by("number"))

    @cached_property
    def visits(self) -> list[Any]:
        """The programme days that go ahead, in order, each with its seats."""
        rows = Visit.objects.with_seats().going_ahead().filter(cohort=self.cohort).in_order()
        return list(rows)

    @cached_property
    def next_visit(self) -> Any | None:
        """The next programme day that has not ended."""
        return next((visit for visit in self.visits if visit.ends_at > self.now), None)

    @cached_property
    def milestones(self) -> list[Milestone]:
        """The milestones by their deadline."""
        return list(Milestone.objects.filter(cohort=self.cohort).in_order())

    @cached_property
    def handed_in(self) -> set[tuple[int, int]]:
        """Which (milestone, team) have something handed in."""
        rows = (
            Submission.objects.filter(milestone__cohort=self.cohort) if self.milestones else Submission.objects.none()
        )
        return set(rows.values_list("milestone_id", "team_id"))

    @cached_property
    def teams(self) -> list[TeamRow]:
        """The published teams with members and mentors."""
        return team_rows(self.cohort)

    @cached_property
    def seats(self) -> set[int]:
        """The participants who hold a seat on the next programme day."""
        rows = Booking.objects.held().filter(visit=self.next_visit) if self.next_visit else Booking.objects.none()
        return set(rows.values_list("participant_id", flat=True))

    @cached_property
    def proposal(self) -> TeamProposal | None:
        """The latest proposal of teams that stands to be looked at; nothing once teams are published."""
        open_states = (ProposalState.READY, ProposalState.IMPOSSIBLE, ProposalState.FAILED, ProposalState.FORMING)
        rows = TeamProposal.objects.filter(cohort=self.cohort, state__in=open_states).order_by("-number")
        return None if self.teams else rows.only("key", "number", "state", "cohort_id").first()

    @cached_property
    def lines(self) -> list[AllocationLine]:
        """Which team works on what, once that is published."""
        return list(published_lines(self.cohort)) if self.teams else []

    @cached_property
    def allocation(self) -> Allocation | None:
        """The latest allocation that waits to be published."""
        rows = Allocation.objects.filter(cohort=self.cohort, state=AllocationState.READY).order_by("-number")
        return None if self.lines or not self.teams else rows.first()

    @cached_property
    def ranked(self) -> set[int]:
        """The teams that have ranked the challenges; not asked once the allocation is out."""
        rows = Ranking.objects.filter(team__cohort=self.cohort)
        return set(rows.values_list("team_id", flat=True)) if self.teams and not self.lines else set()

    @cached_property
    def pitch_day(self) -> Any | None:
        """The pitch day, with whether its panel has judges and a chair."""
        seats = PanelSeat.objects.filter(pitch_day=OuterRef("pk"), left_at=None)
        rows = PitchDay.objects.filter(cohort=self.cohort)
        return rows.annotate(has_judges=Exists(seats), has_chair=Exists(seats.filter(is_chair=True))).first()

    @cached_property
    def sheets(self) -> list[tuple[str, int, int]]:
        """While scoring is open: each judge who scores, how many sheets are in, and how many there are to be."""
        day = self.pitch_day
        if day is None or day.state != PitchDayState.SCORING:
            return []
        plan, cards = plan_of(day), handed_in(day)
        done = {place for place, card in cards.items() if card.state == CardState.SUBMITTED}
        rows = [(seat, [(seat.pk, slot.pk) for slot in plan.slots_of(seat)]) for seat in plan.seats]
        return [(seat.user.name, len(done.intersection(places)), len(places)) for seat, places in rows if places]

    @cached_property
    def mailings(self) -> list[Any]:
        """The mailings that are held, or of which messages are in doubt, with how many."""
        own = OutboxMessage.objects.filter(mailing_id=OuterRef("pk"))
        trouble = own.filter(state__in=TROUBLE).order_by().values("mailing_id").annotate(n=Count("pk")).values("n")
        rows = Mailing.objects.filter(cohort=self.cohort).annotate(
            trouble=Coalesce(Subquery(trouble), 0),
            waits=Exists(own.filter(state=MessageState.WAITING)),
        )
        is_held = Q(held_until__gt=self.now, cancelled_at=None, waits=True)
        return list(rows.filter(is_held | Q(trouble__gt=0)).order_by("held_until", "pk")[:20])


def _number(rows: QuerySet[Any]) -> Any:
    """How many of these rows the cohort of the outer query has."""
    counted = rows.order_by().values("cohort").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _accepted(role: str) -> Exists:
    own = Invitation.objects.filter(user=OuterRef("user"), cohort_id=OuterRef("cohort"), role=role)
    return Exists(own.filter(accepted_at__isnull=False))


def _people() -> dict[str, QuerySet[Any]]:
    active = Participant.objects.active().filter(cohort=OuterRef("pk"))
    skilled = Exists(ParticipantSkill.objects.filter(participant=OuterRef("pk")))
    return {
        "people": active,
        "public": active.filter(side=Side.PUBLIC),
        "uninvited": active.exclude(sent(PARTICIPANT)),
        "unaccepted": active.filter(sent(PARTICIPANT)).exclude(_accepted(PARTICIPANT)),
        "unskilled": active.exclude(skilled),
        "unplaced": active.filter(membership=None),
    }


def _mentors() -> dict[str, QuerySet[Any]]:
    here = Mentor.objects.filter(cohort=OuterRef("pk"), left_at=None)
    return {
        "advisers": here,
        "mentors_uninvited": here.exclude(sent(MENTOR)),
        "mentors_unaccepted": here.filter(sent(MENTOR)).exclude(_accepted(MENTOR)),
    }


def _briefs() -> dict[str, QuerySet[Any]]:
    briefs = Brief.objects.filter(cohort=OuterRef("pk"))
    return {"drafts": briefs.filter(state=BriefState.DRAFT), "offered": briefs.filter(state=BriefState.PUBLISHED)}
