"""Voting: one short transaction, one vote for each code."""

from collections.abc import Collection
from datetime import datetime

from challenges.audience.codes import hashed
from challenges.audience.engine import barred, marks_of
from challenges.audience.models import AudienceCode, CodeKind, Poll, Vote
from challenges.audience.queries import choices_of, options_of
from challenges.audience.services.codes import fresh_fields
from challenges.audience.services.errors import (
    ChangedTooOften,
    CodeNeeded,
    NoSuchAnswer,
    NothingChosen,
    NotOpenYet,
    NotYoursToChoose,
    Over,
    TooManyChosen,
)
from challenges.audience.workflow import PollState
from core import zones
from core.service import service

MOST_CHANGES = 60


@service
def cast_vote(*, poll: Poll, picks: Collection[str], by: AudienceCode, received_at: datetime | None = None) -> Vote:
    """The code's one vote in the poll is for these answers, whatever it was before.

    No event tells of it: the audit must not know who voted for what (V-07). The poll's lock keeps votes and the close
    apart, and the table takes one vote for each code.
    """
    moment = zones.moment(received_at)
    locked = Poll.objects.select_for_update().get(pk=poll.pk)
    _refuse_closed(locked, moment)
    if locked.needs_code and not by.is_checked:
        raise CodeNeeded
    marks = _marks(locked, picks, by)
    vote = Vote.objects.filter(poll=locked, code=by).first()
    if vote is None:
        return Vote.objects.create(poll=locked, code=by, marks=marks)
    if vote.marks != marks:
        if vote.changes >= MOST_CHANGES:
            raise ChangedTooOften
        vote.marks, vote.changes = marks, vote.changes + 1
        vote.save(update_fields=["marks", "changes"])
    return vote


@service
def cast_without_code(*, poll: Poll, picks: Collection[str], browser: str, received_at: datetime | None = None) -> Vote:
    """The browser has one vote in a poll that is only indicative, by a code that it gives to itself."""
    code, _made = AudienceCode.objects.get_or_create(
        pitch_day_id=poll.pitch_day_id,
        browser=hashed(browser),
        defaults=fresh_fields(CodeKind.BROWSER, zones.moment(received_at)),
    )
    return cast_vote(poll=poll, picks=picks, by=code, received_at=received_at)


def _refuse_closed(poll: Poll, moment: datetime) -> None:
    if poll.takes_votes(moment):
        return
    is_early = poll.state == PollState.DRAFT or (poll.opens_at is not None and moment < poll.opens_at)
    raise NotOpenYet if is_early else Over


def _marks(poll: Poll, picks: Collection[str], code: AudienceCode) -> int:
    """The ballot's choices as bits, once they are known to be this voter's to make."""
    options = options_of(poll)
    places = {option.key: option.place for option in options}
    chosen = set(picks)
    if not chosen:
        raise NothingChosen
    if not chosen <= set(places):
        raise NoSuchAnswer
    if len(chosen) > poll.most:
        raise TooManyChosen
    if chosen & set(barred(choices_of(options), code.group, poll.rules)):
        raise NotYoursToChoose
    return marks_of(places[key] for key in chosen)
