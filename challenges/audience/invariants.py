"""What must be true of votes at any time."""

from django.db.models import Count, F, Q

from challenges.audience.models import Poll
from challenges.audience.workflow import PollState

OVER = (PollState.CLOSED, PollState.SHOWN)


def ballots_are_codes_used() -> list[str]:
    """A counted poll has as many ballots as codes used and no vote with a code; an open one has votes alone."""
    polls = Poll.objects.annotate(
        cast=Count("votes", distinct=True), counted=Count("ballots", distinct=True), used=Count("uses", distinct=True)
    )
    wrong = polls.filter(
        ~Q(counted=F("used")) | Q(state__in=OVER, cast__gt=0) | (~Q(state__in=OVER) & Q(counted__gt=0))
    )
    return [
        f"The poll {poll.key} has {poll.counted} ballots for {poll.used} codes used, and {poll.cast} votes with a code."
        for poll in wrong.order_by("key")
    ]
