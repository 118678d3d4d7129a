"""A team's room as one person sees it: every row asked once, however much the team keeps in it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief, brief_of
from challenges.models import (
    ContactCard,
    Milestone,
    NoteClash,
    Submission,
    TeamDecision,
    TeamLink,
    TeamMeeting,
    TeamNote,
)
from challenges.work.deadlines import times_by_pair
from challenges.work.engine.times import Times
from challenges.work.rooms.engine.addresses import host_of
from challenges.work.rooms.people import members_of, mentors_of
from challenges.work.rooms.queries import meetings_of
from challenges.work.rooms.workflow import MeetingState
from cohorts.models import Mentor, Team, TeamMember
from core import zones
from core.access import can

# A room shows no more rows of a kind than a list does (W-05); so many meetings that are over.
MOST, LATELY = 100, 3


@dataclass(frozen=True)
class Person:
    """Somebody of the team or who advises it: what the people they work with may read of them."""

    name: str
    side: str
    role: str
    about: str
    pronouns: str
    reach: str
    email: str


@dataclass(frozen=True)
class Due:
    """A milestone of the team: its tag's look and words, and when it is due by the clock of the cohort."""

    title: str
    url: str
    at: datetime
    state: str
    words: str
    is_done: bool
    is_open: bool


class Room:
    """One team's room at one moment for one person."""

    def __init__(self, team: Team, user: Any, now: datetime | None = None) -> None:
        self.team, self.user = team, user
        self.cohort = team.cohort
        self.now = zones.moment(now)

    def link(self, name: str, *args: Any) -> str:
        """The address of one of the cohort's pages behind the door of participants and mentors."""
        return reverse(f"my:{name}", args=[self.cohort.slug, *args])

    @cached_property
    def writes(self) -> bool:
        """Whether the person is of the team, and so writes here."""
        return can(self.user, "room.write", self.team)

    @cached_property
    def members(self) -> list[TeamMember]:
        """Who is in the team."""
        return members_of(self.team)

    @cached_property
    def advisers(self) -> list[Mentor]:
        """Who advises it."""
        return mentors_of(self.team)

    @property
    def is_mentor(self) -> bool:
        """Whether the person advises the team."""
        return any(mentor.user_id == self.user.pk for mentor in self.advisers)

    @property
    def is_asked(self) -> bool:
        """Whether the person is one of the team's own people."""
        return self.writes or self.is_mentor

    @cached_property
    def cards(self) -> dict[int, ContactCard]:
        """How each of them wants to be addressed and reached."""
        ids = [member.participant.user_id for member in self.members]
        ids += [mentor.user_id for mentor in self.advisers]
        return {card.user_id: card for card in ContactCard.objects.filter(cohort=self.cohort, user__in=ids)}

    @cached_property
    def people(self) -> list[Person]:
        """The members, as they chose to be seen."""
        return [self._person(member.participant, member.participant.about) for member in self.members]

    @cached_property
    def mentors(self) -> list[Person]:
        """The mentors, as they chose to be seen."""
        return [self._person(mentor, "") for mentor in self.advisers]

    def _person(self, place: Any, about: str) -> Person:
        user, card = place.user, self.cards.get(place.user_id) or ContactCard()
        role = ", ".join(filter(None, [place.job_title, place.organisation.name]))
        name = _("%(name)s, you") % {"name": user.name} if user.pk == self.user.pk else user.name
        email = user.email if card.shows_email else ""
        return Person(name, place.side, role, about, card.pronouns, card.reach, email)

    @cached_property
    def brief(self) -> Brief | None:
        """What the team works on, once that is published."""
        return brief_of(self.team)

    @cached_property
    def milestones(self) -> list[Due]:
        """What the team hands in, by its deadline."""
        rows = list(Milestone.objects.filter(cohort=self.cohort).in_order())
        found = Submission.objects.filter(milestone__in=rows, team=self.team)
        done = dict(found.values_list("milestone_id", "agreed_at"))
        # More time is for the team and the organisers to know of, not for its mentors (D-07).
        own = {} if self.is_mentor else times_by_pair(rows, [self.team])
        dated = [self._due(row, own.get((row.pk, self.team.pk), row.times), done) for row in rows]
        return sorted(dated, key=lambda due: due.at)

    def _due(self, row: Milestone, times: Times, done: dict[int, datetime | None]) -> Due:
        is_done, is_open = row.pk in done, times.is_open(self.now)
        if is_done:
            state, words = "good", _("Agreed") if done[row.pk] else _("Handed in")
        elif times.due_at < self.now:
            state, words = "bad", _("Late") if is_open else _("Not handed in")
        else:
            state, words = ("info", _("Open")) if is_open else ("plain", _("Not open yet"))
        return Due(row.title, self.link("milestone", row.key), times.due_at, state, words, is_done, is_open)

    @property
    def next_due(self) -> Due | None:
        """What is to be handed in next: what is late and still open before what is to come."""
        waiting = (due for due in self.milestones if not due.is_done)
        return next((due for due in waiting if due.is_open or due.at >= self.now), None)

    @cached_property
    def meetings(self) -> list[TeamMeeting]:
        """The meetings ahead by time, then those whose time is being found."""
        return meetings_of([self.team], self.user, self.now)

    @property
    def next_meeting(self) -> TeamMeeting | None:
        """The next meeting with a time."""
        return next((meeting for meeting in self.meetings if meeting.state == MeetingState.FIXED), None)

    @cached_property
    def met(self) -> list[TeamMeeting]:
        """The latest meetings that are over, to write down what came of them."""
        ahead = [meeting.pk for meeting in self.meetings]
        rows = TeamMeeting.objects.filter(team=self.team, state=MeetingState.FIXED, starts_at__lt=self.now)
        return list(rows.exclude(pk__in=ahead).order_by("-starts_at", "-pk")[:LATELY])

    @cached_property
    def decisions(self) -> list[TeamDecision]:
        """What was decided, the latest first; an earlier one knows what stands in its place."""
        rows = TeamDecision.objects.filter(team=self.team).select_related("recorded_by", "replaced_by")
        return list(rows.order_by("-decided_on", "-pk")[:MOST])

    @cached_property
    def notes(self) -> list[TeamNote]:
        """The notes that the person may read, the latest saved first."""
        rows = TeamNote.objects.visible_to(self.user).filter(team=self.team)
        return list(rows.select_related("saved_by").order_by("-saved_at", "-pk")[:MOST])

    @cached_property
    def clashes(self) -> list[NoteClash]:
        """Texts that wait for the team to choose."""
        rows = NoteClash.objects.filter(note__team=self.team) if self.writes else NoteClash.objects.none()
        return list(rows.select_related("note").order_by("pk")[:MOST])

    @cached_property
    def links(self) -> list[dict[str, Any]]:
        """The links in the team's order, each with the places that its buttons lead to."""
        rows = list(TeamLink.objects.filter(team=self.team).select_related("added_by").order_by("position", "pk"))
        return [
            {"link": row, "host": host_of(row.address), "up": place - 1, "down": place + 1 if place < len(rows) else 0}
            for place, row in enumerate(rows, start=1)
        ]
