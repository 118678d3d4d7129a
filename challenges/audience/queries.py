"""Questions about the audience that several pages ask, each in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from challenges.audience.engine import Choice, leaders, tally
from challenges.audience.models import Ballot, Poll, PollKind, PollOption, Vote
from challenges.audience.workflow import PollState
from challenges.pitchdays.models import PitchDay
from cohorts.models import Team


def options_of(poll: Poll) -> list[PollOption]:
    """The answers in order, of the prize with their teams."""
    return list(PollOption.objects.filter(poll=poll).select_related("team").order_by("place"))


def choices_of(options: Iterable[PollOption]) -> list[Choice]:
    """The answers as the rules of voting look at them."""
    return [Choice(one.key, one.team.key if one.team else "", frozenset(one.employers)) for one in options]


def turnout_of(poll: Poll) -> int:
    """How many have voted: known to all at any time, since it does not say who leads."""
    return (Ballot if poll.is_over else Vote).objects.filter(poll=poll).count()


@dataclass(frozen=True)
class Tally:
    """The count of one poll."""

    options: list[PollOption]
    counts: list[int]
    ballots: int

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Each answer with its votes, for a chart."""
        return [(option.label, count) for option, count in zip(self.options, self.counts, strict=True)]

    @property
    def leading(self) -> list[PollOption]:
        """The answers with most votes; several when they are level."""
        return [self.options[place] for place in leaders(self.counts)]


def count_of(poll: Poll) -> Tally:
    """The count as it stands, in two queries. Who may know it is for the caller to ask: see Poll.is_told."""
    rows = (Ballot if poll.is_over else Vote).objects.filter(poll=poll).order_by()
    marked = list(rows.values_list("marks").annotate(number=Count("pk")))
    options = options_of(poll)
    return Tally(options, tally(marked, len(options)), sum(number for _marks, number in marked))


@dataclass(frozen=True)
class Prize:
    """What the audience chose, beside the judges' result and never in it."""

    poll: Poll
    winners: Sequence[Team]
    rows: Sequence[tuple[str, int]]
    ballots: int


def prize_of(day: PitchDay) -> Prize | None:
    """The people's prize once its vote is closed and counted, with joint winners when teams are level; else nothing.

    An open vote, a hidden count and polls without codes never get here.
    """
    poll = Poll.objects.filter(pitch_day=day, kind=PollKind.PRIZE, needs_code=True).first()
    if poll is None or not poll.is_over:
        return None
    count = count_of(poll)
    return Prize(poll, [one.team for one in count.leading if one.team], count.rows, count.ballots)


def told_prize(day: PitchDay) -> Prize | None:
    """The people's prize as everybody may know it: closed, counted, and shown by an organiser; else nothing."""
    prize = prize_of(day)
    return prize if prize is not None and prize.poll.is_told else None


def polls_of(day: PitchDay) -> list[Poll]:
    """The day's polls as they were made, the prize last."""
    return list(Poll.objects.filter(pitch_day=day).order_by("kind", "made_at", "pk"))


def seen_polls(day: PitchDay) -> list[Poll]:
    """The polls that the audience may know of: those that have opened."""
    return [poll for poll in polls_of(day) if poll.state != PollState.DRAFT]
