"""The rows of one cohort that its home is made of: each asked at most once, in a constant number of queries."""

from collections import Counter
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from challenges.briefs.choosing.workflow import OPEN
from challenges.briefs.intake.workflow import ApplicationState
from challenges.briefs.models import published_lines
from challenges.briefs.questions.queries import waiting_in
from challenges.briefs.workflow import AllocationState, BriefState
from challenges.judges.workflow import HandOverState
from challenges.judging.workflow import CardState, ReopeningState
from challenges.models import (
    Allocation,
    Brief,
    BriefApplication,
    Conflict,
    Extension,
    HandOver,
    Milestone,
    OwnProblem,
    PanelSeat,
    PitchDay,
    PitchSlot,
    Ranking,
    ReleasePlan,
    Reopening,
    Scorecard,
    SlotJudge,
    StatementRequest,
    Submission,
)
from challenges.pitchdays.workflow import PitchDayState
from challenges.verdicts.owed import lines_owed
from challenges.verdicts.times import opens_on
from challenges.work.checkins.queries import open_needs, shown_warnings
from challenges.work.offers.queries import meetings_of
from challenges.work.rooms.queries import fixed_by_day
from challenges.work.workflow import RequestState
from cohorts.models import (
    Booking,
    Cohort,
    CohortWeek,
    Mailing,
    Mentor,
    MentorAssignment,
    Participant,
    ParticipantSkill,
    Team,
    TeamProposal,
    Visit,
)
from cohorts.people.services.invitations import MENTOR, PARTICIPANT
from cohorts.programmes.models import Side
from cohorts.programmes.workflow import CohortState
from cohorts.teams.workflow import ProposalState
from cohorts.visits.models import BookingState
from core import zones
from core.models import Invitation, MessageState, OutboxMessage, User
from core.people.models import full_name
from core.prepared import Prepared

# Stands among the states of challenges for proposals that nobody has answered.
PROPOSED = "PROPOSED"
TROUBLE = (MessageState.FAILED, MessageState.UNCERTAIN)


class People(NamedTuple):
    """How many there are, were not invited, have not accepted; of participants also of the public side and so on."""

    all: int = 0
    uninvited: int = 0
    unaccepted: int = 0
    public: int = 0
    unskilled: int = 0
    unplaced: int = 0


class TeamNumbers(NamedTuple):
    """A published team, with how many people, of one side and with a seat, and which sides advise it."""

    pk: int
    key: str
    name: str
    people: int
    public: int
    seated: int
    advised_public: bool
    advised_private: bool


class Ground:
    """One cohort at one moment, as its organisers' home reads it."""

    def __init__(self, cohort: Cohort, now: datetime | None = None, user: User | None = None) -> None:
        self.cohort = cohort
        self.user_id = user.pk if user else None
        self.now = zones.moment(now)
        self.today = zones.today(cohort.zone, self.now)
        self.week = cohort.week_on(self.today)

    @cached_property
    def people(self) -> People:
        """Every number of participants that Today speaks of, in one query."""
        return People(*next(iter(PEOPLE.rows(self.cohort.pk)), ()))

    @cached_property
    def advisers(self) -> People:
        """The same of mentors."""
        return People(*next(iter(ADVISERS.rows(self.cohort.pk)), ()))

    @cached_property
    def briefs(self) -> Counter[str]:
        """How many challenges are in each state, and how many proposals are (PROPOSED) waiting; one query."""
        rows = Brief.objects.filter(cohort=self.cohort).order_by().values_list("state").annotate(number=Count("pk"))
        waiting = BriefApplication.objects.filter(cohort=self.cohort, state=ApplicationState.WAITING).order_by()
        proposed = waiting.annotate(as_state=Value(PROPOSED)).values_list("as_state").annotate(number=Count("pk"))
        return Counter(dict(rows.union(proposed, all=True)))

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
    def meetings(self) -> list[tuple[datetime, str]]:
        """When which team meets."""
        return list(fixed_by_day(self.cohort)) if self.teams else []

    @cached_property
    def handed_in(self) -> set[tuple[int, int]]:
        """Which (milestone, team) have something handed in."""
        rows = (
            Submission.objects.filter(milestone__cohort=self.cohort) if self.milestones else Submission.objects.none()
        )
        return set(rows.values_list("milestone_id", "team_id"))

    @cached_property
    def extended(self) -> set[tuple[int, int]]:
        """Which (milestone, team) have time left that others do not have."""
        if not any(milestone.due_at < self.now for milestone in self.milestones):
            return set()
        rows = Extension.objects.filter(milestone__cohort=self.cohort, due_at__gt=self.now)
        return set(rows.values_list("milestone_id", "team_id"))

    @cached_property
    def reopenings(self) -> list[StatementRequest]:
        """The teams' wishes to change what all had agreed to, that wait for an answer."""
        if not self.handed_in:
            return []
        rows = StatementRequest.objects.filter(submission__milestone__cohort=self.cohort, state=RequestState.ASKED)
        return list(rows.select_related("submission__milestone", "submission__team").order_by("asked_at"))

    @cached_property
    def teams(self) -> list[TeamNumbers]:
        """The published teams by number, with how many people, of each side and with a seat, and whose mentors."""
        visit = self.next_visit
        return [TeamNumbers(*row) for row in TEAMS.rows(self.cohort.pk, visit.pk if visit else 0)]

    @cached_property
    def done_of(self) -> Counter[int]:
        """How many teams have handed in for each milestone."""
        return Counter(milestone for milestone, _team in self.handed_in)

    @cached_property
    def warned(self) -> list[str]:
        """The teams that may need help, by name, while the cohort runs."""
        is_running = self.teams and self.cohort.state == CohortState.RUNNING
        rows = shown_warnings(self.cohort, self.now) if is_running else []
        return list(dict.fromkeys(row.team.name for row in rows))

    @cached_property
    def free_needs(self) -> int:
        """How many needs of check-ins nobody looks after, while the cohort runs."""
        is_running = self.teams and self.cohort.state == CohortState.RUNNING
        return open_needs(self.cohort)[1] if is_running else 0

    @cached_property
    def proposal(self) -> TeamProposal | None:
        """The latest proposal of teams that stands to be looked at; nothing once teams are published."""
        open_states = (ProposalState.READY, ProposalState.IMPOSSIBLE, ProposalState.FAILED, ProposalState.FORMING)
        rows = TeamProposal.objects.filter(cohort=self.cohort, state__in=open_states).order_by("-number")
        return None if self.teams else rows.only("key", "number", "state", "cohort_id").first()

    @cached_property
    def lines(self) -> dict[int, str]:
        """The challenge that each team (by id) works on, once that is published."""
        if not self.teams:
            return {}
        rows = published_lines(self.cohort).values_list("team_id", "brief__short_name", "brief__question")
        return {team: short or question for team, short, question in rows}

    @cached_property
    def verdicts_owed(self) -> int:
        """How many teams have no verdict although it can be given; not asked before that."""
        return len(lines_owed(self.cohort, self.now)) if self._is_judged else 0

    @property
    def _is_judged(self) -> bool:
        """Whether the pitches are over; asked of what was read already."""
        day = self.pitch_day
        if day is None:
            return self.today >= opens_on(self.cohort)
        return zones.today(self.cohort.zone, day.starts_at) < self.today

    @cached_property
    def owner_times(self) -> list[tuple[datetime, str]]:
        """The times with challenge owners that teams have taken: when, and which team."""
        return meetings_of(self.cohort)

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
    def confirmed(self) -> set[int]:
        """The teams whose ranking is confirmed; asked only while some have ranked."""
        rows = Ranking.objects.filter(team__cohort=self.cohort).exclude(confirmed_at=None)
        return set(rows.values_list("team_id", flat=True)) if self.ranked else set()

    @cached_property
    def own_problems(self) -> list[OwnProblem]:
        """The problems that teams bring and that wait for an answer; not asked once the allocation is out."""
        rows = OwnProblem.objects.filter(team__cohort=self.cohort, state__in=OPEN).select_related("team")
        return list(rows.order_by("pk")) if self.teams and not self.lines else []

    @cached_property
    def questions(self) -> dict[str, tuple[int, datetime]]:
        """How many questions of teams wait for each side, and since when; asked only while challenges are out."""
        is_out = self.briefs[BriefState.PUBLISHED] or self.briefs[BriefState.CLOSED]
        return waiting_in(self.cohort) if self.teams and is_out else {}

    @cached_property
    def pitch_day(self) -> Any | None:
        """The pitch day, with whether its panel has judges and a chair, what waits for an answer, and of whom."""
        seats = PanelSeat.objects.filter(pitch_day=OuterRef("pk"), left_at=None)
        rows = PitchDay.objects.filter(cohort=self.cohort)
        doubts = Conflict.objects.asked().filter(seat__pitch_day=OuterRef("pk"), seat__left_at=None)
        deputies = HandOver.objects.filter(seat__pitch_day=OuterRef("pk"), state=HandOverState.ASKED).order_by("pk")
        reopenings = Reopening.objects.filter(pitch_day=OuterRef("pk"), state=ReopeningState.ASKED).order_by("pk")
        plans = ReleasePlan.objects.filter(pitch_day=OuterRef("pk"), ended_at=None)
        return rows.annotate(
            decision_second=F("decision__second"),
            plan_key=Subquery(plans.values("key")[:1]),
            plan_second=Subquery(plans.filter(agreed_at=None).values("second")[:1]),
            has_judges=Exists(seats),
            has_chair=Exists(seats.filter(is_chair=True)),
            has_doubts=Exists(doubts),
            deputy=Subquery(deputies.values("key")[:1]),
            reopening=Subquery(reopenings.values("key")[:1]),
        ).first()

    @cached_property
    def sheets(self) -> list[tuple[str, int, int]]:
        """While scoring is open: each judge who scores, how many sheets are in, and how many there are to be."""
        day = self.pitch_day
        if day is None or day.state != PitchDayState.SCORING:
            return []
        rows = [
            (full_name(first, last, email), done, given if is_shared_out else free)
            for first, last, email, done, given, free, is_shared_out in SHEETS.rows(day.pk)
        ]
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


def _number(rows: QuerySet[Any], by: str, of: str = "pk") -> Any:
    """How many of these rows the outer query's row has; `by` is what they hang on, `of` what is counted once each."""
    counted = rows.order_by().values(by).annotate(n=Count(of, distinct=of != "pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _invited(cohort: int, role: str) -> dict[str, Count]:
    letters = Invitation.objects.filter(cohort_id=cohort, role=role)
    was_sent = Q(user__in=letters.filter(revoked_at=None).values("user"))
    has_accepted = Q(user__in=letters.filter(accepted_at__isnull=False).values("user"))
    return {
        "all": Count("pk"),
        "uninvited": Count("pk", filter=~was_sent),
        "unaccepted": Count("pk", filter=was_sent & ~has_accepted),
    }


def _people(cohort: int) -> "QuerySet[Participant, Any]":
    """One row of People, or none where nobody takes part."""
    skilled = Exists(ParticipantSkill.objects.filter(participant=OuterRef("pk")))
    numbers = _invited(cohort, PARTICIPANT) | {
        "public": Count("pk", filter=Q(side=Side.PUBLIC)),
        "unskilled": Count("pk", filter=~skilled),
        "unplaced": Count("pk", filter=Q(membership=None)),
    }
    rows = Participant.objects.active().filter(cohort=cohort).order_by().values("cohort")
    return rows.annotate(**numbers).values_list(*People._fields)


def _advising(cohort: int) -> "QuerySet[Mentor, Any]":
    """The same of mentors, as far as it goes."""
    numbers = _invited(cohort, MENTOR)
    rows = Mentor.objects.filter(cohort=cohort, left_at=None).order_by().values("cohort")
    return rows.annotate(**numbers).values_list(*numbers)


def _teams(cohort: int, visit: int) -> "QuerySet[Team, Any]":
    """The teams by number as TeamNumbers; seats are those on the visit."""
    held = Booking.objects.filter(visit=visit, state=BookingState.BOOKED).values("participant")
    advised = MentorAssignment.objects.filter(team=OuterRef("pk"), mentor__left_at=None)
    numbers = {
        "people": Count("members"),
        "public": Count("members", filter=Q(members__participant__side=Side.PUBLIC)),
        "seated": Count("members", filter=Q(members__participant__in=held)),
        "advised_public": Exists(advised.filter(mentor__side=Side.PUBLIC)),
        "advised_private": Exists(advised.filter(mentor__side=Side.PRIVATE)),
    }
    teams = Team.objects.filter(cohort=cohort).annotate(**numbers).order_by("number")
    return teams.values_list(*TeamNumbers._fields)


def _sheets(day: int) -> "QuerySet[PanelSeat, Any]":
    """Each judge's name, and numbers of sheets: handed in, given to the judge, all where pitches are not shared out.

    What is the same for every judge names the day itself, so that the database asks it once.
    """
    own = {"seat": OuterRef("pk")}
    # Several conflicts of one judge with one team keep them from it once.
    conflicts = Conflict.objects.counting().filter(**own)
    given, barred = SlotJudge.objects.filter(**own), conflicts.filter(team__pitch_slot__judges__seat=F("seat"))
    slots = PitchSlot.objects.filter(pitch_day=day)
    seats = PanelSeat.objects.filter(pitch_day=day, left_at=None).order_by("-is_chair", "user__last_name", "pk")
    numbers = {
        "done": _number(Scorecard.objects.filter(**own, state=CardState.SUBMITTED), "seat"),
        "given": _number(given, "seat") - _number(barred, "seat", "team"),
        "free": _number(slots, "pitch_day") - _number(conflicts.filter(team__pitch_slot__isnull=False), "seat", "team"),
        "is_shared_out": Exists(SlotJudge.objects.filter(slot__pitch_day=day)),
    }
    return seats.annotate(**numbers).values_list("user__first_name", "user__last_name", "user__email", *numbers)


PEOPLE, ADVISERS, TEAMS, SHEETS = Prepared(_people), Prepared(_advising), Prepared(_teams), Prepared(_sheets)
