"""The rows of one cohort that its home is made of: each asked at most once, in a constant number of queries."""

from collections import Counter
from datetime import datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from challenges.briefs.models import published_lines
from challenges.briefs.workflow import AllocationState
from challenges.judging.workflow import CardState
from challenges.models import (
    Allocation,
    AllocationLine,
    Brief,
    Conflict,
    Milestone,
    PanelSeat,
    PitchDay,
    PitchSlot,
    Ranking,
    Scorecard,
    SlotJudge,
    Submission,
)
from challenges.pitchdays.workflow import PitchDayState
from cohorts.models import (
    Cohort,
    CohortWeek,
    Mailing,
    Mentor,
    MentorAssignment,
    Participant,
    ParticipantSkill,
    Team,
    TeamMember,
    TeamProposal,
    Visit,
)
from cohorts.people.services.invitations import MENTOR, PARTICIPANT, sent
from cohorts.programmes.models import Side
from cohorts.teams.workflow import ProposalState
from cohorts.visits.models import BookingState
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
    def people(self) -> Any:
        """Every number of participants that Today speaks of, in one query."""
        rows = Participant.objects.active().filter(cohort=self.cohort)
        skilled = Exists(ParticipantSkill.objects.filter(participant=OuterRef("pk")))
        rows = rows.annotate(was_sent=sent(PARTICIPANT), has_accepted=_accepted(PARTICIPANT), is_skilled=skilled)
        return SimpleNamespace(
            **rows.aggregate(
                all=Count("pk"),
                public=Count("pk", filter=Q(side=Side.PUBLIC)),
                uninvited=Count("pk", filter=Q(was_sent=False)),
                unaccepted=Count("pk", filter=Q(was_sent=True, has_accepted=False)),
                unskilled=Count("pk", filter=Q(is_skilled=False)),
                unplaced=Count("pk", filter=Q(membership=None)),
            )
        )

    @cached_property
    def advisers(self) -> Any:
        """The same of mentors."""
        rows = Mentor.objects.filter(cohort=self.cohort, left_at=None)
        rows = rows.annotate(was_sent=sent(MENTOR), has_accepted=_accepted(MENTOR))
        return SimpleNamespace(
            **rows.aggregate(
                all=Count("pk"),
                uninvited=Count("pk", filter=Q(was_sent=False)),
                unaccepted=Count("pk", filter=Q(was_sent=True, has_accepted=False)),
            )
        )

    @cached_property
    def briefs(self) -> Counter[str]:
        """How many challenges are in each state."""
        rows = Brief.objects.filter(cohort=self.cohort).order_by().values_list("state").annotate(number=Count("pk"))
        return Counter(dict(rows))

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
    def teams(self) -> list[Any]:
        """The published teams by number, with how many people, of each side and with a seat, and whose mentors."""
        rows = Team.objects.filter(cohort=self.cohort).annotate(**_members(self.next_visit), **_advisers())
        return list(rows.order_by("number"))

    @cached_property
    def done_of(self) -> Counter[int]:
        """How many teams have handed in for each milestone."""
        return Counter(milestone for milestone, _team in self.handed_in)

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
        rows_of_panel = PanelSeat.objects.filter(pitch_day=day, left_at=None).annotate(**_sheets())
        seats: list[Any] = list(rows_of_panel.select_related("user").order_by("-is_chair", "user__last_name", "pk"))
        rows = [(seat.user.name, seat.done, seat.given if seat.is_shared_out else seat.free) for seat in seats]
        return [(name, min(done, wanted), wanted) for name, done, wanted in rows if wanted]

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


def _number(rows: QuerySet[Any], by: str) -> Any:
    """How many of these rows the outer query's row has; `by` is what they hang on."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _members(visit: Any | None) -> dict[str, Any]:
    """Numbers of a team's people; seats are those on the visit."""
    members = TeamMember.objects.filter(team=OuterRef("pk"))
    held = Q(participant__bookings__visit=visit, participant__bookings__state=BookingState.BOOKED)
    return {
        "people": _number(members, "team"),
        "public": _number(members.filter(participant__side=Side.PUBLIC), "team"),
        "seated": _number(members.filter(held) if visit else members.none(), "team"),
    }


def _advisers() -> dict[str, Any]:
    """Whether a team has a mentor of each side."""
    held = MentorAssignment.objects.filter(team=OuterRef("pk"), mentor__left_at=None)
    return {f"advised_{side.value}": Exists(held.filter(mentor__side=side)) for side in Side}


def _sheets() -> dict[str, Any]:
    """Numbers of a judge's sheets: handed in, given to the judge, and all where pitches are not shared out."""
    own = {"seat": OuterRef("pk")}
    conflicts = Conflict.objects.filter(**own)
    given, barred = SlotJudge.objects.filter(**own), conflicts.filter(team__pitch_slot__judges__seat=F("seat"))
    slots = PitchSlot.objects.filter(pitch_day=OuterRef("pitch_day"))
    return {
        "done": _number(Scorecard.objects.filter(**own, state=CardState.SUBMITTED), "seat"),
        "given": _number(given, "seat") - _number(barred, "seat"),
        "free": _number(slots, "pitch_day") - _number(conflicts.filter(team__pitch_slot__isnull=False), "seat"),
        "is_shared_out": Exists(SlotJudge.objects.filter(slot__pitch_day=OuterRef("pitch_day"))),
    }


def _accepted(role: str) -> Exists:
    own = Invitation.objects.filter(user=OuterRef("user"), cohort_id=OuterRef("cohort"), role=role)
    return Exists(own.filter(accepted_at__isnull=False))
