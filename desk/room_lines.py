"""What other features say in a team's room: one function a line, listed at the end; a new one is one line more."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.work.checkins.models import check_in_rules_of
from challenges.work.feedback.parts import to_read
from challenges.work.offers.queries import times_of
from challenges.work.rooms.workflow import MeetingState
from cohorts.models import Booking, Visit
from cohorts.programmes.workflow import CohortState
from core.templatetags.moments import when_words
from desk.room import Room
from desk.week import Task


@dataclass(frozen=True)
class Line:
    """One line of the room: what it is about, how it stands, and where to go for it."""

    label: str
    words: str
    url: str = ""
    act: str = ""


def programme_day(room: Room) -> Line | None:
    """The next programme day, and how many of the team have a seat; two queries."""
    ahead = Visit.objects.going_ahead().filter(cohort=room.cohort, is_published=True, ends_at__gt=room.now)
    visit = ahead.select_related("host").in_order().first()
    if visit is None:
        return None
    places = [member.participant_id for member in room.members]
    seated = Booking.objects.held().filter(visit=visit, participant__in=places).count()
    words = {"title": visit.title, "when": when_words(visit.starts_at, room.cohort, room.now)}
    seats = _("%(held)s of %(all)s have a seat") % {"held": seated, "all": len(places)}
    return Line(
        _("Next programme day"),
        _("%(title)s, %(when)s") % words + f". {seats}.",
        room.link("visit", visit.key) if room.writes else "",
        _("See it"),
    )


def check_ins(room: Room) -> Line | None:
    """How the team's weeks go; one query."""
    is_running = room.cohort.state == CohortState.RUNNING
    if not room.is_asked or not is_running or not check_in_rules_of(room.cohort).is_on:
        return None
    if room.writes:
        words = _("Say in a minute how this week goes for you.")
        return Line(_("Weekly check-in"), words, room.link("check_in"), _("Check in"))
    words = _("What its members wrote for the team and its mentors.")
    return Line(_("Weekly check-ins"), words, room.link("check_ins", room.team.key), _("Read them"))


def questions(room: Room) -> Line | None:
    """Where the team asks about its challenge."""
    if room.brief is None or not room.writes:
        return None
    words = _("Ask its owner, and read what other teams were answered.")
    return Line(_("Questions about the challenge"), words, room.link("brief_asked", room.brief.key), _("Ask or read"))


def owner_times(room: Room) -> Line | None:
    """The team's next time with the owner of its challenge, or how many it could take; one query."""
    if room.brief is None or not room.is_asked:
        return None
    times = times_of(room.team, room.brief.pk, room.now)
    if times.taken:
        words = when_words(times.taken[0].starts_at, room.cohort, room.now)
    elif times.free:
        words = ngettext("%(count)s time is free.", "%(count)s times are free.", times.free) % {"count": times.free}
    else:
        return None
    return Line(_("Time with the challenge owner"), words, room.link("meeting_offers"), _("See the times"))


def feedback(room: Room) -> list[Task]:
    """The team's own work with comments that are open; one query."""
    if not room.writes:
        return []
    return [
        Task(
            _("Read the feedback on %(milestone)s") % {"milestone": milestone},
            room.link("work_feedback", key),
            ngettext("%(count)s comment is open.", "%(count)s comments are open.", number) % {"count": number},
        )
        for key, milestone, number in to_read(room.cohort, room.team)
    ]


def work(room: Room) -> Task | None:
    """What is late, for the team itself."""
    due = room.next_due
    if due is None or not room.writes or due.at >= room.now:
        return None
    note = _("Was due %(when)s. You can still hand it in.") % {"when": when_words(due.at, room.cohort, room.now)}
    return Task(due.title, due.url, note, "late", at=due.at)


def polls(room: Room) -> list[Task]:
    """Meetings that ask the reader when they can come, and wait for an answer."""
    asked = [one for one in room.meetings if one.state == MeetingState.ASKING and one.asks_me and one.waits]  # type: ignore[attr-defined]
    return [
        Task(
            _("Say when you can meet: %(subject)s") % {"subject": one.subject},
            room.link("meeting", one.key),
            _("Asked %(when)s.") % {"when": when_words(one.proposed_at, room.cohort, room.now)},
            at=one.proposed_at,
        )
        for one in asked
    ]


def clashes(room: Room) -> list[Task]:
    """Notes in which two texts wait for the team to choose."""
    waiting = {clash.note.key: clash.note.title for clash in room.clashes}
    return [
        Task(
            _("Choose between two texts: %(title)s") % {"title": title},
            room.link("note", key),
            _("Two of you changed the same lines."),
        )
        for key, title in waiting.items()
    ]


# The lines under what waits, in this order: functions (room) -> Line, or nothing.
LINES: list[Callable[[Room], Line | None]] = [
    programme_day,
    owner_times,
    questions,
    check_ins,
]
# What waits for the reader, in this order: functions (room) -> a Task, several, or nothing.
WAITS: list[Callable[[Room], "Task | list[Task] | None"]] = [
    work,
    feedback,
    polls,
    clashes,
]


def lines_of(room: Room) -> list[tuple[str, str, str, str]]:
    """Every line that has something to say, as the summary shows it."""
    found = [line for ask in LINES if (line := ask(room)) is not None]
    return [(line.label, line.words, line.url, line.act) for line in found]


def waits_of(room: Room) -> list[Task]:
    """Everything that waits for the reader."""
    found: list[Task] = []
    for ask in WAITS:
        answer = ask(room)
        found += answer if isinstance(answer, list) else [answer] if answer is not None else []
    return found
