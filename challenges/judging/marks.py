"""What is known of sheets beside their state: read from paper, or come after closing and waiting for the chair."""

from challenges.judging.models import LateScore, Scorecard
from challenges.judging.paper.queries import is_from_paper
from challenges.judging.workflow import LateState
from challenges.pitchdays.models import PitchDay

Pair = tuple[int, int]


def from_paper(day: PitchDay) -> dict[Pair, str]:
    """The sheets that count as they were read from paper, by seat and slot; one query."""
    read = Scorecard.objects.filter(is_from_paper(), slot__pitch_day=day).values_list("seat", "slot")
    return dict.fromkeys(read, "PAPER")


def come_late(day: PitchDay) -> dict[Pair, str]:
    """The sheets of which something waits for the chair, by seat and slot; one query."""
    late = LateScore.objects.filter(slot__pitch_day=day, state=LateState.WAITING).values_list("seat", "slot")
    return dict.fromkeys(late, "LATE")
