"""Two devices and doubled requests in the same instant, on a database with row locks."""

import pytest

from challenges.judging import services
from challenges.models import LateScore, Score, Scorecard, ScorecardRevision
from challenges.pitchdays.services import close_scores, open_scoring
from core.models import Event
from tests.challenges.judging.test_sync import change

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def day(world):
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    return world.pitch_day


def sender(world, *values, **more):
    sent = change(world, *values, **more)
    judge = world.people["judge"]
    return lambda: services.receive_change(seat=world.seat, slot=world.slot, change=sent, by=judge)


def test_the_same_change_eight_times_at_once_is_one(world, day, race):
    """J-06: a double tap and every retry of it: one revision, one audit row, one answer."""
    answers = race(*[sender(world, 4, 2, key="tap", finish=True)] * 8)
    assert {(type(answer).__name__, answer.pk) for answer in answers} == {("ScorecardRevision", answers[0].pk)}
    assert (ScorecardRevision.objects.count(), Score.objects.count()) == (1, 2)
    assert Event.objects.filter(event="scorecard.saved").count() == 1
    assert Event.objects.filter(event="scorecard.submitted").count() == 1


def test_two_devices_at_once_one_saves_and_the_other_is_told(world, day, race):
    """J-05: whoever comes second is refused, and its values are nowhere."""
    answers = race(sender(world, 5, 5, key="phone"), sender(world, 1, 1, key="tablet"))
    kinds = sorted(type(answer).__name__ for answer in answers)
    assert kinds == ["ChangedElsewhere", "ScorecardRevision"]
    assert ScorecardRevision.objects.count() == 1
    winner = next(answer for answer in answers if isinstance(answer, ScorecardRevision))
    held = {score.criterion.key: score.value for score in Score.objects.select_related("criterion")}
    assert held == winner.scores


def test_a_change_and_the_closing_at_once_lose_nothing(world, day, race):
    """J-11: either it was in time and counts, or it is late and waits; never both, never neither."""
    closing = lambda: close_scores(pitch_day=day, by=world.people["chair"])  # noqa: E731
    race(sender(world, 4, 2, key="last", finish=True), closing)
    late = LateScore.objects.filter(state="WAITING").count()
    counted = Scorecard.objects.filter(seat=world.seat, state="SUBMITTED").count()
    assert (late + counted, ScorecardRevision.objects.count()) == (1, counted)
