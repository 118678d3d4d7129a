"""Making, opening, closing and showing polls and the people's prize."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from challenges.audience.engine import MOST_OPTIONS
from challenges.audience.models import Ballot, CodeUse, Poll, PollKind, PollOption, Vote
from challenges.audience.services.errors import (
    ClosesBeforeItOpens,
    ClosesTooEarly,
    Frozen,
    NotEnough,
    PrizeExists,
    TooManyAnswers,
)
from challenges.audience.workflow import PollState
from challenges.pitchdays.models import PitchDay, PitchSlot
from challenges.pitchdays.workflow import PitchDayState
from cohorts.models import Cohort, TeamMember
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service

LEAST_ANSWERS, MOST_ANSWERS = 2, 8


@service
def save_poll(
    *,
    pitch_day: PitchDay,
    question: str,
    answers: Sequence[str],
    by: User,
    most: int = 1,
    is_hidden: bool = True,
    needs_code: bool = True,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    poll: Poll | None = None,
    key: str = "",
    now: datetime | None = None,
) -> Poll:
    """The poll stands with these answers, not open yet; records poll.made or poll.changed; raises Frozen."""
    now = zones.moment(now)
    _check_answers(answers)
    _check_times(opens_at, closes_at)
    settings = {
        "question": question, "most": min(most, len(answers)), "is_hidden": is_hidden, "needs_code": needs_code,
        "opens_at": opens_at, "closes_at": closes_at,
    }  # fmt: skip

    def make() -> Poll:
        made = Poll.objects.create(pitch_day=pitch_day, made_at=now, **settings)
        _write_answers(made, answers)
        record("poll.made", by=by, subject=made, cohort=made.cohort, now=now)
        return made

    if poll is None:
        return once(by=by, action="poll.make", key=key, make=make)
    draft = _draft(poll)
    Poll.objects.filter(pk=draft.pk).update(**settings)
    draft.options.all().delete()
    _write_answers(draft, answers)
    record("poll.changed", by=by, subject=draft, cohort=draft.cohort, now=now)
    return draft


@service
def save_prize(
    *,
    pitch_day: PitchDay,
    question: str,
    by: User,
    is_hidden: bool = True,
    bars_own_team: bool = True,
    bars_own_employer: bool = False,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    poll: Poll | None = None,
    now: datetime | None = None,
) -> Poll:
    """The people's prize stands with these rules, not open yet; records poll.made or poll.changed; raises Frozen."""
    now = zones.moment(now)
    _check_times(opens_at, closes_at)
    PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    settings = {
        "question": question, "is_hidden": is_hidden, "bars_own_team": bars_own_team,
        "bars_own_employer": bars_own_employer, "opens_at": opens_at, "closes_at": closes_at,
    }  # fmt: skip
    if poll is None:
        if Poll.objects.filter(pitch_day=pitch_day, kind=PollKind.PRIZE).exists():
            raise PrizeExists
        made = Poll.objects.create(pitch_day=pitch_day, kind=PollKind.PRIZE, made_at=now, **settings)
        record("poll.made", by=by, subject=made, cohort=made.cohort, now=now)
        return made
    draft = _draft(poll)
    Poll.objects.filter(pk=draft.pk).update(**settings)
    record("poll.changed", by=by, subject=draft, cohort=draft.cohort, now=now)
    return draft


@service
def remove_poll(*, poll: Poll, by: User, now: datetime | None = None) -> None:
    """A poll that never opened is gone; records poll.removed; raises Frozen."""
    draft = _draft(poll)
    record("poll.removed", by=by, subject=draft, cohort=draft.cohort, now=now)
    draft.delete()


@service
def open_poll(*, poll: Poll, by: User | None, now: datetime | None = None) -> Poll:
    """Votes are taken from this moment on, under rules that stand; records poll.opened."""
    now = zones.moment(now)
    locked = _draft(poll)
    if locked.closes_at is not None and locked.closes_at <= now:
        raise ClosesTooEarly
    if locked.is_prize:
        _write_teams(locked)
    if locked.options.count() < LEAST_ANSWERS:
        raise NotEnough
    move(locked, "open", by=by, now=now)
    locked.opens_at = now
    locked.save(update_fields=["opens_at"])
    return locked


@service
def close_poll(*, poll: Poll, by: User | None, now: datetime | None = None) -> Poll:
    """The votes are counted as ballots that no code hangs on, in an order drawn anew; records poll.closed and
    poll.counted with the number of ballots.

    Votes and ballots change places in one transaction, while every vote waits for the poll's lock: what was received
    before stands, what comes after finds the poll closed.
    """
    now = zones.moment(now)
    locked = Poll.objects.select_for_update(of=("self",)).select_related("pitch_day__cohort").get(pk=poll.pk)
    move(locked, "close", by=by, now=now)
    if locked.closes_at is None or now < locked.closes_at:
        locked.closes_at = now
        locked.save(update_fields=["closes_at"])
    number = _cut_the_link(locked)
    record("poll.counted", by=by, subject=locked, cohort=locked.cohort, now=now, ballots=number)
    return locked


def _cut_the_link(poll: Poll) -> int:
    votes = list(Vote.objects.filter(poll=poll).order_by("code_id").values_list("code_id", "marks"))
    Vote.objects.filter(poll=poll).delete()
    marks = [mark for _code, mark in votes]
    secrets.SystemRandom().shuffle(marks)
    Ballot.objects.bulk_create(Ballot(poll=poll, marks=mark) for mark in marks)
    CodeUse.objects.bulk_create(CodeUse(poll=poll, code_id=code) for code, _mark in votes)
    return len(votes)


@service
def show_result(*, poll: Poll, by: User, now: datetime | None = None) -> Poll:
    """Everybody can see the result of the closed poll; records poll.shown."""
    return move(poll, "show", by=by, now=now)


@service
def open_due(*, now: datetime) -> int:
    """Every vote whose opening time has come is open; how many. One that cannot open waits for its organisers."""
    due = Poll.objects.filter(state=PollState.DRAFT, opens_at__lte=now).order_by("pk")
    return sum(_opened(poll, now) for poll in due)


def _opened(poll: Poll, now: datetime) -> bool:
    try:
        open_poll(poll=poll, by=None, now=now)
    except (ClosesTooEarly, NotEnough, Frozen):
        return False
    return True


@service
def move_polls(*, cohort: Cohort, days: int, old_zone: str, by: User | None, now: datetime | None = None) -> int:
    """Polls that have not opened, of a day still planned, open and close with it; records poll.changed; how many."""
    waiting = Poll.objects.filter(state=PollState.DRAFT, pitch_day__cohort=cohort)
    polls = waiting.filter(pitch_day__state=PitchDayState.PLANNED).exclude(opens_at=None, closes_at=None)
    rows = list(polls.select_for_update(of=("self",)).select_related("pitch_day__cohort").order_by("pk"))
    for poll in rows:
        for name in ("opens_at", "closes_at"):
            at = getattr(poll, name)
            setattr(poll, name, at and zones.shifted(at, days, old_zone, cohort.zone))
        poll.save(update_fields=["opens_at", "closes_at"])
        record("poll.changed", by=by, subject=poll, cohort=cohort, now=now)
    return len(rows)


@service
def close_due(*, now: datetime) -> int:
    """Every poll whose closing time has come is closed and counted; how many."""
    due = Poll.objects.filter(state=PollState.OPEN, closes_at__lte=now).order_by("pk")
    return len([close_poll(poll=poll, by=None, now=now) for poll in due])


def _draft(poll: Poll) -> Poll:
    locked = Poll.objects.select_for_update(of=("self",)).select_related("pitch_day__cohort").get(pk=poll.pk)
    if locked.state != PollState.DRAFT:
        raise Frozen
    return locked


def _check_times(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise ClosesBeforeItOpens


def _check_answers(answers: Sequence[str]) -> None:
    if len(answers) < LEAST_ANSWERS or len({answer.casefold() for answer in answers}) < len(answers):
        raise NotEnough
    if len(answers) > MOST_ANSWERS:
        raise TooManyAnswers


def _write_answers(poll: Poll, answers: Sequence[str]) -> None:
    PollOption.objects.bulk_create(
        PollOption(poll=poll, place=place, label=answer) for place, answer in enumerate(answers)
    )


def _write_teams(poll: Poll) -> None:
    """The day's teams in running order, each with its members' employers at this moment."""
    slots = PitchSlot.objects.filter(pitch_day=poll.pitch_day).select_related("team").order_by("order")
    teams = [slot.team for slot in slots][:MOST_OPTIONS]
    employers: dict[int, set[str]] = {team.pk: set() for team in teams}
    members = TeamMember.objects.filter(team__in=teams).select_related("participant__organisation")
    for member in members:
        employers[member.team_id].add(member.participant.organisation.employer)
    poll.options.all().delete()
    PollOption.objects.bulk_create(
        PollOption(poll=poll, place=place, label=team.name, team=team, employers=sorted(employers[team.pk]))
        for place, team in enumerate(teams)
    )
